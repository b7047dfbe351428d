import type { Effect } from '../stories/destination.ts'
import { jsonOf, openStandIn, type Answer, type Question, type StandInServer } from './http.ts'
import { mastodonMedia, type MastodonMedia } from './mastodon-media.ts'

interface Status extends Effect {
  createdAt: number
  editedAt: number | null
  visibility: string
  language: string | null
  media: string[]
}

/**
 * A stand-in for a Mastodon server, made from https://docs.joinmastodon.org/methods/statuses/, /methods/media/,
 * /methods/instance/ and /api/rate-limits/. No server that speaks this can be installed here.
 */
export interface MastodonStandIn extends StandInServer {
  statuses: Status[]
  media: MastodonMedia
  limits: { characters: number; perLink: number; pictures: number }
  effects(): Effect[]
  /** Puts a status there by hand, and answers with its id. */
  postByHand(text: string, createdAt: number): string
  /** What every status counts. */
  counters: { replies_count: number; reblogs_count: number; favourites_count: number }
  /** Takes the token back. */
  revoke(): void
  /** Gives it again. */
  restore(): void
  /** How many calls are left in these five minutes. */
  allow(calls: number): void
}

export const mastodonToken = 'canary-mastodon-ZA-Yj3aBD8U8Cm7lKUp'
const account = { id: '14715', username: 'armelin', acct: 'armelin', followers_count: 415 }
const hour = 60 * 60_000
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

