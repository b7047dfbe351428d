import { setImmediate as turn } from 'node:timers/promises'
import { sql } from 'kysely'
import { matchKey, type Candidate } from '../../../domain/reach/references.ts'
import type { Reader } from '../database/access.ts'

/** So many at a time are read and folded in a few milliseconds. */
const page = 2_000

/**
 * Releases that the given keys (see `matchKey`) lead to: by the address they were delivered to or drafted from, their own
 * identifier elsewhere, or their exact title, folded.
 */
export async function releasesByKey(read: Reader, keys: ReadonlySet<string>): Promise<Map<string, Candidate[]>> {
  const found = new Map<string, Candidate[]>()
  const meet = (reference: string | null, seq: number, listedAt: string): void => {
    if (!reference) return
    const key = matchKey(reference)
    if (!keys.has(key)) return
    const others = found.get(key)
    const candidate = { seq, day: listedAt.slice(0, 10) }
    if (!others) found.set(key, [candidate])
    else if (others.every(other => other.seq !== seq)) others.push(candidate)
  }
  for (let after = 0, more = keys.size > 0; more; await turn()) {
    const releases = await releasesAfter(read, after)
    for (const { seq, title, url, external_id, listed_at } of releases) {
      for (const reference of [title, url, external_id]) meet(reference, seq, listed_at)
    }
    after = releases.at(-1)?.seq ?? 0
    more = releases.length === page
  }
  for (let after = 0, more = keys.size > 0; more; await turn()) {
    const deliveries = await deliveriesAfter(read, after)
    for (const { release, remote_url, listed_at } of deliveries) meet(remote_url, release, listed_at)
    after = deliveries.at(-1)?.seq ?? 0
    more = deliveries.length === page
  }
  return found
}

const releasesAfter = (read: Reader, seq: number) =>
  read
    .selectFrom('release')
    .select(['seq', 'title', 'external_id', sql<string | null>`origin ->> '$.url'`.as('url')])
    // An edit lists a release anew; the day that it speaks of stays.
    .select(sql<string>`coalesce(origin ->> '$.day', listed_at)`.as('listed_at'))
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(page)
    .execute()

const deliveriesAfter = (read: Reader, seq: number) =>
  read
    .selectFrom('delivery')
    .innerJoin('release', 'release.id', 'delivery.release_id')
    .select(['delivery.seq', 'delivery.remote_url', 'release.seq as release', 'release.listed_at'])
    .where('delivery.seq', '>', seq)
    .where('delivery.remote_url', 'is not', null)
    .orderBy('delivery.seq')
    .limit(page)
    .execute()
