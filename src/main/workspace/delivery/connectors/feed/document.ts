import { statSync } from 'node:fs'
import { join } from 'node:path'
import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith'
import { excerptOf } from '../../../../../domain/releases/content.ts'
import type { Publication } from '../../live.ts'
import { articleHtml, plainLine } from '../../../../../domain/releases/article-html.ts'
import { pictureName } from './pictures.ts'
import type { FeedFile } from './upload.ts'

/** What a feed says about itself. */
export interface FeedHead {
  /** The account's id: the feed's own, whatever its title becomes. */
  id: string
  title: string
  link?: string | undefined
  base?: string | undefined
  language?: string | undefined
}

/** An item's own address: the feed's page, with the release's id as fragment, as many readers know items by address. */
export const itemLink = (link: string | undefined, releaseId: string): string | null =>
  link === undefined ? null : Object.assign(new URL(link), { hash: releaseId }).href

/** A release as it stands in a feed. */
export interface Item {
  id: string
  link: string | null
  title: string
  summary: string
  html: string
  lang: string
  published: Date
  updated: Date
}

/** What is being written: when (milliseconds since the epoch), and for which release. */
export interface Writing {
  now: number
  releaseId: string
}

/** Makes an item of a publication; null where the tool that polls could do nothing with it. */
export type ItemRule = (head: FeedHead, publication: Publication, writing: Writing) => Item | null

/** The item as any reader knows it: by the release's id, at its own page if it has one. No time but its own is in it. */
export const ownItem: ItemRule = (head, { releaseId, content, publishedAt, updatedAt }) => ({
  id: `urn:uuid:${releaseId}`,
  link: content.kit?.link || itemLink(head.link, releaseId),
  title: plainLine(content.title),
  summary: plainLine(content.subtitle || excerptOf(content.body)),
  html: articleHtml(content.body),
  lang: content.lang,
  published: new Date(publishedAt),
  updated: new Date(updatedAt)
})

interface Enclosed extends Item {
  picture: Enclosure | null
}

interface Enclosure {
  url: string
  type: string
  length: number
}

interface Making {
  item: ItemRule
  writing: Writing
  /** Where pictures of earlier writings lie. */
  folder: string
  /** Those of this writing. */
  pictures: readonly FeedFile[]
}

/** The three files of a feed. */
export function feedFiles(
  head: FeedHead,
  publications: readonly Publication[],
  making: Making
): { name: string; text: string }[] {
  const items = publications.flatMap((publication): Enclosed[] => {
    const item = making.item(head, publication, making.writing)
    return item ? [{ ...item, picture: pictureOf(head, publication, making) }] : []
  })
  const updated = new Date(Math.max(0, ...items.map(item => item.updated.getTime())))
  return [
    { name: 'feed.xml', text: rss(head, items, updated) },
    { name: 'atom.xml', text: atom(head, items, updated) },
    { name: 'feed.json', text: `${JSON.stringify(json(head, items), null, 2)}\n` }
  ]
}

function pictureOf(head: FeedHead, { content }: Publication, { folder, pictures }: Making): Enclosure | null {
  const [first] = content.kit?.media ?? []
  if (!first) return null
  const name = pictureName(first.hash)
  const url = self(head, name)
  const length =
    pictures.find(file => file.name === name)?.text.length ??
    statSync(join(folder, name), { throwIfNoEntry: false })?.size
  return url !== null && length !== undefined ? { url, type: 'image/jpeg', length } : null
}

const self = ({ base }: FeedHead, name: string): string | null =>
  base === undefined ? null : new URL(name, base.endsWith('/') ? base : `${base}/`).href

function rss(head: FeedHead, items: readonly Enclosed[], lastBuildDate: Date): string {
  const href = self(head, 'feed.xml')
  return generateRssFeed({
    title: plainLine(head.title),
    // A channel must have a link; where there is no page, its name is an address too (RFC 8141).
    link: head.link ?? `urn:uuid:${head.id}`,
    description: plainLine(head.title),
    generator: 'Relais',
    lastBuildDate,
    ...(head.language && { language: head.language }),
    ...(href && { atom: { links: [{ href, rel: 'self', type: 'application/rss+xml' }] } }),
    items: items.map(item => ({
      title: item.title,
      description: item.summary,
      guid: { value: item.id, isPermaLink: false },
      pubDate: item.published,
      content: { encoded: item.html },
      ...(item.link && { link: item.link }),
      ...(item.picture && { enclosures: [item.picture] })
    }))
  })
}

function atom(head: FeedHead, items: readonly Enclosed[], updated: Date): string {
  const href = self(head, 'atom.xml')
  return generateAtomFeed({
    id: `urn:uuid:${head.id}`,
    title: { value: plainLine(head.title) },
    updated,
    authors: [{ name: plainLine(head.title) }],
    generator: { text: 'Relais' },
    links: [
      ...(href ? [{ href, rel: 'self', type: 'application/atom+xml' }] : []),
      ...(head.link ? [{ href: head.link, rel: 'alternate', type: 'text/html' }] : [])
    ],
    entries: items.map(item => ({
      id: item.id,
      title: { value: item.title, type: 'text' },
      summary: { value: item.summary, type: 'text' },
      content: { value: item.html, type: 'html', xml: { lang: item.lang } },
      published: item.published,
      updated: item.updated,
      links: [
        ...(item.link ? [{ href: item.link, rel: 'alternate', type: 'text/html' }] : []),
        ...(item.picture ? [enclosureLink(item.picture)] : [])
      ]
    }))
  })
}

const enclosureLink = ({ url, type, length }: Enclosure) => ({ href: url, rel: 'enclosure', type, length })

function json(head: FeedHead, items: readonly Enclosed[]): unknown {
  const feedUrl = self(head, 'feed.json')
  return generateJsonFeed({
    title: plainLine(head.title),
    ...(head.link && { home_page_url: head.link }),
    ...(feedUrl && { feed_url: feedUrl }),
    ...(head.language && { language: head.language }),
    items: items.map(item => ({
      id: item.id,
      title: item.title,
      summary: item.summary,
      content_html: item.html,
      language: item.lang,
      date_published: item.published,
      date_modified: item.updated,
      ...(item.link && { url: item.link }),
      ...(item.picture && { image: item.picture.url })
    }))
  })
}
