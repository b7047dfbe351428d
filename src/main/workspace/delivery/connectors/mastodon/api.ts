import type * as v from 'valibot'
import type { HttpResponse, RequestOptions } from '../../../network/http.ts'
import { fromHttpDate } from '../../../../../domain/delivery/http-date.ts'
import { beforehand, type Step } from '../beforehand.ts'
import type { Access, Call } from '../connector.ts'

/** What every call to a server needs. */
export interface Session {
  server: string
  allowPrivate: boolean
  access: Access
  call: Call
  secrets: readonly string[]
}

export function openSession(access: Access, call: Call): Session {
  const { server = '', allowHost } = access.settings
  const secrets = access.secret === null ? [] : [access.secret]
  return { server: new URL(server).origin, allowPrivate: allowHost !== undefined, access, call, secrets }
}

const limits = { bytes: 2_000_000, milliseconds: 20_000 }

export const asked = ({ access, allowPrivate }: Session, rest: Partial<RequestOptions> = {}): RequestOptions => ({
  limits,
  ...rest,
  headers: { authorization: `Bearer ${access.secret ?? ''}`, accept: 'application/json', ...rest.headers },
  allowPrivate
})

/** A question ahead of a send, or of no send at all. */
export function ask<S extends v.GenericSchema>(
  session: Session,
  path: string,
  schema: S
): Promise<Step<v.InferOutput<S>>> {
  const { server, secrets, call } = session
  return beforehand(`${server}${path}`, asked(session), { schema, secrets, call })
}

const longestWait = 24 * 60 * 60_000

/**
 * How long until the server counts anew, in milliseconds: `X-RateLimit-Reset` is an instant by its own clock.
 * https://docs.joinmastodon.org/api/rate-limits/
 */
export function waitFor({ status, headers, date }: HttpResponse, { now }: Call): number | null {
  if (status !== 429) return null
  const theirs = fromHttpDate(date)
  const wait = Date.parse(headers['x-ratelimit-reset'] ?? '') - (Number.isNaN(theirs) ? now() : theirs)
  return wait > 0 ? Math.min(wait, longestWait) : null
}
