import { sql } from 'kysely'
import type { Reader } from '../database/access.ts'

/**
 * A release that went out: when for the first time, and to how many destinations and under which title by the end of the span
 * asked for.
 */
export interface Publication {
  id: string
  title: string
  at: string
  destinations: number
}

// Written out, not bound: a partial index serves only a query in which its own condition can be read.
export const confirmed = sql.lit('confirmed' as const)

/** When a delivery arrived: as its last attempt says, or as a person found out. */
export const arrivedAt = sql<string>`coalesce(attempt.at, delivery.updated_at)`

/** Deliveries with the end of the attempt that succeeded; the caller asks for confirmed ones. */
export const arrivals = (read: Reader) =>
  read
    .selectFrom('delivery')
    .leftJoin('attempt', join =>
      join
        .onRef('attempt.delivery_id', '=', 'delivery.id')
        .on('attempt.phase', '=', 'ended')
        .on('attempt.outcome', '=', 'confirmed')
    )

/**
 * The title that a release, of the query around, had out there at an instant; where nothing had arrived by then, the one it
 * has now. A later edit must not rename what a past month's pages tell of.
 */
export const titleBefore = (instant: string) => sql<string>`coalesce((
  SELECT revision.content ->> '$.title' FROM delivery AS sent
    JOIN revision ON revision.id = sent.revision_id
    LEFT JOIN attempt AS arrival
      ON arrival.delivery_id = sent.id AND arrival.phase = 'ended' AND arrival.outcome = 'confirmed'
  WHERE sent.release_id = release.id AND +sent.state = 'confirmed' AND sent.action <> 'withdraw'
    AND coalesce(arrival.at, sent.updated_at) < ${instant}
  ORDER BY coalesce(arrival.at, sent.updated_at) DESC, sent.seq DESC LIMIT 1), release.title)`

/** Releases that went out for the first time in a span of instants (the second excluded), in order of time. */
export async function publications(
  read: Reader,
  from: string,
  to: string,
  release: string | null
): Promise<Publication[]> {
  const delivered = await arrivals(read)
    .innerJoin('release', 'release.id', 'delivery.release_id')
    .select([
      'release.id',
      titleBefore(to).as('title'),
      sql<string>`min(${arrivedAt})`.as('at'),
      sql<number>`count(DISTINCT delivery.id) FILTER (WHERE ${arrivedAt} < ${to})`.as('destinations')
    ])
    // The plus keeps this condition from being looked up by itself: the releases of the span are few, what was ever confirmed is not.
    .where(sql`+delivery.state`, '=', confirmed)
    .where('delivery.action', '=', 'publish')
    .where('delivery.release_id', 'in', query =>
      query
        .selectFrom('delivery')
        .select('release_id')
        .where('state', '=', confirmed)
        .where('updated_at', '>=', from)
        .where('created_at', '<', to)
    )
    .$if(release !== null, query => query.where('release.id', '=', release ?? ''))
    .groupBy('release.id')
    .having(sql`min(${arrivedAt})`, '>=', from)
    .having(sql`min(${arrivedAt})`, '<', to)
    .execute()
  const others = await withoutDelivery(read, from, to, release)
  return [...delivered, ...others].sort((a, b) => (a.at < b.at || (a.at === b.at && a.id < b.id) ? -1 : 1))
}

/** Releases that are known to have gone out, but not through Relais. */
async function withoutDelivery(read: Reader, from: string, to: string, release: string | null): Promise<Publication[]> {
  const rows = await read
    .selectFrom('release')
    .select(['id', 'title', 'listed_at as at'])
    .where('status', 'in', ['published', 'corrected', 'withdrawn'])
    .where('listed_at', '>=', from)
    .where('listed_at', '<', to)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('delivery')
            .select('delivery.id')
            .whereRef('delivery.release_id', '=', 'release.id')
            .where('delivery.state', '=', confirmed)
        )
      )
    )
    .$if(release !== null, query => query.where('id', '=', release ?? ''))
    .execute()
  return rows.map(row => ({ ...row, destinations: 0 }))
}
