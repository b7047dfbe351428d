import { sql } from 'kysely'
import type { Embargo, ReleaseContent } from '../../../domain/releases/release.ts'
import type { ReleaseStatus } from '../../../domain/releases/lifecycle.ts'
import type { Reader } from '../database/access.ts'
import { arrivals, arrivedAt, confirmed } from '../reach/publication.repository.ts'

// Written out, not bound, as `confirmed` is.
const failed = sql.lit('failed-final' as const)

/**
 * Deliveries that arrived in a span of instants (the second excluded), each with the time before which it could not: its
 * plan's, or the end of its text's embargo if that is later.
 */
export async function arrivedDeliveries(
  read: Reader,
  from: string,
  to: string
): Promise<{ name: string; connector: string; earliest: string; at: string }[]> {
  return arrivals(read)
    .innerJoin('account', 'account.id', 'delivery.account_id')
    .innerJoin('revision', 'revision.id', 'delivery.revision_id')
    .select(['account.name', 'account.connector', arrivedAt.as('at')])
    .select(
      sql<string>`max(delivery.planned_at, coalesce(revision.content ->> '$.embargo.at', delivery.planned_at))`.as(
        'earliest'
      )
    )
    .where('delivery.state', '=', confirmed)
    .where('delivery.updated_at', '>=', from)
    .where(arrivedAt, '>=', from)
    .where(arrivedAt, '<', to)
    .orderBy('delivery.seq')
    .execute()
}

/**
 * Deliveries that were given up in a span of instants and had not arrived when it ended. Told from the attempts, which stay as
 * they are when a delivery is tried again later.
 */
export async function failedDeliveries(
  read: Reader,
  from: string,
  to: string
): Promise<{ name: string; connector: string }[]> {
  return arrivals(read)
    .innerJoin('account', 'account.id', 'delivery.account_id')
    .select(['account.name', 'account.connector'])
    .where('delivery.id', 'in', query =>
      query
        .selectFrom('attempt')
        .select('delivery_id')
        .where('phase', '=', 'ended')
        .where('outcome', '=', failed)
        .where('at', '>=', from)
        .where('at', '<', to)
    )
    .where(({ not, and, eb }) => not(and([eb('delivery.state', '=', confirmed), eb(arrivedAt, '<', to)])))
    .orderBy('delivery.seq')
    .execute()
}

/** How long each approval of a span took, from submission, in minutes. */
export async function approvalTimes(read: Reader, from: string, to: string): Promise<number[]> {
  const rows = await read
    .selectFrom('review')
    .select(['submitted_at', 'closed_at'])
    .where('state', '=', 'approved')
    .where('closed_at', '>=', from)
    .where('closed_at', '<', to)
    .execute()
  return rows.map(row => (Date.parse(row.closed_at ?? '') - Date.parse(row.submitted_at)) / 60_000)
}

/** The status that a release, of the query around, had at an instant, as the journal of its steps has it. */
const statusBefore = (instant: string) => sql<ReleaseStatus | null>`(
  SELECT audit.detail ->> '$.to' FROM audit
  WHERE audit.subject_id = review.release_id AND audit.at < ${instant} AND audit.detail ->> '$.to' IS NOT NULL
  ORDER BY audit.seq DESC LIMIT 1)`

/**
 * Releases under embargo at an instant, as known then: of each, the text last submitted before, unless by then it had been
 * refused, or it or its approval taken back. A review stays approved when its release is recalled or edited afterwards, so
 * whether the approval stood is asked of the journal.
 * @param since how far back a text may have been submitted
 */
export async function embargoesKnownAt(
  read: Reader,
  since: string,
  instant: string
): Promise<(Embargo & { title: string; approved: boolean })[]> {
  const rows = await read
    .selectFrom('review')
    .innerJoin('revision', 'revision.id', 'review.revision_id')
    .select(['review.release_id', 'review.state', 'review.closed_at', 'revision.content'])
    .select(statusBefore(instant).as('status'))
    .where('review.submitted_at', '>=', since)
    .where('review.submitted_at', '<', instant)
    .orderBy('review.submitted_at', 'desc')
    .orderBy('review.id', 'desc')
    .execute()
  const latest = new Map<string, (typeof rows)[number]>()
  for (const row of rows) if (!latest.has(row.release_id)) latest.set(row.release_id, row)
  return [...latest.values()].flatMap(({ state, closed_at: closedAt, content, status }) => {
    const { embargo, title } = JSON.parse(content) as ReleaseContent
    const open = closedAt === null || closedAt >= instant
    const approved = !open && state === 'approved' && status === 'approved'
    if (!embargo || embargo.at < instant || !(open || approved)) return []
    return [{ ...embargo, title, approved }]
  })
}

/** The files whose rows count in a month. */
export async function monthSources(
  read: Reader,
  month: string
): Promise<{ name: string; importedAt: string; rows: number }[]> {
  return read
    .selectFrom('reach_source_month')
    .innerJoin('metric_file', 'metric_file.seq', 'reach_source_month.file')
    .select(['metric_file.name', 'metric_file.imported_at as importedAt', 'reach_source_month.rows'])
    .where('reach_source_month.month', '=', month)
    .where('reach_source_month.rows', '>', 0)
    .orderBy('metric_file.seq')
    .execute()
}

/** Impressions of each network in a month, by channel. */
export async function monthNetworks(
  read: Reader,
  month: string
): Promise<{ network: string; channel: 'owned' | 'advocacy'; impressions: number }[]> {
  return read
    .selectFrom('reach_account_month')
    .innerJoin('metric_account', 'metric_account.id', 'reach_account_month.account')
    .select(['network', 'channel', sql<number>`sum(impressions)`.as('impressions')])
    .where('month', '=', month)
    .groupBy(['network', 'channel'])
    .execute()
}
