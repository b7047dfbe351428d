/** A text as the feed holds it. */
export interface FeedText {
  value: string
  html: boolean
  /** Where its relative links begin, from the document inwards; each may itself be relative to the one before. */
  bases: string[]
}

/** What the formats have in common, before anything is cleaned, resolved or checked. */
export interface RawEntry {
  guid: string | undefined
  link: string | undefined
  /** Where a relative `link` begins. */
  bases: string[]
  title: FeedText | undefined
  body: FeedText | undefined
  date: string | undefined
  lang: string | undefined
}

export interface RawFeed {
  title: FeedText | undefined
  /** The site that the feed is of: where relative links begin when the feed itself came from a file. */
  home: string | undefined
  entries: RawEntry[]
}

/** The parts of a list that are there. */
export const present = (...parts: (string | undefined)[]): string[] =>
  parts.filter(part => part !== undefined && part !== '') as string[]

interface AtomLink {
  href?: string
  rel?: string
  type?: string
}

const notThePage = new Set([
  'self',
  'enclosure',
  'edit',
  'replies',
  'next',
  'previous',
  'hub',
  'service.edit',
  'service.post'
])

/** The page that an entry is about: its alternate, in HTML where there are several; else a link that is no other thing. */
export function pageOf(links: readonly AtomLink[] = []): string | undefined {
  const usable = links.filter(link => link.href)
  const alternates = usable.filter(link => (link.rel ?? 'alternate') === 'alternate')
  const page = alternates.find(link => link.type === undefined || /html/.test(link.type)) ?? alternates[0]
  return (page ?? usable.find(link => !notThePage.has(link.rel ?? '')))?.href
}
