import * as v from 'valibot'
import { fromHttpDate } from '../../../../../domain/delivery/http-date.ts'
import type { HttpResponse, RequestOptions } from '../../../network/http.ts'
import type { Access, Call, SendResult } from '../connector.ts'
import { evidenceOf } from '../evidence.ts'
import { readJson } from '../json.ts'
import { placeOf, type Place } from './settings.ts'

export const limits = { bytes: 2_000_000, milliseconds: 20_000 }

/** What every call to the account's host needs. */
export interface Session {
  home: Place
  did: string
  handle: string
  token: string
  call: Call
  secrets: readonly string[]
}

/** @returns null where nobody has signed in yet, or the host that was named then may not be used any more */
export function openSession({ settings, secret, tokens }: Access, call: Call): Session | null {
  const { did, handle, pds } = tokens?.facts ?? {}
  const home = pds === undefined ? null : placeOf(pds, settings)
  if (!tokens || !home || did === undefined || handle === undefined) return null
  const secrets = [tokens.access, tokens.refresh, secret].filter(text => text != null)
  return { home, did, handle, token: tokens.access, call, secrets }
}

export const xrpc = ({ home }: Pick<Session, 'home'>, method: string, query: Record<string, string> = {}): string => {
  const search = new URLSearchParams(query).toString()
  return `${home.origin}/xrpc/${method}${search ? `?${search}` : ''}`
}

export const signed = ({ home, token }: Session, rest: Partial<RequestOptions> = {}): RequestOptions => ({
  limits,
  ...rest,
  headers: { authorization: `Bearer ${token}`, ...rest.headers },
  allowPrivate: home.allowPrivate
})

export const jsonBody = (body: object): Partial<RequestOptions> => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body)
})

const failure = v.looseObject({ error: v.pipe(v.string(), v.regex(/^\w{1,60}$/)) })

/** The name of an error, as an answer has it. */
export const errorIn = (response: HttpResponse): string | null => readJson(response, failure)?.error ?? null

const endedGrants = new Set(['ExpiredToken', 'InvalidToken'])

/** A token that is used up is no 401 here. Nothing was done. */
export const unauthorized = (response: HttpResponse, { secrets }: Session): SendResult | null =>
  response.status === 400 && endedGrants.has(errorIn(response) ?? '')
    ? { outcome: 'unauthorized', received: evidenceOf(response, secrets) }
    : null

const longestWait = 24 * 60 * 60_000

/** How long until the host counts anew, in milliseconds: `RateLimit-Reset` is in seconds since the epoch, by its own clock. */
export function waitFor({ status, headers, date }: HttpResponse, { now }: Call): number | null {
  if (status !== 429) return null
  const theirs = fromHttpDate(date)
  const reset = Number(headers['ratelimit-reset'] ?? Number.NaN) * 1000
  const wait = reset - (Number.isNaN(theirs) ? now() : theirs)
  return wait > 0 ? Math.min(wait, longestWait) : null
}

/** What the headers say of the limit that was met, for a person to read. */
export const rateLimit = ({ headers }: HttpResponse): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => /^ratelimit-(?:limit|remaining|reset|policy)$/.test(name))
  )
