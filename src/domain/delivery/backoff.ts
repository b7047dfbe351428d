import { fromHttpDate } from './http-date.ts'

const firstDelay = 5_000
const longestDelay = 15 * 60_000
/** No server may park us for longer than this, whatever its Retry-After says. */
const longestRetryAfter = 24 * 60 * 60_000

/** After this many tries a delivery that keeps failing waits for a person. */
export const maximumTries = 12

/**
 * How long to wait before the next try, in milliseconds: doubling from 5 s to 15 min, with full jitter in the upper half, so
 * that a thousand waiting rows do not come back together (after "Exponential Backoff And Jitter", AWS Architecture Blog).
 * @param tries tries made so far, from 1
 * @param random between 0 and 1
 */
export function backoff(tries: number, random: number): number {
  const ceiling = Math.min(longestDelay, firstDelay * 2 ** (Math.max(1, tries) - 1))
  return Math.round(ceiling / 2 + (ceiling / 2) * random)
}

/** A wait that a server asked for, honoured: never shorter, and up to a tenth longer so that not all return in one second. */
export const honoured = (asked: number, random: number): number => Math.ceil(asked * (1 + random / 10))

/**
 * Reads a Retry-After header (RFC 9110, 10.2.3): seconds, or an HTTP date.
 * @param now the server's own clock where it told it, else ours, in milliseconds since the epoch
 * @returns milliseconds from `now`, at most a day; null where it is absent, past or makes no sense
 */
export function retryAfter(header: string | null | undefined, now: number): number | null {
  const text = header?.trim() ?? ''
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : fromHttpDate(text) - now
  return wait > 0 ? Math.min(wait, longestRetryAfter) : null
}
