import { cleanText } from '../../../domain/releases/clean.ts'

const phraseMarks = /"([^"]*)"|“([^”]*)”|«([^»]*)»/g
/** What the index takes for a letter of a word (`unicode61`); a term without any would match nothing. */
const indexed = /[\p{L}\p{N}\p{Co}]/u
const words = /[\p{L}\p{N}\p{Co}\p{M}]+/gu

/**
 * Typed text as an FTS5 expression: every term must be there, the last one may be unfinished, and what stands in quotation
 * marks (English, typographic or French) is a phrase. Each term is quoted, so nothing that anyone types is an operator or an error.
 * @returns null if there is nothing to look for
 */
export function searchExpression(typed: string): string | null {
  const terms: string[] = []
  let rest = 0
  let openEnd = false
  const text = cleanText(typed)
  const addWords = (part: string): void => {
    const typed = part.split(/\s+/).filter(word => indexed.test(word))
    terms.push(...typed.map(quote))
    if (typed.length > 0) openEnd = mayGoOn(typed.at(-1) as string)
  }
  for (const match of text.matchAll(phraseMarks)) {
    addWords(text.slice(rest, match.index))
    rest = match.index + match[0].length
    const phrase = match[1] ?? match[2] ?? match[3] ?? ''
    if (!indexed.test(phrase)) continue
    terms.push(quote(phrase))
    openEnd = false
  }
  addWords(text.slice(rest))
  if (terms.length === 0) return null
  return terms.join(' ') + (openEnd ? '*' : '')
}

const quote = (term: string): string => `"${term.replaceAll('"', '""')}"`

/**
 * Whether a term may be the beginning of a longer word. A single letter is not, outside scripts that write words with one:
 * it begins a word in nearly every text, and finding them all takes longer than anyone waits for.
 */
function mayGoOn(term: string): boolean {
  const last = term.match(words)?.at(-1) ?? ''
  return last.length > 1 || last > '\u2E7F'
}
