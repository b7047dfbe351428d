import { openStandIn, type StandInServer } from './http.ts'

export interface Figures {
  likeCount: number
  repostCount: number
  replyCount: number
  quoteCount: number
}

export interface BlueskyFigures extends StandInServer {
  /** Of posts that it knows, by their addresses. */
  posts: Map<string, Figures>
}

const mostUris = 25

/**
 * A stand-in for Bluesky's public index, `https://public.api.bsky.app`: made from the lexicons `app.bsky.feed.getPosts` and
 * `app.bsky.actor.getProfile` (https://docs.bsky.app/docs/api). It asks for no sign-in, takes 25 addresses at once, and leaves
 * out what it does not know.
 */
export async function openBlueskyFigures(followers: Record<string, number>): Promise<BlueskyFigures> {
  const posts = new Map<string, Figures>()
  const refused = (message: string) => ({ status: 400, body: { error: 'InvalidRequest', message } })
  const server = await openStandIn(({ method, path, query, headers }) => {
    if (method !== 'GET') return { status: 405, body: { error: 'InvalidRequest', message: 'Incorrect HTTP method' } }
    if (headers.authorization !== undefined) return { status: 401, body: { error: 'AuthMissing' } }
    if (path === '/xrpc/app.bsky.feed.getPosts') {
      const uris = query.getAll('uris')
      if (uris.length === 0) return refused('Params must have the property "uris"')
      if (uris.length > mostUris) return refused(`uris must not have more than ${mostUris} elements`)
      if (!uris.every(uri => /^at:\/\/did:[^/]+\/app\.bsky\.feed\.post\/\w+$/.test(uri))) return refused('at-uri')
      const known = uris.flatMap(uri => {
        const figures = posts.get(uri)
        return figures ? [{ uri, cid: 'bafyreia', indexedAt: new Date(server.now()).toISOString(), ...figures }] : []
      })
      return { status: 200, body: { posts: known } }
    }
    const actor = query.get('actor') ?? ''
    if (path !== '/xrpc/app.bsky.actor.getProfile' || followers[actor] === undefined)
      return refused('Profile not found')
    return {
      status: 200,
      body: { did: actor, handle: 'armelin.test', followersCount: followers[actor], postsCount: 1 }
    }
  })
  return { ...server, posts }
}
