import * as v from 'valibot'
import { NetworkFailure } from '../../../network/failure.ts'
import { request, type HttpResponse } from '../../../network/http.ts'
import type { Access, Call, Renewal, Tokens } from '../connector.ts'
import { readJson } from '../json.ts'
import { errorIn, limits, rateLimit } from './api.ts'
import { placeOf, serviceOf, type Place } from './settings.ts'

const granted = v.looseObject({
  accessJwt: v.pipe(v.string(), v.nonEmpty()),
  refreshJwt: v.pipe(v.string(), v.nonEmpty()),
  did: v.pipe(v.string(), v.startsWith('did:')),
  handle: v.pipe(v.string(), v.nonEmpty()),
  active: v.optional(v.boolean()),
  status: v.optional(v.string())
})

/** Of the identity's own document, which names the host that holds its posts (https://atproto.com/specs/did). */
const withDocument = v.looseObject({
  didDoc: v.looseObject({
    service: v.array(v.looseObject({ id: v.string(), serviceEndpoint: v.string() }))
  })
})

/**
 * New tokens by the refresh token, or else by the app password. Signing in anew is limited to 30 times in five minutes, so
 * that comes second. Nothing of an answer but its status and error code is in the evidence.
 */
export async function renew({ settings, secret, tokens }: Access, call: Call): Promise<Renewal> {
  const service = serviceOf(settings)
  if (tokens?.refresh) {
    const home = placeOf(tokens.facts?.['pds'] ?? service.origin, settings) ?? service
    // With a body, or with a type for one, it is refused.
    const question: Question = { method: 'refreshSession', authorization: `Bearer ${tokens.refresh}` }
    const renewal = await ask(home, question, settings, call)
    if (!('refused' in renewal) || secret === null) return renewal
  }
  if (secret === null) return { refused: { failure: 'no-password' } }
  const identifier = settings['identifier']?.replace(/^@/, '')
  return ask(service, { method: 'createSession', body: { identifier, password: secret } }, settings, call)
}

interface Question {
  method: 'refreshSession' | 'createSession'
  authorization?: string
  body?: object
}

async function ask(
  { origin, allowPrivate }: Place,
  { method, authorization, body }: Question,
  settings: Access['settings'],
  call: Call
): Promise<Renewal> {
  try {
    const response = await request(`${origin}/xrpc/com.atproto.server.${method}`, {
      method: 'POST',
      headers: { ...(authorization && { authorization }), ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      limits,
      allowPrivate,
      signal: call.signal
    })
    return read(response, settings, call)
  } catch (error) {
    if (error instanceof NetworkFailure) return { unreachable: { failure: error.kind } }
    throw error
  }
}

function read(response: HttpResponse, settings: Access['settings'], call: Call): Renewal {
  const { status } = response
  const error = errorIn(response)
  const evidence = { status, ...(error && { error }) }
  if ([400, 401, 403].includes(status)) return { refused: evidence }
  const session = status === 200 ? readJson(response, granted) : null
  if (!session) return { unreachable: { ...evidence, ...rateLimit(response) } }
  // Taken down, suspended or deactivated: it may sign in, and post nothing.
  if (session.active === false) return { refused: { ...evidence, account: session.status ?? 'inactive' } }
  const named = readJson(response, withDocument)?.didDoc.service.find(({ id }) => id.endsWith('#atproto_pds'))
  const home = placeOf(named?.serviceEndpoint ?? serviceOf(settings).origin, settings)
  return home ? { renewed: toTokens(session, home, call) } : { refused: { ...evidence, pds: 'unusable' } }
}

function toTokens(
  { accessJwt, refreshJwt, did, handle }: v.InferOutput<typeof granted>,
  { origin }: Place,
  { now }: Call
): Tokens {
  const lifetime = lifetimeOf(accessJwt)
  return {
    access: accessJwt,
    refresh: refreshJwt,
    ...(lifetime !== null && { expiresAt: now() + lifetime }),
    facts: { did, handle, pds: origin }
  }
}

const claims = v.looseObject({ iat: v.number(), exp: v.number() })

/** How long a token is good for, in milliseconds, by the difference of its own times: the server's clock may be another. */
function lifetimeOf(token: string): number | null {
  try {
    const body = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')
    const { iat, exp } = v.parse(claims, JSON.parse(body))
    return exp > iat ? (exp - iat) * 1000 : null
  } catch {
    return null
  }
}
