import * as v from 'valibot'
import type { Reading } from '../../../../../domain/reach/reading.ts'
import { NetworkFailure } from '../../../network/failure.ts'
import { beforehand } from '../beforehand.ts'
import type { Call } from '../connector.ts'
import { toldOrThrown } from '../trial.ts'

/** What the API is asked with: the tenant's own host, and a token that was issued there. */
export interface SharesSource {
  /** `https://company.smarpshare.com` */
  host: string
  token: string
  allowPrivate: boolean
  call: Call
}

const limits = { bytes: 20_000_000, milliseconds: 30_000 }
const mostPages = 100
const day = 24 * 60 * 60_000
/** Days that were counted before are counted again, as shares may be told late. */
const daysBack = 7

/**
 * How often employees shared something, for each of the last whole days (UTC), of all that is in Haiilo: which post a share is
 * of, or on which network, is not established well enough to be read. Each item of an answer is one share.
 * https://advocacy-knowledgebase.haiilo.com/hc/en-us/articles/16478835400466-Pulling-Instagram-share-data-from-the-API
 * @throws NetworkFailure, RelaisError `destination-refused`
 */
export async function shareReadings(source: SharesSource): Promise<Reading[]> {
  const today = Math.floor(source.call.now() / day) * day
  const readings: Reading[] = []
  for (let back = daysBack; back > 0; back--) {
    const from = today - back * day
    const shares = await countShares(source, from, from + day - 1)
    readings.push({ remoteId: null, day: instant(from).slice(0, 10), basis: 'of the day', counts: { shares } })
  }
  return readings
}

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** How often something was shared between two instants, in milliseconds since the epoch. */
export async function countShares(
  { host, token, allowPrivate, call }: SharesSource,
  from: number,
  to: number
): Promise<number> {
  const query = new URLSearchParams({ from: instant(from), to: instant(to) })
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
  let address = `${host}/api/v1/shares?${query.toString()}`
  let count = 0
  for (let number = 0; number < mostPages; number++) {
    const asked = beforehand(address, { headers, limits, allowPrivate }, { schema: answer, secrets: [token], call })
    const { items, next } = readPage(toldOrThrown(await asked), host)
    count += items
    if (next === null) return count
    address = next
  }
  throw garbled(host)
}

/** Better no figure than a wrong one. */
const garbled = (host: string): NetworkFailure => new NetworkFailure('garbled', new URL(host).host, true)

const answer = v.record(v.string(), v.unknown())

/**
 * The one list in the answer, whatever its name, which is not established; and `next`, which is followed where it is an address
 * at the same host: the token is for that one alone.
 */
function readPage(said: Record<string, unknown>, host: string): { items: number; next: string | null } {
  const [list, ...others] = Object.values(said).filter(Array.isArray)
  if (!list || others.length > 0) throw garbled(host)
  const next = said['next'] ?? ''
  if (next === '') return { items: list.length, next: null }
  const isAddress = typeof next === 'string' && /^(?:https?:\/)?\//.test(next) && URL.canParse(next, host)
  const follows = isAddress ? new URL(next, host) : null
  if (follows?.origin !== new URL(host).origin) throw garbled(host)
  return { items: list.length, next: follows.href }
}
