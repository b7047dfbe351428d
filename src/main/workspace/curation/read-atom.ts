import type { AtomFeed } from 'feedsmith'
import { pageOf, present, type FeedText, type RawEntry, type RawFeed } from './raw-feed.ts'

type Feed = AtomFeed.Feed<string>
type Entry = NonNullable<Feed['entries']>[number]

/** Atom 1.0 and 0.3. */
export const readAtom = (feed: Feed): RawFeed => ({
  title: feed.title && atomText(feed.title, []),
  home: pageOf(feed.links),
  entries: (feed.entries ?? []).map(entry => readEntry(feed, entry))
})

function readEntry(feed: Feed, entry: Entry): RawEntry {
  const bases = present(feed.xml?.base, entry.xml?.base)
  const body = entry.content?.value ? entry.content : entry.summary
  return {
    guid: entry.id,
    link: pageOf(entry.links) ?? (entry.id && /^https?:/i.test(entry.id) ? entry.id : undefined),
    bases,
    title: entry.title && atomText(entry.title, bases),
    body: body && atomText(body, bases),
    date: entry.published ?? entry.updated ?? entry.dc?.dates?.[0],
    lang: body?.xml?.lang ?? entry.xml?.lang ?? entry.title?.xml?.lang ?? entry.dc?.languages?.[0] ?? feed.xml?.lang
  }
}

/** An Atom text says whether it is HTML; one that says nothing is plain (RFC 4287, 3.1.1). */
export const atomText = (
  text: { value?: string; type?: string; xml?: { base?: string } },
  bases: string[]
): FeedText => ({
  value: text.value ?? '',
  html: /html/i.test(text.type ?? ''),
  bases: [...bases, ...present(text.xml?.base)]
})
