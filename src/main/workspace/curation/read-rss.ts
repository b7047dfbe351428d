import type { RdfFeed, RssFeed } from 'feedsmith'
import { pageOf, present, type FeedText, type RawEntry, type RawFeed } from './raw-feed.ts'
import { atomText } from './read-atom.ts'

type Rss = RssFeed.Feed<string>
type Rdf = RdfFeed.Feed<string>
type Item = NonNullable<Rss['items']>[number] | NonNullable<Rdf['items']>[number]

/** RSS 0.90 to 2.0 and RSS 1.0 (RDF): one family, in which texts may be HTML without saying so. */
export function readRss(feed: Rss | Rdf): RawFeed {
  const title = feed.title ?? feed.dc?.titles?.[0]
  return {
    title: title === undefined ? undefined : htmlText(title, []),
    home: feed.link,
    entries: (feed.items ?? []).map(item => readItem(feed, item))
  }
}

function readItem(feed: Rss | Rdf, item: Item): RawEntry {
  const { guid, pubDate } = 'guid' in item || 'pubDate' in item ? item : {}
  const bases = present(feed.xml?.base, item.xml?.base)
  // A guid is an address unless it says that it is none (RSS 2.0).
  const permalink = guid && guid.isPermaLink !== false && /^https?:/i.test(guid.value ?? '') ? guid.value : undefined
  return {
    guid: guid?.value ?? ('rdf' in item ? item.rdf?.about : undefined) ?? item.atom?.id,
    link: item.link ?? pageOf(item.atom?.links) ?? permalink,
    bases,
    title: titleOf(item, bases),
    body: bodyOf(item, bases),
    date:
      pubDate ??
      item.dc?.dates?.[0] ??
      item.atom?.published ??
      item.atom?.updated ??
      item.dcterms?.issued?.[0] ??
      item.dcterms?.created?.[0],
    lang: item.xml?.lang ?? item.dc?.languages?.[0] ?? feed.xml?.lang ?? languageOf(feed)
  }
}

const languageOf = (feed: Rss | Rdf): string | undefined =>
  ('language' in feed ? feed.language : undefined) ?? feed.dc?.languages?.[0]

function titleOf(item: Item, bases: string[]): FeedText | undefined {
  const title = item.title ?? item.dc?.titles?.[0]
  if (title !== undefined) return htmlText(title, bases)
  if (item.atom?.title) return atomText(item.atom.title, bases)
  return item.media?.title?.value === undefined ? undefined : htmlText(item.media.title.value, bases)
}

/** The full text where the feed has one, else its summary. */
function bodyOf(item: Item, bases: string[]): FeedText | undefined {
  const html = item.content?.encoded ?? item.description
  if (html !== undefined) return htmlText(html, bases)
  const atom = item.atom?.content?.value ? item.atom.content : item.atom?.summary
  if (atom) return atomText(atom, bases)
  const other =
    item.dc?.descriptions?.[0] ??
    item.media?.description?.value ??
    ('itunes' in item ? item.itunes?.summary : undefined)
  return other === undefined ? undefined : htmlText(other, bases)
}

const markup = /<\/?[a-z][^<>]*>|<!--|&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]+);/i

/** RSS never says whether a text is HTML: it is taken for it where it has a tag or an entity left after the XML was read. */
const htmlText = (value: string, bases: string[]): FeedText => ({ value, html: markup.test(value), bases })
