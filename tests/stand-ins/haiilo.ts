import { parseRssFeed } from 'feedsmith'
import { openStandIn, type Answer, type Question, type StandInServer } from './http.ts'

/**
 * A stand-in for the one call of Haiilo Share's API of which anything is published:
 * https://advocacy-knowledgebase.haiilo.com/hc/en-us/articles/16478835400466-Pulling-Instagram-share-data-from-the-API.
 * The names of an answer's fields are not, except `next`; those here are made up.
 */
export interface HaiiloStandIn extends StandInServer {
  /** When something was shared, as instants. */
  shares: string[]
  /** What the last answers said of the way on: an address, or nothing. */
  nexts: unknown[]
}

export const haiiloToken = 'canary-haiilo-token-123'
const most = 1_000

export async function haiiloStandIn(): Promise<HaiiloStandIn> {
  const shares: string[] = []
  const nexts: unknown[] = []

  function serve({ method, path, query, headers, origin }: Question): Answer {
    if (method === 'HEAD') return { status: 200 }
    if (path !== '/api/v1/shares') return { status: 404 }
    if (headers.authorization !== `Bearer ${haiiloToken}`) return { status: 401 }
    const [from, to] = [Date.parse(query.get('from') ?? ''), Date.parse(query.get('to') ?? '')]
    if (!(from <= to)) return { status: 400 }
    const within = shares.filter(at => Date.parse(at) >= from && Date.parse(at) <= to)
    const start = Number(query.get('made_up_offset') ?? 0)
    query.set('made_up_offset', String(start + most))
    const more = start + most < within.length
    const next = nexts.shift() ?? (more ? `${origin}/api/v1/shares?${query.toString()}` : null)
    return {
      status: 200,
      body: { next, made_up_items: within.slice(start, start + most).map(at => ({ at, on: 'linkedin' })) }
    }
  }

  return { ...(await openStandIn(serve)), shares, nexts }
}

/**
 * What Haiilo does with a feed, by its own description of imports:
 * https://support.haiilo.com/hc/en-us/articles/11422298908946-Advocacy-Import-content-from-an-RSS-feed. It takes an item only if
 * its date is later than the visit before, and only under a link that it has never seen; it takes nothing back.
 */
export interface HaiiloImport {
  posts: { title: string; body: string; link: string; image: string | undefined }[]
  /** @returns the titles that were new to it */
  visit(feed: string, at: number): string[]
}

export function haiiloImport(firstVisit: number): HaiiloImport {
  const posts: HaiiloImport['posts'] = []
  let before = firstVisit
  return {
    posts,
    visit(feed, at) {
      const { items = [] } = parseRssFeed(feed)
      const taken = items.flatMap(({ title, description, link, pubDate, enclosures }) => {
        const late = Date.parse(pubDate ?? '') <= before
        if (!title || !description || !link || late || posts.some(post => post.link === link)) return []
        return [{ title, body: description, link, image: enclosures?.[0]?.url }]
      })
      posts.push(...taken)
      before = at
      return taken.map(post => post.title)
    }
  }
}
