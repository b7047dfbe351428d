import { createHash } from 'node:crypto'
import { feedDate } from '../../../domain/curation/feed-date.ts'
import { languageTag } from '../releases/import/language.ts'
import type { Messages } from '../../../messages/index.ts'
import { decodeFeed } from './decode.ts'
import { readDocument, type FeedFormat } from './feed-document.ts'
import type { FetchedFeed } from './fetch-feed.ts'
import { baseOf, beginning, markdownOf, pageAddress, plainText } from './feed-text.ts'
import type { FeedText, RawEntry } from './raw-feed.ts'

/** What was left out of a feed or put right in it; the words are under `curation.problems`. */
export interface FeedProblem {
  code: keyof Messages['curation']['problems']
  detail: string
}

export interface ParsedItem {
  /** The feed's own name for it; else its address, else a digest of its title and date. */
  guid: string
  url: string | null
  title: string
  lang: string | null
  publishedAt: string | null
  /** Made when it is asked for, as most items of a pull are known already. */
  body(): string
}

export interface ParsedFeed {
  title: string
  format: FeedFormat
  items: ParsedItem[]
  problems: FeedProblem[]
}

/** More than the longest feeds in use; beyond it the rest is left out and named. */
const mostItems = 2_000

/**
 * Reads a feed of any format and encoding.
 * @throws RelaisError `feed-unreadable`
 */
export function parseFetched({
  bytes,
  contentType,
  address
}: Pick<FetchedFeed, 'bytes' | 'contentType' | 'address'>): ParsedFeed {
  const { text, guessed } = decodeFeed(bytes, contentType)
  const { feed, format, mended, cutOff } = readDocument(text)
  const read = feed.entries.slice(0, mostItems)
  const items = read.map(entry => toItem(entry, address ?? feed.home)).filter(item => item.title !== '')
  const firsts = new Map(items.toReversed().map(item => [item.guid, item]))
  const undated = read.filter(entry => entry.date !== undefined && feedDate(entry.date) === null)
  const found: [FeedProblem['code'], boolean | number | string | null][] = [
    ['encoding-guessed', guessed],
    ['feed-mended', mended],
    ['feed-cut-off', cutOff],
    ['feed-empty', feed.entries.length === 0],
    ['items-left-out', feed.entries.length - read.length],
    ['items-empty', read.length - items.length],
    ['items-repeated', items.length - firsts.size],
    ['dates-unreadable', undated.length]
  ]
  return {
    title: feed.title ? titleOf(feed.title) : '',
    format,
    items: items.filter(item => firsts.get(item.guid) === item),
    problems: found.flatMap(([code, detail]) => (detail ? { code, detail: detail === true ? '' : String(detail) } : []))
  }
}

const longestTitle = 500
/** Short posts have no title: their first words stand for it in lists. */
const longestOpening = 80
/** As much markup as may stand around a title's words. */
const titleMarkup = 10_000

const titleOf = (text: FeedText, longest = longestTitle): string =>
  cut(plainText({ ...text, value: beginning(text.value, titleMarkup) }), longest)

function toItem(entry: RawEntry, address: string | undefined): ParsedItem {
  const url = pageAddress(entry.link, baseOf(address, entry.bases))
  const title = entry.title ? titleOf(entry.title) : ''
  return {
    guid: guidOf(entry.guid?.trim() || url || '') || digest(title, entry.date, title ? '' : entry.body?.value),
    url,
    title: title || (entry.body ? titleOf(entry.body, longestOpening) : '') || url || '',
    lang: languageTag(entry.lang) ?? null,
    publishedAt: entry.date === undefined ? null : feedDate(entry.date),
    body: () => (entry.body ? markdownOf(entry.body, baseOf(address, entry.body.bases)) : '')
  }
}

const longestGuid = 1_000
const guidOf = (name: string): string => (name.length > longestGuid ? digest(name) : name)

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text
  const space = text.lastIndexOf(' ', longest)
  return `${text.slice(0, space > 0 ? space : longest)}…`
}

const digest = (...parts: (string | undefined)[]): string =>
  `sha256:${createHash('sha256')
    .update(JSON.stringify(parts.map(part => part ?? null)))
    .digest('hex')}`
