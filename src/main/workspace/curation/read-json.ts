import type { JsonFeed } from 'feedsmith'
import type { FeedText, RawFeed } from './raw-feed.ts'

/** JSON Feed 1.0 and 1.1. */
export const readJson = (feed: JsonFeed.Feed<string>): RawFeed => ({
  title: plain(feed.title),
  home: feed.home_page_url,
  entries: (feed.items ?? []).map(item => ({
    guid: item.id,
    link: item.url ?? item.external_url,
    bases: [],
    title: plain(item.title),
    body:
      item.content_html === undefined
        ? plain(item.content_text ?? item.summary)
        : { value: item.content_html, html: true, bases: [] },
    date: item.date_published ?? item.date_modified,
    lang: item.language ?? feed.language
  }))
})

const plain = (value: string | undefined): FeedText | undefined =>
  value === undefined ? undefined : { value, html: false, bases: [] }
