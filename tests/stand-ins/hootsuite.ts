import type { Effect } from '../stories/destination.ts'
import { hootsuiteSignIn, type HootsuiteSignIn } from './hootsuite-sign-in.ts'
import { jsonOf, openStandIn, type Answer, type Question, type StandInServer } from './http.ts'

interface Message {
  id: string
  state: string
  text: string
  scheduledSendTime: string
  socialProfile: { id: string }
  media: { id: string }[]
  postId: string | null
  postUrl: string | null
}

/**
 * A stand-in for Hootsuite's REST and analytics API, made from its published specifications (Swagger 2.0 at
 * https://apidocs.hootsuite.com/docs/api/swagger.yaml, copied at https://github.com/api-evangelist/hootsuite).
 */
export interface HootsuiteStandIn extends StandInServer {
  signIn: HootsuiteSignIn
  messages: Message[]
  effects(): Effect[]
  media: { id: string; type: string; size: number; bytes: Buffer | null; looks: number }[]
  /** Sends what is scheduled: from then on it cannot be deleted. */
  sendAll(): void
  /** Lets the next messages fail with these codes, in an answer of 200 that has errors in it. */
  fail(...codes: number[]): void
  /** The next calls are refused as one too many. */
  limit(code: 1003 | 1004 | 1043): void
  /** The next file is refused by the store, which repeats the address's signature. */
  refuseUpload(): void
  /** How often a medium is asked for before it is ready. */
  slowMedia(looks: number): void
  counted: { externalId: string; metrics: Record<string, number> }[]
}

export const hootsuiteProfile = '115185509'
const error = (code: number): object => ({ errors: [{ code, message: `Error ${code}`, id: 'e2' }] })
const jsonType = /^application\/json; ?charset=utf-8$/i

