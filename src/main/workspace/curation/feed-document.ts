import {
  DetectError,
  MalformedError,
  ParseError,
  parseAtomFeed,
  parseJsonFeed,
  parseRdfFeed,
  parseRssFeed
} from 'feedsmith'
import { RelaisError } from '../../../domain/errors.ts'
import { mendXml } from './mend-xml.ts'
import type { RawFeed } from './raw-feed.ts'
import { readAtom } from './read-atom.ts'
import { readJson } from './read-json.ts'
import { readRss } from './read-rss.ts'

export type FeedFormat = 'rss' | 'atom' | 'rdf' | 'json'

export interface FeedDocument {
  format: FeedFormat
  feed: RawFeed
  /** It was no well-formed XML, and was read as far as it could be. */
  mended: boolean
  /** It ends before its root element does. An entry that was cut in two is left out: it would be stored as a half for ever. */
  cutOff: boolean
}

const parsers: Record<FeedFormat, (text: string) => RawFeed> = {
  rss: text => readRss(parseRssFeed(text)),
  rdf: text => readRss(parseRdfFeed(text)),
  atom: text => readAtom(parseAtomFeed(text)),
  json: text => readJson(parseJsonFeed(withVersion(JSON.parse(text))))
}

/** Some programs write "1.1" where the version's address belongs; a list of items is what makes the feed. */
const withVersion = (json: unknown): unknown =>
  Array.isArray((json as { items?: unknown } | null)?.items)
    ? { ...(json as object), version: 'https://jsonfeed.org/version/1.1' }
    : json

const formats = new Map<string, FeedFormat>([
  ['rss', 'rss'],
  ['rdf', 'rdf'],
  ['feed', 'atom']
])

/**
 * Reads a feed's text. What stands before the root (blank lines, a stray warning, a document type) is passed over.
 * @throws RelaisError `feed-unreadable`
 */
export function readDocument(written: string): FeedDocument {
  const text = written.trimStart()
  if (text.startsWith('{')) return { format: 'json', feed: parse('json', text), mended: false, cutOff: false }
  const root = rootOf(text)
  const format = formats.get(root?.local.toLowerCase() ?? '')
  if (!root || !format) throw new RelaisError('feed-unreadable', { problem: root ? `<${root.name}>` : 'text' })
  // The document type goes: entities of its own are the one thing that makes XML parsers dangerous, and no feed needs them.
  const body = text.slice(root.start)
  const cutOff = !new RegExp(String.raw`</${root.name.replace(/[.]/g, '\\.')}\s*>|^<[^>]*/>`, 'i').test(
    body.slice(-closingTagRoom)
  )
  const { feed, mended } = parseOrMend(format, body)
  if (cutOff && endsInEntry(body)) feed.entries.pop()
  return { format, feed, mended, cutOff }
}

function parseOrMend(format: FeedFormat, body: string): { feed: RawFeed; mended: boolean } {
  try {
    return { feed: parse(format, body), mended: false }
  } catch (error) {
    if (!(error instanceof RelaisError && error.cause instanceof MalformedError)) throw error
    return { feed: parse(format, mendXml(body)), mended: true }
  }
}

/** Was the last entry begun and not ended? */
function endsInEntry(body: string): boolean {
  const last = (pattern: RegExp): number => [...body.matchAll(pattern)].at(-1)?.index ?? -1
  return last(/<(?:[\w.-]+:)?(?:item|entry)[\s>]/gi) > last(/<\/(?:[\w.-]+:)?(?:item|entry)\s*>/gi)
}

// Comments and blank lines may follow the root's end.
const closingTagRoom = 5_000

// The internal part of a document type may hold "]>" in its quotations and comments.
const subset = /\[(?:"[^"]*"|'[^']*'|<!--[\s\S]*?-->|[^\]"'<]|<(?!!--))*\]\s*/
const beforeRoot = new RegExp(
  String.raw`^(?:[^<]+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE\s[^[>]*(?:${subset.source})?>)*`,
  'i'
)

/** The first element, past declarations, comments and text. */
function rootOf(text: string): { name: string; local: string; start: number } | null {
  const start = beforeRoot.exec(text)?.[0].length ?? 0
  const name = /^<([\w.-]+:)?([\w.-]+)/.exec(text.slice(start, start + 200))
  return name ? { name: `${name[1] ?? ''}${name[2]}`, local: name[2] ?? '', start } : null
}

function parse(format: FeedFormat, text: string): RawFeed {
  try {
    return parsers[format](text)
  } catch (error) {
    // Feedsmith's words for a feed in which it found nothing to keep: an empty one, as its root says that it is a feed.
    if (format !== 'json' && (error instanceof ParseError || error instanceof DetectError))
      return { title: undefined, home: undefined, entries: [] }
    throw new RelaisError('feed-unreadable', { problem: format === 'json' ? 'JSON' : 'XML' }, { cause: error })
  }
}
