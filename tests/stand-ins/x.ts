import twitter from 'twitter-text'
import type { Effect } from '../stories/destination.ts'
import { jsonOf, openStandIn, type Answer, type Question, type StandInServer } from './http.ts'
import { xMedia, type XMedia } from './x-media.ts'
import { problem, xSignIn, type XSignIn } from './x-sign-in.ts'

interface Tweet extends Effect {
  createdAt: number
  media: string[]
}

/**
 * A stand-in for X's API v2, made from its `openapi.json` and documentation (https://github.com/xdevplatform/docs); that a
 * refused duplicate does not name the earlier post, and how posts come back, is from what public adapters attest.
 */
export interface XStandIn extends StandInServer {
  signIn: XSignIn
  posts: Tweet[]
  media: XMedia
  effects(): Effect[]
  /** Puts a post there by hand, and answers with its id. */
  postByHand(text: string, createdAt: number): string
  /** How many calls are left in this quarter of an hour. */
  allow(calls: number): void
  /** Counts of posts by their id. */
  counts: Record<string, { public_metrics: Record<string, number>; non_public_metrics: Record<string, number> }>
  /** Posts that were read, each of which X bills. */
  read(): number
}

const user = { id: '2244994945', name: 'Armelin', username: 'armelin', public_metrics: { followers_count: 812 } }
const epoch = 1_288_834_974_657
const month = 30 * 24 * 60 * 60_000

