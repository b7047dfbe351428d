import type { CopyLang } from './networks.ts'
import { sentencesOf } from './sentences.ts'

/** Beyond this, no network's text has room; looking for a place to cut is quick on any input. */
const longest = 6_000

/**
 * The longest opening of a text that fits: whole sentences if they say at least half of what fits, else words with an
 * ellipsis; within a word only where it is all there is. Null where nothing fits.
 */
export function shortenTo(text: string, lang: CopyLang, fits: (text: string) => boolean): string | null {
  if (fits(text)) return text
  const opening = text.slice(0, longest)
  const byWords = longestCut(opening, placesBetween(opening, /\s+/g), fits)
  const bySentences = wholeSentences(opening, lang, fits)
  if (bySentences && bySentences.length * 2 >= (byWords ?? '').length) return bySentences
  return (
    byWords ??
    longestCut(
      opening,
      [...clusters.segment(opening.slice(0, 600))].map(({ index }) => index),
      fits
    )
  )
}

const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' })

function wholeSentences(text: string, lang: CopyLang, fits: (text: string) => boolean): string | null {
  const sentences = sentencesOf(text, lang)
  let kept: string | null = null
  for (let count = 1; count < sentences.length; count += 1) {
    const joined = sentences.slice(0, count).join(' ')
    if (!fits(joined)) break
    kept = joined
  }
  return kept
}

const placesBetween = (text: string, gap: RegExp): number[] => [...text.matchAll(gap)].map(({ index }) => index)

/** The longest cut that fits, halving the distance; a text's length grows with it but where a cut link counts more than a whole one. */
function longestCut(text: string, places: readonly number[], fits: (text: string) => boolean): string | null {
  let [low, high] = [0, places.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    if (fits(cutAt(text, places[middle] ?? 0))) low = middle + 1
    else high = middle - 1
  }
  for (let at = high; at >= 0; at -= 1) {
    const cut = cutAt(text, places[at] ?? 0)
    if (cut !== '…' && fits(cut)) return cut
  }
  return null
}

const pairs = [
  ['«', '\u202F»'],
  ['“', '”'],
  ['(', ')']
] as const

/** Ends with an ellipsis in place of the mark before the cut, and closes what it leaves open. */
function cutAt(text: string, place: number): string {
  const kept = text.slice(0, place).replace(/[\s,;:.!?…–—«“("'’-]+$/u, '')
  const open = pairs.filter(([opening, closing]) => kept.lastIndexOf(opening) > kept.lastIndexOf(closing.trim()))
  return `${kept}…${open.map(([, closing]) => closing).join('')}`
}
