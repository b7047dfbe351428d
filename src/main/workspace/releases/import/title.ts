import { cleanLine } from '../../../../domain/releases/clean.ts'
import { plainOf, shorten } from '../../../../domain/releases/content.ts'

/** A first paragraph up to this long is taken for a title line; a longer one lends its opening and stays in the text. */
const titleLine = 200
/** The longest title that the editor takes. */
const titleLimit = 2_000

/** A title on one line, without spaces around it. */
export const oneLine = (text: string): string => shorten(cleanLine(text).replace(/\s+/g, ' ').trim(), titleLimit)

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
  const atx = /^ {0,3}#{1,6}[^\S\n]+(.+?)(?:[^\S\n]+#+)?[^\S\n]*(?:\n|$)/.exec(body)
  if (atx?.[1]) return { text: plainOf(atx[1]), heading: true, length: atx[0].length }
  const setext = /^(?! {0,3}[-=#>*+|`~])(.+)\n {0,3}(?:=+|-+)[^\S\n]*(?:\n|$)/.exec(body)
  if (setext?.[1]) return { text: plainOf(setext[1]), heading: true, length: setext[0].length }
  const paragraph =
    /^(?! {4}|[-+*]\s|[>#|<]|`{3}|~{3}|\d{1,9}[.)]\s|(?:[-*_][^\S\n]*){3,}(?:\n|$))(?:\S.*(?:\n|$))+/.exec(body)
  const text = paragraph ? plainOf(paragraph[0]) : ''
  return paragraph && text ? { text, heading: false, length: paragraph[0].length } : null
}

function firstHeading(body: string): string | null {
  const found = /^ {0,3}#{1,6}[^\S\n]+(.+?)(?:[^\S\n]+#+)?[^\S\n]*$/m.exec(body)
  return found?.[1] ? plainOf(found[1]) || null : null
}

/** The first line that has words, whatever block it stands in. */
const firstWords = (body: string): string => plainOf(/^.*[\p{L}\p{N}].*$/mu.exec(body)?.[0] ?? '')

const rest = (body: string, length: number): string => body.slice(length).replace(/^\n+/, '') || body

const sameWords = (one: string, other: string): boolean => folded(one) === folded(other)
const folded = (text: string): string =>
  plainOf(text)
    .normalize('NFC')
    .toLocaleLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
