import { sql } from 'kysely'
import type { Channel } from '../../../domain/reach/figures.ts'
import type { MetricRow } from '../../../preload/contract/reach.ts'
import type { Reader } from '../database/access.ts'

export interface RowFilter {
  month: string
  day?: string | undefined
  /** The number of a release; null for figures that match none. */
  release?: number | null | undefined
  account?: string | undefined
  channel?: Channel | undefined
}

/**
 * The file rows that figures come from, day by day, with those that a newer row took the place of. Rows of a file that is
 * still arriving count for nothing yet: they are left out, and so is what they will have replaced.
 */
export async function findRows(
  read: Reader,
  filter: RowFilter,
  limit: number
): Promise<{ total: number; rows: MetricRow[] }> {
  const { total } = await matching(read, filter)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await matching(read, filter)
    .leftJoin('metric as newer', 'newer.seq', 'metric.superseded_by')
    .leftJoin('metric_file as newer_file', 'newer_file.seq', 'newer.file')
    .select([
      'metric.day',
      'metric_account.name as account',
      'metric_account.channel',
      'metric.reference',
      'metric_file.name as file',
      'metric.row'
    ])
    .select(['metric.impressions', 'metric.clicks', 'metric.reactions', 'metric.comments', 'metric.shares'])
    .select(sql<0 | 1>`coalesce(newer_file.finished, 0)`.as('superseded'))
    .orderBy('metric.day')
    .orderBy('metric.account')
    .orderBy('metric.seq')
    .limit(limit)
    .execute()
  return { total, rows: rows.map(row => ({ ...row, superseded: row.superseded === 1 })) }
}

const matching = (read: Reader, { month, day, release, account, channel }: RowFilter) =>
  read
    .selectFrom('metric')
    .innerJoin('metric_account', 'metric_account.id', 'metric.account')
    .innerJoin('metric_file', 'metric_file.seq', 'metric.file')
    .where('metric_file.finished', '=', 1)
    .where('metric.day', '>=', day ?? `${month}-01`)
    .where('metric.day', '<=', day ?? `${month}-31`)
    .$if(release !== undefined, query => query.where('metric.release_seq', 'is', release ?? null))
    .$if(account !== undefined, query => query.where('metric_account.name', '=', account ?? ''))
    .$if(channel !== undefined, query => query.where('metric_account.channel', '=', channel ?? 'owned'))
