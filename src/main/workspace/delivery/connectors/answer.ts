import type { DeliveryReason } from '../../../../domain/delivery/delivery.ts'
import { retryAfter } from '../../../../domain/delivery/backoff.ts'
import { fromHttpDate } from '../../../../domain/delivery/http-date.ts'
import type { NetworkFailure } from '../../network/failure.ts'
import type { HttpResponse } from '../../network/http.ts'
import type { Evidence, SendResult } from './connector.ts'

interface Reading {
  /** The answer as it is kept: see `evidenceOf`. */
  received: Evidence
  /** Milliseconds since the epoch. */
  now: number
  /** How long a destination's own headers ask to wait, in milliseconds; `Retry-After` is read here. */
  wait?: number | null
}

/**
 * What an answer means that its connector has no meaning of its own for. 408, 425 and 429 mean "again later"; 401 that the
 * grant is gone; every other 4xx is about this very message, and 410 about the address. A server that fails after its work
 * was done has the effect, so what a 5xx says of itself proves nothing; nor does a 2xx that the connector could not read.
 */
export function readAnswer(response: HttpResponse, { received, now, wait = null }: Reading): SendResult {
  const { status } = response
  const later = wait ?? askedWait(response, now)
  if (status < 300 || status >= 500) return { outcome: 'unknown', reason: 'server-error', retryAfter: later, received }
  if (status === 401) return { outcome: 'unauthorized', received }
  if (status === 429) return { outcome: 'failed', reason: 'rate-limited', retryAfter: later, received }
  if (status === 408 || status === 425)
    return { outcome: 'failed', reason: 'server-error', retryAfter: later, received }
  return { outcome: 'refused', reason: status < 400 ? 'redirected' : (telling[status] ?? 'refused'), received }
}

const telling: Record<number, DeliveryReason> = { 403: 'forbidden', 404: 'not-there', 410: 'gone', 413: 'too-long' }

/** What `Retry-After` asks for, in milliseconds, by the server's own clock where it tells it. */
function askedWait({ headers, date }: HttpResponse, now: number): number | null {
  const theirClock = fromHttpDate(date)
  return retryAfter(headers['retry-after'], Number.isNaN(theirClock) ? now : theirClock)
}

/** What a request without a whole answer means for what it was to bring about. */
export function failedAnswer(failure: NetworkFailure): SendResult {
  const received = { failure: failure.kind }
  if (failure.kind === 'refused-address') return { outcome: 'refused', reason: 'address-refused', received }
  if (failure.kind === 'tls' && !failure.mayHaveArrived)
    return { outcome: 'failed', reason: 'tls', retryAfter: null, received }
  if (!failure.mayHaveArrived && failure.kind !== 'cancelled') return { outcome: 'offline', received }
  const reason = failure.kind === 'timed-out' ? 'timed-out' : failure.kind === 'cancelled' ? 'cut-short' : 'no-answer'
  return { outcome: 'unknown', reason, retryAfter: null, received }
}
