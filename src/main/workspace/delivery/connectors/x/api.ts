import type { HttpResponse, RequestOptions } from '../../../network/http.ts'
import { fromHttpDate } from '../../../../../domain/delivery/http-date.ts'
import type { Access, Call } from '../connector.ts'

/** X's API, and its site, where access is granted. */
export interface XHosts {
  api: string
  www: string
  /** For tests, whose stand-in is on loopback. */
  allowPrivate?: true
}

/** What every call to the API needs. */
export interface Session {
  hosts: XHosts
  access: Access
  token: string
  call: Call
  secrets: readonly string[]
}

/** @returns null where nobody has signed in */
export function openSession(hosts: XHosts, access: Access, call: Call): Session | null {
  const { tokens } = access
  if (!tokens) return null
  const secrets = [tokens.access, tokens.refresh, access.secret].filter(text => text != null)
  return { hosts, access, token: tokens.access, call, secrets }
}

const limits = { bytes: 2_000_000, milliseconds: 20_000 }

export const asked = ({ hosts, token }: Session, rest: Partial<RequestOptions> = {}): RequestOptions => ({
  limits,
  ...rest,
  headers: { authorization: `Bearer ${token}`, accept: 'application/json', ...rest.headers },
  allowPrivate: hosts.allowPrivate === true
})

export const json = (body: unknown) =>
  ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) as const

const longestWait = 24 * 60 * 60_000

/**
 * How long until X counts anew, in milliseconds: `x-rate-limit-reset` is in Unix seconds by its own clock.
 * https://docs.x.com/x-api/fundamentals/rate-limits
 */
export function waitFor({ status, headers, date }: HttpResponse, { now }: Call): number | null {
  const reset = Number(headers['x-rate-limit-reset'])
  if (status !== 429 || !(reset > 0)) return null
  const theirs = fromHttpDate(date)
  const wait = reset * 1000 - (Number.isNaN(theirs) ? now() : theirs)
  return wait > 0 ? Math.min(wait, longestWait) : null
}

/** Leads to a post whoever its author is. */
export const postAddress = (id: string): string => `https://x.com/i/web/status/${id}`

/** What a problem says in words (RFC 9457); older answers have it in a list. */
export function detailOf({ body }: HttpResponse): string {
  try {
    const { detail, errors } = JSON.parse(body.toString('utf8')) as {
      detail?: unknown
      errors?: { message?: unknown }[]
    }
    const said = detail ?? errors?.[0]?.message
    return typeof said === 'string' ? said : ''
  } catch {
    return ''
  }
}
