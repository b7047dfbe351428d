import extractCashtags from 'twitter-text/dist/extractCashtags.js'
import parseTweet from 'twitter-text/dist/parseTweet.js'
import { limits, type CountUnit, type NetworkLimits } from './limits.ts'
import type { Network } from './networks.ts'
import type { Post } from './post.ts'

/** How long a text is, as its network counts; `limit` is null where it has none. */
export interface Measure {
  used: number
  limit: number | null
  unit: CountUnit
  /** The second limit, where a network has one. */
  bytes: { used: number; limit: number } | null
}

/** What one server or one licence allows beside the usual. */
export type OwnLimits = Partial<Pick<NetworkLimits, 'most' | 'linkWeight'>>

/**
 * Counts a post's text as that network does.
 *
 * X: the weighted length of twitter-text 3 (NFC; Latin letters and most punctuation 1, all else 2, an emoji 2, a link 23).
 * Others: graphemes or UTF-16 units, each link as `linkWeight` where there is one. Sources: see `limits`.
 */
export function measure(network: Network, { text }: Pick<Post, 'text'>, own: OwnLimits = {}): Measure {
  const { most, unit, bytes, linkWeight } = { ...limits[network], ...own }
  return {
    used: unit === 'weighted' ? weighted(text) : countOf(unit, withPlaceholders(text, linkWeight)),
    limit: most,
    unit,
    bytes: bytes === null ? null : { used: new TextEncoder().encode(text).length, limit: bytes }
  }
}

/** Whether it is within all that is counted. */
export const isWithin = ({ used, limit, bytes }: Measure): boolean =>
  (limit === null || used <= limit) && (bytes === null || bytes.used <= bytes.limit)

/** The library takes seconds for some texts of 20,000 letters: beyond this many, each counts as one. */
const weighedLetters = 4_000

const weighted = (text: string): number =>
  parseTweet(text.slice(0, weighedLetters)).weightedLength + Math.max(0, text.length - weighedLetters)

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

function countOf(unit: CountUnit, text: string): number {
  if (unit === 'utf16') return text.length
  let count = 0
  for (const _ of graphemes.segment(text)) count += 1
  return count
}

const link = /https?:\/\/[^\s<>"«»“”]*[^\s<>"«»“”.,;:!?…'’)\]]/g
const farMention = /(?<![\p{L}\p{N}_/@])@([\p{L}\p{N}_]+)@[\p{L}\p{N}.-]*[\p{L}\p{N}]/gu

const withPlaceholders = (text: string, linkWeight: number | null): string =>
  linkWeight === null ? text : text.replace(link, 'x'.repeat(linkWeight)).replace(farMention, '@$1')

/** The cashtags of a text as X finds them, without their sign. */
export const cashtagsIn = (text: string): string[] => extractCashtags(text)

/** Characters that X refuses wherever they stand (`hasInvalidCharacters` of twitter-text). */
export const hasRefusedCharacter = (text: string): boolean => /[\uFEFF\uFFFE\uFFFF]/.test(text)
