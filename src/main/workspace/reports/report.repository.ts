import { sql } from 'kysely'
import type { Embargo, ReleaseContent } from '../../../domain/releases/release.ts'
import type { Reader } from '../database/access.ts'
import { arrivals, arrivedAt, confirmed } from '../reach/publication.repository.ts'

/** Deliveries that arrived in a span of instants (the second excluded), each with its plan. */
export async function arrivedDeliveries(
  read: Reader,
  from: string,
  to: string
): Promise<{ name: string; connector: string; plannedAt: string; at: string }[]> {
  return arrivals(read)
    .innerJoin('account', 'account.id', 'delivery.account_id')
    .select(['account.name', 'account.connector', 'delivery.planned_at as plannedAt', arrivedAt.as('at')])
    .where('delivery.state', '=', confirmed)
    .where('delivery.updated_at', '>=', from)
    .where(arrivedAt, '>=', from)
    .where(arrivedAt, '<', to)
    .orderBy('delivery.seq')
    .execute()
}

/** Deliveries that were given up in a span of instants. */
export async function failedDeliveries(
  read: Reader,
  from: string,
  to: string
): Promise<{ name: string; connector: string }[]> {
  return read
    .selectFrom('delivery')
    .innerJoin('account', 'account.id', 'delivery.account_id')
    .select(['account.name', 'account.connector'])
    .where('delivery.state', '=', 'failed-final')
    .where('delivery.updated_at', '>=', from)
    .where('delivery.updated_at', '<', to)
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

/**
 * Releases under embargo at an instant, as known then: of each, the text last submitted before, unless it had been refused
 * or taken back by then.
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
    .where('review.submitted_at', '>=', since)
    .where('review.submitted_at', '<', instant)
    .orderBy('review.submitted_at', 'desc')
    .orderBy('review.id', 'desc')
    .execute()
  const latest = new Map<string, (typeof rows)[number]>()
  for (const row of rows) if (!latest.has(row.release_id)) latest.set(row.release_id, row)
  return [...latest.values()].flatMap(({ state, closed_at: closedAt, content }) => {
    const { embargo, title } = JSON.parse(content) as ReleaseContent
    const open = closedAt === null || closedAt >= instant
    if (!embargo || embargo.at < instant || (!open && state !== 'approved')) return []
    return [{ ...embargo, title, approved: !open }]
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
