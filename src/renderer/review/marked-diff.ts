import { diffWordsWithSpace } from 'diff'

// Private characters stand around what changed while Markdown is rendered: no markup is lost by them.
const added = ['\uE010', '\uE011'] as const
const removed = ['\uE012', '\uE013'] as const

/** A text that brings such characters along could show words as taken out that are to be signed. */
const withoutMarks = (text: string): string => text.replace(/[\uE010-\uE013]/g, '')

/** One text in which both versions stand, as Markdown; and how many places changed. */
export interface MarkedDiff {
  text: string
  changes: number
}

/** Compares two texts by word, as readers of that language cut words. */
export function markedDiff(before: string, after: string, lang: string): MarkedDiff {
  const parts = diffWordsWithSpace(withoutMarks(before), withoutMarks(after), {
    intlSegmenter: new Intl.Segmenter(lang, { granularity: 'word' })
  })
  const changed = parts.filter(
    (part, index) => (part.added || part.removed) && !(part.added && parts[index - 1]?.removed)
  )
  return {
    text: parts
      .map(part => (part.added ? wrap(part.value, added) : part.removed ? wrap(part.value, removed) : part.value))
      .join(''),
    changes: changed.length
  }
}

/** Puts `ins` and `del` where the marks are, in HTML that is to be sanitised afterwards. */
export const changesAsHtml = (html: string): string =>
  html
    .replaceAll(added[0], '<ins>')
    .replaceAll(added[1], '</ins>')
    .replaceAll(removed[0], '<del>')
    .replaceAll(removed[1], '</del>')

/** Line by line, and after what starts a block, so that a heading stays a heading and an item an item. */
const wrap = (value: string, [open, close]: readonly [string, string]): string =>
  value
    .split('\n')
    .map(line => line.replace(/^(\s*(?:(?:#{1,6}|>|[-*+]|\d+[.)])\s+)*)(.*\S)(\s*)$/, `$1${open}$2${close}$3`))
    .join('\n')
