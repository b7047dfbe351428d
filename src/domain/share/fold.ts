/**
 * A text as it is compared: case, accents, ligatures, the kind of space, of hyphen or of apostrophe make no difference, and
 * what is not seen (soft hyphens, joiners) is gone. NFKD (Unicode Standard Annex 15) takes letters and their marks apart.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\u00AD\u200B-\u200D\u2060\uFEFF]/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()

const wordCharacter = /[\p{L}\p{N}]/u

/** Whether a word or phrase stands in a text as words of its own: “art” is in “l’art”, and not in “départ”. Nothing is in none. */
export function says(text: string, phrase: string): boolean {
  const [within, sought] = [fold(text), fold(phrase)]
  if (sought === '') return false
  const startsWord = wordCharacter.test(first(sought))
  const endsWord = wordCharacter.test(last(sought))
  for (let at = within.indexOf(sought); at >= 0; at = within.indexOf(sought, at + 1)) {
    const end = at + sought.length
    const cutsBefore = startsWord && wordCharacter.test(last(within.slice(0, at)))
    const cutsAfter = endsWord && wordCharacter.test(first(within.slice(end, end + 2)))
    if (!cutsBefore && !cutsAfter) return true
  }
  return false
}

/** First and last characters, which may be a pair of surrogates. */
const first = (text: string): string => (text === '' ? '' : String.fromCodePoint(text.codePointAt(0) as number))
const last = (text: string): string => [...text.slice(-2)].at(-1) ?? ''
