import * as v from 'valibot'
import type { HttpResponse, RequestOptions } from '../../../network/http.ts'
import { readAnswer } from '../answer.ts'
import type { Access, Call, Evidence, SendResult } from '../connector.ts'
import { readJson } from '../json.ts'
import type { HootsuiteHosts } from './sign-in.ts'

/** What every call needs. */
export interface Session {
  hosts: HootsuiteHosts
  access: Access
  token: string
  call: Call
  secrets: readonly string[]
}

/** @returns null where nobody has signed in */
export function openSession(hosts: HootsuiteHosts, access: Access, call: Call): Session | null {
  const { tokens, secret } = access
  if (!tokens) return null
  const secrets = [tokens.access, tokens.refresh, secret].filter(text => text != null)
  return { hosts, access, token: tokens.access, call, secrets }
}

const limits = { bytes: 2_000_000, milliseconds: 20_000 }

/** A call with the token; what is sent is JSON with the content type that Hootsuite asks for. */
export const asked = (
  { hosts, token }: Session,
  { method = 'GET', body }: { method?: 'GET' | 'POST' | 'DELETE'; body?: unknown } = {}
): RequestOptions => ({
  method,
  headers: {
    authorization: `Bearer ${token}`,
    accept: 'application/json',
    ...(body !== undefined && { 'content-type': 'application/json;charset=utf-8' })
  },
  ...(body !== undefined && { body: JSON.stringify(body) }),
  limits,
  allowPrivate: hosts.allowPrivate === true
})

const errors = v.object({ errors: v.array(v.looseObject({ code: v.pipe(v.unknown(), v.transform(Number)) })) })

/** The codes of what an answer says went wrong; an answer of success may have some too. */
export const codesIn = (response: HttpResponse): number[] =>
  readJson(response, errors)?.errors.map(({ code }) => code) ?? []

/** Codes that an answer is read by, whatever its status: https://apidocs.hootsuite.com/docs/api/index.html */
const signIn = new Set([1000, 1001, 1005, 1032])
const limited = new Set([1003, 1004, 1043])
const forbidden = new Set([1037, 1201, 4002, 4003, 4008, 4009])
const notThere = 4001
const mediaNotReady = 40021

/** What Hootsuite says by its codes; null leaves an answer to the general reading. */
export function byCode(response: HttpResponse, received: Evidence, now: number): SendResult | null {
  const codes = codesIn(response)
  const any = (among: ReadonlySet<number>) => codes.some(code => among.has(code))
  if (any(signIn)) return { outcome: 'unauthorized', received }
  if (response.status === 429 || any(limited)) {
    return readAnswer({ ...response, status: 429 }, { received: { ...received, ...quotaIn(response) }, now })
  }
  if (codes.includes(mediaNotReady)) return { outcome: 'failed', reason: 'media-refused', retryAfter: null, received }
  if (response.status >= 500) return null
  if (any(forbidden)) return { outcome: 'refused', reason: 'forbidden', received }
  if (codes.includes(notThere)) return { outcome: 'refused', reason: 'not-there', received }
  return null
}

const quotaHeaders = ['x-account-quota', 'x-account-quota-used', 'x-account-rate-limit-requests-remaining']

/** How far the day's quota is used, which says more than the refusal: a wait is not named with it. */
const quotaIn = ({ headers }: HttpResponse): Evidence =>
  Object.fromEntries(quotaHeaders.flatMap(name => (headers[name] === undefined ? [] : [[name, headers[name]]])))