export async function mastodonStandIn(): Promise<MastodonStandIn> {
  const statuses: Status[] = []
  const keys = new Map<string, { id: string; until: number }>()
  const limits = { characters: 500, perLink: 23, pictures: 4 }
  const media = mastodonMedia()
  const counters = { replies_count: 3, reblogs_count: 2, favourites_count: 12 }
  let revoked = false
  let left = 300
  let window: string | null = null

  function serve(question: Question): Answer {
    if (question.method === 'HEAD') return { status: 200 }
    const reset = new Date((Math.floor(server.now() / 300_000) + 1) * 300_000).toISOString()
    if (window !== null && window < reset) left = 300
    window = reset
    const limited = left <= 0
    if (!limited) left--
    const answer = limited ? error(429, 'Too many requests') : (open(question) ?? guard(question) ?? route(question))
    const headers = { 'x-ratelimit-limit': '300', 'x-ratelimit-remaining': String(left), 'x-ratelimit-reset': reset }
    return { ...answer, headers: { ...headers, ...answer.headers } }
  }

  const open = ({ path, method }: Question): Answer | null =>
    method === 'GET' && path === '/api/v2/instance' ? { status: 200, body: { configuration: configuration() } } : null

  const configuration = () => ({
    statuses: {
      max_characters: limits.characters,
      characters_reserved_per_url: limits.perLink,
      max_media_attachments: limits.pictures
    },
    media_attachments: { image_size_limit: 16_777_216, image_matrix_limit: 33_177_600, description_limit: 1500 }
  })

  const guard = ({ headers }: Question): Answer | null =>
    headers.authorization === `Bearer ${mastodonToken}` && !revoked
      ? null
      : error(401, `The access token is invalid: ${headers.authorization ?? ''}`)

  function route(question: Question): Answer {
    const { method, path } = question
    if (path === '/api/v1/accounts/verify_credentials') return { status: 200, body: account }
    if (path === `/api/v1/accounts/${account.id}/statuses`) return list(question.query)
    if (method === 'POST' && path === '/api/v1/statuses') return create(question)
    const [, id, more] = /^\/api\/v1\/statuses\/(\w+)(\/source)?$/.exec(path) ?? []
    if (id !== undefined) return onStatus(question, id, more !== undefined)
    return media.serve(question) ?? error(404, 'Record not found')
  }

  /** A key that is known answers with what it made, whatever else was asked. */
  function create(question: Question): Answer {
    const key = question.headers['idempotency-key']
    const known = typeof key === 'string' ? keys.get(key) : undefined
    const made = known && known.until > server.now() ? statuses.find(({ id }) => id === known.id) : undefined
    if (made) return { status: 200, body: shown(made) }
    const asked = read(question)
    if ('status' in asked) return asked
    const status = put(asked.text, server.now())
    Object.assign(status, asked)
    if (typeof key === 'string') keys.set(key, { id: status.id, until: server.now() + hour })
    return { status: 200, body: shown(status) }
  }

  function read(question: Question): Answer | Pick<Status, 'text' | 'media' | 'language' | 'visibility'> {
    const { status: text, media_ids: ids = [], language = null, visibility = 'public' } = jsonOf(question) ?? {}
    if (typeof text !== 'string' || !Array.isArray(ids)) return error(422, 'Validation failed: Text can’t be blank')
    if (weigh(text) > limits.characters)
      return error(422, `Validation failed: Text character limit of ${limits.characters} exceeded`)
    if (ids.length > limits.pictures) return error(422, 'Validation failed: Cannot attach more than 4 files')
    if (!ids.every(id => media.isReady(String(id)))) return error(422, 'Validation failed: Media is not ready')
    return { text, media: ids as string[], language: language as string | null, visibility: String(visibility) }
  }

  /** Links weigh the same however long, and of a far account only its name counts. */
  function weigh(text: string): number {
    const plain = text
      .replace(/https?:\/\/\S+/g, 'x'.repeat(limits.perLink))
      .replace(/(@[a-z0-9_]+)@[a-z0-9.-]+[a-z0-9]/gi, '$1')
    return [...graphemes.segment(plain)].length
  }

  function put(text: string, createdAt: number): Status {
    const id = String(103_254_962_155_278_888n + BigInt(statuses.length))
    const rest = { editedAt: null, visibility: 'public', language: null, media: [] }
    const status = { id, text, createdAt, live: true, ...rest }
    statuses.push(status)
    return status
  }

  function list(query: URLSearchParams): Answer {
    const own = statuses.filter(({ live }) => live).sort((a, b) => b.createdAt - a.createdAt)
    return { status: 200, body: own.slice(0, Math.min(Number(query.get('limit') ?? 20), 40)).map(shown) }
  }

  function onStatus(question: Question, id: string, source: boolean): Answer {
    const status = statuses.find(each => each.live && each.id === id)
    if (!status) return error(404, 'Record not found')
    if (source) return { status: 200, body: { id, text: status.text, spoiler_text: '' } }
    if (question.method === 'DELETE') {
      status.live = false
      return { status: 200, body: { ...shown(status), text: status.text } }
    }
    if (question.method !== 'PUT') return { status: 200, body: { ...shown(status), ...counters } }
    const asked = read(question)
    if ('status' in asked) return asked
    const { text, media: ids, language } = asked
    Object.assign(status, { text, media: ids, language, editedAt: server.now() })
    return { status: 200, body: shown(status) }
  }

  const server = await openStandIn(serve)
  return {
    ...server,
    statuses,
    media,
    limits,
    counters,
    effects: () => statuses.map(({ id, text, live }) => ({ id, text, live })),
    postByHand: (text, createdAt) => put(text, createdAt).id,
    revoke: () => void (revoked = true),
    restore: () => void (revoked = false),
    allow: calls => void (left = calls)
  }
}

/** As HTML, the way a server gives it back. */
const shown = ({ id, text, createdAt, editedAt, visibility, language, media }: Status): object => ({
  id,
  created_at: new Date(createdAt).toISOString(),
  edited_at: editedAt === null ? null : new Date(editedAt).toISOString(),
  visibility,
  language,
  uri: `https://social.armelin.example/users/armelin/statuses/${id}`,
  url: `https://social.armelin.example/@armelin/${id}`,
  content: `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br />')}</p>`,
  media_attachments: media.map(each => ({ id: each }))
})

const error = (status: number, message: string): Answer => ({ status, body: { error: message } })
