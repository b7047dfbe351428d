import { cleanLine } from '../../../../domain/releases/clean.ts'
import { plainOf, shorten } from '../../../../domain/releases/content.ts'

/** A first paragraph up to this long is taken for a title line; a longer one lends its opening and stays in the text. */
const titleLine = 200
/** The longest title that the editor takes. */
const titleLimit = 2_000

/** A title on one line, without spaces around it. */
export const oneLine = (text: string): string => shorten(cleanLine(text).replace(/\s+/g, ' ').trim(), titleLimit - 1)

/**
 * Parts a Markdown text from its title: the one given with the document, else its first heading, else its first paragraph.
 * The line that the title was taken from, or that repeats it, leaves the text, unless nothing else would be left.
 */
export function separateTitle(markdown: string, given?: string): { title: string; body: string } {
  const body = markdown.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd()
  const opening = openingOf(body)
  const title = oneLine(given ?? '')
  if (title) return { title, body: opening && sameWords(opening.text, title) ? rest(body, opening.length) : body }
  const heading = opening?.heading ? opening.text : firstHeading(body)
  if (heading) return { title: oneLine(heading), body: opening?.text === heading ? rest(body, opening.length) : body }
  if (!opening) return { title: shorten(firstWords(body), titleLine), body }
  if (opening.text.length <= titleLine) return { title: oneLine(opening.text), body: rest(body, opening.length) }
  return { title: shorten(opening.text, titleLine), body }
}

interface Opening {
  text: string
  heading: boolean
  /** How much of the text it takes up. */
  length: number
}

/** The first block of a text, if it is one that a title may be: a heading or a paragraph. */
function openingOf(body: string): Opening | null {
  const lines = body.slice(0, looked).split('\n')
  const [line = '', below = ''] = lines
  const heading = headingOf(line)
  if (heading) return { text: heading, heading: true, length: line.length }
  if (otherBlock.test(line)) return null
  if (underline.test(below)) return { text: plainOf(line), heading: true, length: line.length + 1 + below.length }
  const end = lines.findIndex(each => !each.trim() || otherBlock.test(each))
  const paragraph = lines.slice(0, end < 0 ? lines.length : end).join('\n')
  const text = plainOf(paragraph)
  return text ? { text, heading: false, length: paragraph.length } : null
}

/** Looking for a title goes no further into a text than this. */
const looked = 20_000
const underline = /^ {0,3}(?:=+|-+)\s*$/
/** What begins a list, quote, table, rule, code or HTML rather than a paragraph. */
const otherBlock = /^(?: {4}|\t|\s{0,3}(?:[-+*]\s|[>#|<]|`{3}|~{3}|\d{1,9}[.)]\s|(?:[-*_]\s*){3,}$))/

/** The words of an ATX heading, without the signs that may close it; empty for any other line. */
function headingOf(line: string): string {
  const words = /^ {0,3}#{1,6}[^\S\n](.*)$/.exec(line.slice(0, titleLimit))?.[1]?.trim() ?? ''
  return plainOf(/#$/.test(words) ? words.replace(/#+$/, '').trimEnd() : words)
}

const firstHeading = (body: string): string | undefined =>
  body.slice(0, looked).split('\n').map(headingOf).find(Boolean)

/** The first line that has words, whatever block it stands in. */
const firstWords = (body: string): string =>
  plainOf(
    body
      .slice(0, looked)
      .split('\n')
      .find(line => /[\p{L}\p{N}]/u.test(line)) ?? ''
  )

const rest = (body: string, length: number): string =>
  body
    .slice(length)
    .replace(/^\s*\n/, '')
    .replace(/^\n+/, '') || body

const sameWords = (one: string, other: string): boolean => folded(one) === folded(other)
const folded = (text: string): string =>
  plainOf(text)
    .normalize('NFC')
    .toLocaleLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
