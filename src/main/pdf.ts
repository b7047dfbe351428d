/** The printed dates, `/CreationDate (D:20260801093000+00'00')`, of Chromium's own PDF writer. */
const dates = /\/(CreationDate|ModDate) \(D:(\d{14})[^)]*\)/g
const leaves = /\/Type\s*\/Page\b/g
/** The names of a document's parts, for screen readers: Chromium takes them from counters of the process that drew it. */
const names = /\(node\d{8}\)/g
/** The one list of these names, each with its object, and the first and last of them. */
const nameList = /\/Limits \[[^\]]*\]\n\/Names \[(\(node\d{8}\)[^\]]*)\]/g
const namedObject = /\(node\d{8}\) \d+ 0 R/g

/** Reads PDF bytes as text in which each character is one byte. */
const asText = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1')

/**
 * Takes out of a PDF what depends on when and where it was printed, so that the same figures always give the same file.
 * Every new text is as long as the old one: a PDF's index counts bytes.
 * @param instant what the file says it was made at
 */
export function reproducible(pdf: Uint8Array, instant: Date): Buffer {
  const stamp = instant.toISOString().replace(/\D/g, '').slice(0, 14)
  const dated = asText(pdf).replace(dates, (whole, _key, digits: string) => whole.replace(digits, stamp))
  return Buffer.from(withPlainNames(dated), 'latin1')
}

/** Numbers the names in the order of their first use, and sorts their list again, as the format wants it. */
function withPlainNames(text: string): string {
  const plain = new Map<string, string>()
  const rename = (name: string): string => {
    if (!plain.has(name)) plain.set(name, `(node${String(plain.size + 1).padStart(8, '0')})`)
    return plain.get(name) as string
  }
  return text.replace(names, rename).replace(nameList, (_whole, list: string) => {
    const entries = (list.match(namedObject) ?? []).sort()
    const [first, last] = [entries[0], entries.at(-1)].map(entry => entry?.slice(0, entry.indexOf(' ')))
    return `/Limits [${first} ${last}]\n/Names [${entries.join(' ')}]`
  })
}

/** The number of pages; page objects are never compressed in what Chromium writes. */
export const countPages = (pdf: Uint8Array): number => asText(pdf).match(leaves)?.length ?? 0
