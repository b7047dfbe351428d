import { diffArrays } from 'diff'

// Private characters stand around what changed while Markdown is rendered: no markup is lost by them.
const added = ['\uE010', '\uE011'] as const
const removed = ['\uE012', '\uE013'] as const

/** A text that brings such characters along could show words as taken out that are to be signed. */
export const withoutMarks = (text: string): string => text.replace(/[\uE010-\uE013]/g, '')

/** One text in which both versions stand, as Markdown; and how many places changed. */
export interface MarkedDiff {
  text: string
  changes: number
}

/**
 * Compares two Markdown texts by word, as readers of that language cut words. A link is one word, so that a changed address
 * shows. Everything that changed leaves a mark: what only sets the text (an asterisk, the end of a paragraph) is written out.
 */
export const markedDiff = (before: string, after: string, lang: string): MarkedDiff =>
  compare(before, after, lang, inMarkdown)

/** The same for plain text, such as a title, in which nothing is written out but ends of lines. */
export const plainDiff = (before: string, after: string, lang: string): MarkedDiff =>
  compare(before, after, lang, inPlain)

/** A run of words that is in both texts, or in one of them. */
interface Part {
  value: string[]
  added: boolean
  removed: boolean
}

function compare(before: string, after: string, lang: string, write: (part: Part) => string): MarkedDiff {
  const cut = cutter(lang)
  const parts = diffArrays(cut(withoutMarks(before)), cut(withoutMarks(after)))
  const changed = parts.filter(
    (part, index) => (part.added || part.removed) && !(part.added && parts[index - 1]?.removed)
  )
  return { text: parts.map(write).join(''), changes: changed.length }
}

/** Puts `ins` and `del` where the marks are, in HTML that is to be sanitised afterwards. */
export const changesAsHtml = (html: string): string =>
  html
    .replaceAll(added[0], '<ins>')
    .replaceAll(added[1], '</ins>')
    .replaceAll(removed[0], '<del>')
    .replaceAll(removed[1], '</del>')

const link = /(!?\[[^\]\n]*\]\([^)\n]*\)|https?:\/\/[^\s)>\]]+)/

function cutter(lang: string): (text: string) => string[] {
  const segmenter = new Intl.Segmenter(lang, { granularity: 'word' })
  return text =>
    text
      .split(link)
      .flatMap((part, index) => (index % 2 ? [part] : [...segmenter.segment(part)].map(({ segment }) => segment)))
}

/** A new link also says where it leads; one without words is bounded, or it would run on into the mark after it. */
const addressed = (token: string): string =>
  token.startsWith('http') ? `<${token}>` : token.replace(/^(!?\[[^\]]*\]\(<?([^\s)>]+)[^)]*\))$/, '$1 (`$2`)')

/** What is gone is shown as it was typed: it must not set the text that stays, nor become a link. */
const literal = (text: string): string => text.replace(/[\\`*_[\]<>~|]|:(?=\/\/)/g, '\\$&')

function inPlain(part: Part): string {
  const text = part.value.join('')
  // The end of a line is seen by its sign alone.
  if (part.added) return wrap(text.replaceAll('\n', '¶\n'), added)
  return part.removed ? wrap(text.replaceAll('\n', '¶'), removed) : text
}

function inMarkdown(part: Part): string {
  const text = part.value.join('')
  const blank = text.trim() === ''
  if (part.removed) return blank ? wrap(text.includes('\n') ? '¶' : text, removed) : lines(literal(text), removed)
  if (!part.added) return text
  if (blank) return text.includes('\n') ? wrap('¶', added) + text : wrap(text, added)
  // Setting alone: the marks as typed, then their effect.
  if (/^[*_~`]+$/.test(text)) return wrap(literal(text), added) + text
  return lines(part.value.map(addressed).join(''), added)
}

const wrap = (text: string, [open, close]: readonly [string, string]): string => `${open}${text}${close}`

/** Line by line, and after what starts a block, so that a heading stays a heading and an item an item. */
const lines = (value: string, [open, close]: readonly [string, string]): string =>
  value
    .split('\n')
    .map(line => line.replace(/^(\s*(?:(?:#{1,6}|\\?>|[-*+]|\d+[.)])\s+)*)(.*\S)(\s*)$/, `$1${open}$2${close}$3`))
    .join('\n')
