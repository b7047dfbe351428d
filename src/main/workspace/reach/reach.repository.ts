import { sql } from 'kysely'
import { noCounts, type Channel, type Counts } from '../../../domain/reach/figures.ts'
import type { ReachAccount, ReachDay } from '../../../preload/contract/reach.ts'
import type { Reader } from '../database/access.ts'
import { titleBefore } from './publication.repository.ts'

export type ByChannel = Record<Channel, Counts>

const sum = (name: keyof Counts | 'posts') => sql<number>`sum(${sql.ref(name)})`.as(name)
const sums = [sum('impressions'), sum('clicks'), sum('reactions'), sum('comments'), sum('shares')] as const
const columns = ['impressions', 'clicks', 'reactions', 'comments', 'shares'] as const

const toCounts = ({ impressions, clicks, reactions, comments, shares }: Counts): Counts => ({
  impressions,
  clicks,
  reactions,
  comments,
  shares
})

/** The organisation's and its colleagues' figures of rows that name a channel. */
export function byChannel(rows: readonly (Counts & { channel: Channel })[]): ByChannel {
  const found: ByChannel = { owned: noCounts, advocacy: noCounts }
  for (const row of rows) found[row.channel] = toCounts(row)
  return found
}

/** Months that have figures, newest first. */
export async function listMonths(read: Reader): Promise<string[]> {
  const month = sql<string>`substr(day, 1, 7)`
  const rows = await read
    .selectFrom('reach_day')
    .select(month.as('month'))
    .distinct()
    .orderBy('month', 'desc')
    .execute()
  return rows.map(row => row.month)
}

/** Totals of each month of a span, oldest first; months without figures are left out. */
export async function monthTotals(
  read: Reader,
  from: string,
  to: string
): Promise<{ month: string; totals: ByChannel }[]> {
  const rows = await read
    .selectFrom('reach_day')
    .select([sql<string>`substr(day, 1, 7)`.as('month'), 'channel', ...sums])
    .where('day', '>=', `${from}-01`)
    .where('day', '<=', `${to}-31`)
    .groupBy(['month', 'channel'])
    .orderBy('month')
    .execute()
  const months = [...new Set(rows.map(row => row.month))]
  return months.map(month => ({ month, totals: byChannel(rows.filter(row => row.month === month)) }))
}

/** Impressions of each day of a month that has any; of one release, or of all. */
export async function monthDays(read: Reader, month: string, release: number | null): Promise<ReachDay[]> {
  const all = read
    .selectFrom('reach_day')
    .select(['day', 'channel', 'impressions'])
    .where('day', '>=', `${month}-01`)
    .where('day', '<=', `${month}-31`)
  const own = read
    .selectFrom('reach_series_day')
    .innerJoin('metric_account', 'metric_account.id', 'reach_series_day.account')
    .select(['day', 'channel', sum('impressions')])
    .where('release_seq', '=', release)
    .where('day', '>=', `${month}-01`)
    .where('day', '<=', `${month}-31`)
    .groupBy(['day', 'channel'])
  const rows = await (release === null ? all.execute() : own.execute())
  const days = new Map<string, ReachDay>()
  for (const { day, channel, impressions } of rows) {
    const figures = days.get(day) ?? { day, owned: 0, advocacy: 0 }
    days.set(day, { ...figures, [channel]: impressions })
  }
  return [...days.values()]
}

/** What a release has in a month. */
export async function releaseTotals(read: Reader, month: string, release: number): Promise<ByChannel> {
  const rows = await read
    .selectFrom('reach_release_month')
    .select(['channel', ...columns])
    .where('month', '=', month)
    .where('release_seq', '=', release)
    .execute()
  return byChannel(rows)
}

/**
 * Figures of each release in a month; `id` is null for all that matched none.
 * @param to the instant at which the month ends: titles are those of then, see `titleBefore`
 */
export async function monthReleases(
  read: Reader,
  { month, to, release }: { month: string; to: string; release: number | null }
): Promise<{ id: string | null; title: string; figures: ByChannel; posts: number }[]> {
  const rows = await read
    .selectFrom('reach_release_month')
    .leftJoin('release', 'release.seq', 'reach_release_month.release_seq')
    .select(['reach_release_month.release_seq as seq', 'channel', ...columns, 'posts', 'release.id'])
    .select(titleBefore(to).as('title'))
    .where('month', '=', month)
    .$if(release !== null, query => query.where('release_seq', '=', release))
    .execute()
  const releases = new Map<number, typeof rows>()
  for (const row of rows) releases.set(row.seq, [...(releases.get(row.seq) ?? []), row])
  return [...releases.values()].map(own => ({
    id: own[0]?.id ?? null,
    title: own[0]?.title ?? '',
    figures: byChannel(own),
    posts: own.find(row => row.channel === 'advocacy')?.posts ?? 0
  }))
}

/** Figures of each account in a month, most impressions first; of one release, or of all. */
export async function monthAccounts(
  read: Reader,
  month: string,
  release: number | null
): Promise<(ReachAccount & { channel: Channel })[]> {
  const measured = ['impressions', 'clicks', 'posts'] as const
  const rows = await (
    release === null
      ? read
          .selectFrom('reach_account_month')
          .innerJoin('metric_account', 'metric_account.id', 'reach_account_month.account')
          .select(['name', 'network', 'channel', ...measured])
          .where('month', '=', month)
      : read
          .selectFrom('reach_series_day')
          .innerJoin('metric_account', 'metric_account.id', 'reach_series_day.account')
          .select(['name', 'network', 'channel', ...measured.map(sum)])
          .where('release_seq', '=', release)
          .where('day', '>=', `${month}-01`)
          .where('day', '<=', `${month}-31`)
          .groupBy('account')
  ).execute()
  return rows
    .filter(row => row.impressions > 0 || row.clicks > 0 || row.posts > 0)
    .sort((a, b) => b.impressions - a.impressions || (a.name < b.name ? -1 : 1))
}

/** The number that figures name a release by. */
export async function releaseSeq(read: Reader, id: string): Promise<number | null> {
  return (await read.selectFrom('release').select('seq').where('id', '=', id).executeTakeFirst())?.seq ?? null
}
