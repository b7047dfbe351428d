import { dayOf } from './dates.ts'
import { oneLine } from './title.ts'

/** What a page says of itself. */
interface PageFacts {
  title?: string | undefined
  lang?: string | undefined
  day?: string | undefined
  /** Where the page was published: what its relative links start from. */
  address?: string | undefined
}

const dateNames =
  /^(?:date|dc\.date(?:\.issued|\.created)?|dcterms\.(?:date|issued|created)|article:published_time|og:article:published_time|pubdate|publish[-_]?date|publication[-_]date|parsely-pub-date|sailthru\.date)$/i

/** Reads title, language, date and address from JSON-LD, meta elements, RDFa and microdata, and the page's own markup. */
export function pageFacts(document: Document): PageFacts {
  const linked = linkedArticle(document)
  const meta = metaOf(document)
  return {
    title: first(linked?.['headline'], meta('og:title'), headingOf(document), titleOf(document)),
    lang: first(
      document.documentElement.getAttribute('lang'),
      meta('content-language'),
      meta('og:locale'),
      linked?.['inLanguage']
    ),
    day: dayOfPage(document, linked),
    address: first(
      document.querySelector('base[href^="http"]')?.getAttribute('href'),
      canonicalOf(document),
      meta('og:url')
    )
  }
}

/** The first that is a text with something in it. */
const first = (...values: unknown[]): string | undefined =>
  values.map(value => (typeof value === 'string' ? oneLine(value) : '')).find(Boolean)

const canonicalOf = (document: Document) => document.querySelector('link[rel="canonical"]')?.getAttribute('href')

/** A page with one main heading is named by it. */
function headingOf(document: Document): string | undefined {
  const headings = document.querySelectorAll('article h1, main h1')
  const all = headings.length > 0 ? headings : document.querySelectorAll('h1')
  return all.length === 1 ? (all[0]?.textContent ?? undefined) : undefined
}

/** The title in the window's bar, without the site's name behind it. */
const titleOf = (document: Document): string | undefined =>
  document.querySelector('title')?.textContent?.split(/\s[|–—]\s/)[0]

const metaOf = (document: Document) => (name: string) =>
  [...document.querySelectorAll('meta')]
    .find(meta =>
      ['name', 'property', 'http-equiv'].some(attribute => meta.getAttribute(attribute)?.toLowerCase() === name)
    )
    ?.getAttribute('content')

function dayOfPage(document: Document, linked: Record<string, unknown> | undefined): string | undefined {
  const metas = [...document.querySelectorAll('meta')].filter(meta =>
    dateNames.test(meta.getAttribute('name') ?? meta.getAttribute('property') ?? '')
  )
  const marked = document.querySelectorAll(
    '[itemprop="datePublished"], [property="dc:date"], [property="dcterms:date"], [property="dcterms:issued"], [property="schema:datePublished"], time[pubdate], article time[datetime], main time[datetime]'
  )
  const dates = [...metas, ...marked].map(
    element => element.getAttribute('content') ?? element.getAttribute('datetime') ?? element.textContent
  )
  return [linked?.['datePublished'], ...dates].map(dayOf).find(day => day !== null) ?? undefined
}

/** The article that a page describes as JSON-LD, alone, in a list or in a graph. */
function linkedArticle(document: Document): Record<string, unknown> | undefined {
  return [...document.querySelectorAll('script[type="application/ld+json"]')]
    .flatMap(script => nodesOf(parse(script.textContent ?? '')))
    .find(node =>
      [node['@type']]
        .flat()
        .some(type => typeof type === 'string' && /(?:Article|Posting|PressRelease|Report)$/.test(type))
    )
}

function nodesOf(value: unknown): Record<string, unknown>[] {
  const found = [value].flat().filter(node => typeof node === 'object' && node !== null) as Record<string, unknown>[]
  return found.flatMap(node => [
    node,
    ...([node['@graph']].flat().filter(inner => typeof inner === 'object' && inner !== null) as Record<
      string,
      unknown
    >[])
  ])
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