export async function xStandIn(granted?: string[]): Promise<XStandIn> {
  const posts: Tweet[] = []
  const counts: XStandIn['counts'] = {}
  const signIn = xSignIn(granted)
  const media = xMedia(signIn)
  let left = 100
  let quarter: number | null = null
  let read = 0

  function serve(question: Question): Answer {
    if (question.method === 'HEAD') return { status: 404 }
    // The end of this window, in Unix seconds: it began at a round quarter of an hour.
    const reset = (Math.floor(server.now() / 900_000) + 1) * 900
    if (quarter !== null && quarter < reset) left = 100
    quarter = reset
    const limited = left <= 0
    if (!limited) left--
    const answer = limited
      ? problem(429, 'about:blank', 'Too Many Requests', 'Too Many Requests')
      : (signIn.guard(question) ?? media.serve(question) ?? route(question) ?? gone)
    const headers = {
      'x-rate-limit-limit': '100',
      'x-rate-limit-remaining': String(left),
      'x-rate-limit-reset': String(reset)
    }
    return { ...answer, headers: { ...headers, ...answer.headers } }
  }

  function route(question: Question): Answer | null {
    const { method, path, query } = question
    if (path === '/2/users/me') return { status: 200, body: { data: user } }
    if (path === `/2/users/${user.id}/tweets`) return list(query)
    if (path === '/2/tweets') return method === 'POST' ? create(question) : several(query)
    const id = /^\/2\/tweets\/(\d{1,19})$/.exec(path)?.[1]
    if (id === undefined) return null
    return method === 'DELETE' ? remove(id) : one(id)
  }

  function create(question: Question): Answer {
    if (!signIn.may('tweet.write'))
      return problem(403, 'client-forbidden', 'Client Forbidden', 'tweet.write is missing.')
    const { text, media: attached } = (jsonOf(question) ?? {}) as { text?: string; media?: { media_ids?: string[] } }
    const ids = attached?.media_ids ?? []
    if (typeof text !== 'string' || ids.length > 4 || ids.some(id => !media.isReady(id)))
      return problem(400, 'invalid-request', 'Invalid Request', 'One or more parameters to your request was invalid.')
    const words = text.normalize('NFC').trim()
    if (!twitter.parseTweet(words).valid)
      return problem(400, 'invalid-request', 'Invalid Request', 'Your Tweet text is too long.')
    if (posts.some(post => post.live && post.text === words))
      return problem(403, 'about:blank', 'Forbidden', 'You are not allowed to create a Tweet with duplicate content.')
    const id = put(words, server.now(), ids)
    return { status: 201, body: { data: { id, text: words, edit_history_post_ids: [id] } } }
  }

  /** The instant is in the id. */
  function put(text: string, createdAt: number, media: string[]): string {
    const id = String((BigInt(createdAt - epoch) << 22n) + BigInt(posts.length))
    posts.push({ id, text, createdAt, media, live: true })
    return id
  }

  function list(query: URLSearchParams): Answer {
    const from = Date.parse(query.get('start_time') ?? '')
    const most = Number(query.get('max_results') ?? 10)
    if (most < 5 || most > 100 || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(query.get('start_time') ?? ''))
      return badQuery
    const own = posts.filter(post => post.live && post.createdAt >= from).sort((a, b) => b.createdAt - a.createdAt)
    const data = own.slice(0, most).map(shown)
    read += data.length
    const next = own.length > most ? { next_token: '7140dibdnow9c7btw' } : {}
    return { status: 200, body: { ...(data.length > 0 && { data }), meta: { result_count: data.length, ...next } } }
  }

  function several(query: URLSearchParams): Answer {
    const fields = (query.get('tweet.fields') ?? '').split(',')
    const ids = (query.get('ids') ?? '').split(',')
    if (ids.length > 100) return badQuery
    const found = ids.flatMap(id => posts.filter(post => post.live && post.id === id))
    // What is no longer given takes the whole post out of the answer.
    const told = found.filter(post => !fields.includes('non_public_metrics') || post.createdAt > server.now() - month)
    const data = told.map(({ id, text }) => ({
      id,
      text,
      public_metrics: counts[id]?.public_metrics ?? {},
      ...(fields.includes('non_public_metrics') && { non_public_metrics: counts[id]?.non_public_metrics ?? {} })
    }))
    const errors = ids.filter(id => !data.some(post => post.id === id)).map(notFound)
    return { status: 200, body: { ...(data.length > 0 && { data }), ...(errors.length > 0 && { errors }) } }
  }

  function one(id: string): Answer {
    const post = posts.find(each => each.live && each.id === id)
    if (!post) return { status: 200, body: { errors: [notFound(id)] } }
    read++
    return { status: 200, body: { data: shown(post) } }
  }

  function remove(id: string): Answer {
    const post = posts.find(each => each.live && each.id === id)
    if (!post) return gone
    post.live = false
    return { status: 200, body: { data: { deleted: true } } }
  }

  const server = await openStandIn(serve)
  return {
    ...server,
    signIn,
    posts,
    media,
    counts,
    effects: () => posts.map(({ id, text, live }) => ({ id, text, live })),
    postByHand: (text, createdAt) => put(text, createdAt, []),
    allow: calls => void (left = calls),
    read: () => read
  }
}

/** As X gives posts back: short links for long ones, one more for pictures, three signs as entities. */
function shown({ id, text, createdAt, media }: Tweet): object {
  let shown = text
  const urls: object[] = []
  twitter.extractUrls(text).forEach((long, index) => {
    const url = `https://t.co/aBcDeF${index}`
    shown = shown.replace(long, url)
    urls.push({ url, expanded_url: new URL(/^https?:/.test(long) ? long : `http://${long}`).href })
  })
  if (media[0]) {
    const url = 'https://t.co/pIcTuRe'
    shown = `${shown} ${url}`
    urls.push({ url, expanded_url: `https://x.com/armelin/status/${id}/photo/1`, media_key: `3_${media[0]}` })
  }
  const escaped = shown.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return {
    id,
    text: escaped,
    created_at: new Date(createdAt).toISOString(),
    ...(urls.length > 0 && { entities: { urls } })
  }
}

const notFound = (id: string): object => ({
  resource_id: id,
  resource_type: 'tweet',
  title: 'Not Found Error',
  detail: `Could not find tweet with ids: [${id}].`,
  type: 'https://api.x.com/2/problems/resource-not-found'
})

const gone = problem(404, 'resource-not-found', 'Not Found Error', 'No.')
const badQuery = problem(400, 'invalid-request', 'Invalid Request', 'No.')