export async function hootsuiteStandIn(): Promise<HootsuiteStandIn> {
  const signIn = hootsuiteSignIn()
  const messages: Message[] = []
  const media: HootsuiteStandIn['media'] = []
  const counted: HootsuiteStandIn['counted'] = []
  const codes: number[] = []
  const limits: number[] = []
  let looksNeeded = 0
  let refusing = false

  function serve(question: Question): Answer {
    if (question.method === 'PUT') return takeBytes(question)
    const guarded = signIn.guard(question)
    if (guarded) return guarded
    const limit = limits.shift()
    if (limit !== undefined)
      return {
        status: 429,
        headers: { 'x-account-quota': '100000', 'x-account-quota-used': '100000' },
        body: error(limit)
      }
    const [, , what, id] = question.path.split('/')
    if (question.method === 'POST' && !jsonType.test(question.headers['content-type'] ?? ''))
      return { status: 400, body: error(4000) }
    if (what === 'socialProfiles') return { status: 200, body: { data: profiles } }
    if (what === 'media') return id === undefined ? declareMedia(question) : lookAtMedia(decodeURIComponent(id))
    if (what === 'analytics') return analytics(question)
    if (what !== 'messages') return { status: 404, body: error(4001) }
    if (question.method === 'POST') return schedule(question)
    if (id === undefined) return list(question)
    return question.method === 'DELETE' ? remove(id) : retrieve(id)
  }

  function schedule(question: Question): Answer {
    const body = jsonOf(question) ?? {}
    const {
      text,
      socialProfileIds,
      scheduledSendTime,
      media: given = []
    } = body as {
      text?: string
      socialProfileIds?: string[]
      scheduledSendTime?: string
      media?: { id: string }[]
    }
    const code = codes.shift()
    if (code !== undefined) return { status: 200, body: { data: [], ...error(code) } }
    const at = Date.parse(scheduledSendTime ?? '')
    const inTime = Boolean(scheduledSendTime?.endsWith('Z')) && at > server.now()
    if (!text || socialProfileIds?.length !== 1 || !inTime) return { status: 400, body: error(4000) }
    if (socialProfileIds[0] !== hootsuiteProfile) return { status: 403, body: error(4008) }
    if (given.some(({ id }) => !isReady(id))) return { status: 400, body: error(40021) }
    const message: Message = {
      id: String(4_138_476_039 + messages.length),
      state: 'SCHEDULED',
      text,
      scheduledSendTime: scheduledSendTime ?? '',
      socialProfile: { id: hootsuiteProfile },
      media: given,
      postId: null,
      postUrl: null
    }
    messages.push(message)
    return { status: 200, body: { data: [message] } }
  }

  function list({ query }: Question): Answer {
    const [from, to] = [Date.parse(query.get('startTime') ?? ''), Date.parse(query.get('endTime') ?? '')]
    if (!(to - from <= 28 * 24 * 60 * 60_000)) return { status: 400, body: error(40020) }
    const profile = query.get('socialProfileIds')
    const found = messages.filter(
      ({ scheduledSendTime, socialProfile, state }) =>
        Date.parse(scheduledSendTime) >= from &&
        Date.parse(scheduledSendTime) <= to &&
        state !== 'DELETED' &&
        (profile === null || socialProfile.id === profile)
    )
    const start = Number(query.get('cursor') ?? 0)
    const end = start + Math.min(Number(query.get('limit') ?? 50), 100)
    const next = end < found.length ? String(end) : null
    return { status: 200, body: { data: found.slice(start, end), metadata: { cursor: { next, previous: null } } } }
  }

  function retrieve(id: string): Answer {
    const message = messages.find(each => each.id === id)
    return message ? { status: 200, body: { data: message } } : { status: 404, body: error(4001) }
  }

  function remove(id: string): Answer {
    const message = messages.find(each => each.id === id)
    if (!message) return { status: 404, body: error(4001) }
    if (message.state !== 'SCHEDULED') return { status: 400, body: error(40003) }
    message.state = 'DELETED'
    return { status: 200, body: { data: {} } }
  }

  function declareMedia(question: Question): Answer {
    const { sizeBytes, mimeType } = (jsonOf(question) ?? {}) as { sizeBytes?: number; mimeType?: string }
    if (!sizeBytes || !['image/jpeg', 'image/png', 'image/gif'].includes(mimeType ?? ''))
      return { status: 400, body: error(4000) }
    const id = `bWVkaWE=${media.length + 1}`
    media.push({ id, type: mimeType ?? '', size: sizeBytes, bytes: null, looks: 0 })
    const uploadUrl = `${question.origin}/upload/${encodeURIComponent(id)}?Signature=canary-presigned-ssssss`
    return { status: 200, body: { data: { id, uploadUrl, uploadUrlDurationSeconds: 1799 } } }
  }

  /** As Amazon's store: it knows the signature of its address, and nothing of the token, which must not come here. */
  function takeBytes({ path, query, headers, body }: Question): Answer {
    const medium = media.find(({ id }) => id === decodeURIComponent(path.split('/').at(-1) ?? ''))
    const signed = query.get('Signature') === 'canary-presigned-ssssss' && headers.authorization === undefined
    const fits = medium && signed && headers['content-type'] === medium.type && body.length === medium.size && !refusing
    if (!fits) {
      refusing = false
      const provided = `${path}?${query.toString()}`
      return { status: 403, body: `<Error><Code>SignatureDoesNotMatch</Code><Resource>${provided}</Resource></Error>` }
    }
    medium.bytes = body
    return { status: 200 }
  }

  const isReady = (id: string): boolean => media.some(each => each.id === id && each.bytes && each.looks >= looksNeeded)

  function lookAtMedia(id: string): Answer {
    const medium = media.find(each => each.id === id)
    if (!medium?.bytes) return { status: 404, body: error(4001) }
    const state = isReady(id) ? 'READY' : 'QUEUED'
    medium.looks++
    return { status: 200, body: { data: { id, state } } }
  }

  function analytics(question: Question): Answer {
    const { filters } = (jsonOf(question) ?? {}) as {
      filters?: { profileId?: { in?: string[] }; reportingPeriod?: { timespan?: { since?: string } } }
    }
    const since = Date.parse(filters?.reportingPeriod?.timespan?.since ?? '')
    const within = server.now() - since <= 2 * 365 * 24 * 60 * 60_000
    const network = ['FACEBOOKPAGE', 'TWITTER'].includes(question.query.get('networkId') ?? '')
    if (!filters?.profileId?.in?.includes(hootsuiteProfile) || !within || !network)
      return { status: 422, body: { title: 'invalid-argument', status: 422 } }
    const data = counted.map(post => ({ ...post, profileId: hootsuiteProfile, sourceLink: '', createdAt: '' }))
    return { status: 200, body: { data, metadata: { collectionInfo: {} } } }
  }

  const server = await openStandIn(serve)
  return {
    ...server,
    signIn,
    messages,
    media,
    counted,
    effects: () =>
      messages.map(({ id, text, state }) => ({ id, text, live: state === 'SCHEDULED' || state === 'SENT' })),
    sendAll() {
      for (const message of messages.filter(({ state }) => state === 'SCHEDULED')) {
        const postId = `7052071402360${message.id.slice(-3)}`
        Object.assign(message, { state: 'SENT', postId, postUrl: `https://network.example/posts/${postId}` })
      }
    },
    fail: (...more) => void codes.push(...more),
    limit: code => void limits.push(code),
    refuseUpload: () => void (refusing = true),
    slowMedia: looks => void (looksNeeded = looks)
  }
}

const profiles = [
  { id: hootsuiteProfile, type: 'LINKEDINCOMPANY', socialNetworkUsername: 'Armelin', isReauthRequired: 0 },
  { id: '115185510', type: 'TWITTER', socialNetworkUsername: 'armelin', isReauthRequired: 1 }
]
