/** The printed dates, `/CreationDate (D:20260801093000+00'00')`, of Chromium's own PDF writer. */
const dates = /\/(CreationDate|ModDate) \(D:(\d{14})[^)]*\)/g
const leaves = /\/Type\s*\/Page\b/g

/** Reads and writes PDF bytes as text in which each character is one byte. */
const asText = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1')

/**
 * Sets the dates that Chromium wrote to a given instant, so that the same figures always give the same file.
 * The new text is as long as the old: a PDF's index counts bytes.
 */
export function withDates(pdf: Uint8Array, instant: Date): Buffer {
  const stamp = instant.toISOString().replace(/\D/g, '').slice(0, 14)
  return Buffer.from(
    asText(pdf).replace(dates, (whole, _key, digits: string) => whole.replace(digits, stamp)),
    'latin1'
  )
}

/** The number of pages; page objects are never compressed in what Chromium writes. */
export const countPages = (pdf: Uint8Array): number => asText(pdf).match(leaves)?.length ?? 0
