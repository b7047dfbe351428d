import { localDay, daysOf, monthInstants, shiftMonth } from '../../../domain/reach/month.ts'
import { multiplier } from '../../../domain/reach/figures.ts'
import { RelaisError } from '../../../domain/errors.ts'
import type { Reach, ReachAccount, ReachRelease } from '../../../preload/contract/reach.ts'
import { instantNow, type Context } from '../context.ts'
import { findWorkspace } from '../people/person.repository.ts'
import { publications } from './publication.repository.ts'
import {
  byChannel,
  listMonths,
  monthAccounts,
  monthDays,
  monthReleases,
  monthTotals,
  releaseSeq,
  releaseTotals,
  type ByChannel
} from './reach.repository.ts'

/**
 * The figures of a month, of one release or of all, read from the roll-ups only.
 * @param asked without a month: see `newestMonth`
 * @throws RelaisError `release-missing`
 */
export async function reachOf(
  context: Context,
  asked: { month?: string | undefined; release?: string | undefined }
): Promise<Reach> {
  const { read } = context
  const seq = asked.release === undefined ? null : await releaseSeq(read, asked.release)
  if (asked.release !== undefined && seq === null) throw new RelaisError('release-missing', { id: asked.release })
  const { zone } = await findWorkspace(read)
  const month = asked.month ?? (await newestMonth(context, zone))
  const days = daysOf(month)
  const found = new Map((await monthDays(read, month, seq)).map(day => [day.day, day]))
  const accounts = await monthAccounts(read, month, seq)
  const { from, to } = monthInstants(month, zone)
  const outgoing = await publications(read, from, to, asked.release ?? null)
  return {
    month,
    from: days[0] as string,
    to: days.at(-1) as string,
    days: days.map(day => found.get(day) ?? { day, owned: 0, advocacy: 0 }),
    ...summary(await totalsOf(context, month, seq)),
    previous: await previousOf(context, month, seq),
    releases: await releasesOf(context, { month, to, release: seq }),
    marks: outgoing.map(({ id, title, at }) => ({ day: localDay(at, zone), id, title })),
    ambassadors: accounts.filter(account => account.channel === 'advocacy').map(toAccount),
    accounts: accounts.filter(account => account.channel === 'owned').map(toAccount)
  }
}

/** The newest month with figures that is not in the future: a mistyped year must not hide this month. */
async function newestMonth({ read, now }: Context, zone: string): Promise<string> {
  const current = localDay(instantNow({ now }), zone).slice(0, 7)
  const months = await listMonths(read)
  return months.find(month => month <= current) ?? months.at(-1) ?? current
}

const toAccount = ({ name, network, impressions, clicks, posts }: ReachAccount): ReachAccount => ({
  name,
  network,
  impressions,
  clicks,
  posts
})

const summary = ({ owned, advocacy }: ByChannel): Pick<Reach, 'owned' | 'advocacy' | 'multiplier'> => ({
  owned,
  advocacy,
  multiplier: multiplier(owned.impressions, advocacy.impressions)
})

async function totalsOf({ read }: Context, month: string, release: number | null): Promise<ByChannel> {
  if (release === null) return (await monthTotals(read, month, month))[0]?.totals ?? byChannel([])
  return releaseTotals(read, month, release)
}

async function previousOf(context: Context, month: string, release: number | null): Promise<Reach['previous']> {
  const before = shiftMonth(month, -1)
  const totals = await totalsOf(context, before, release)
  const accounts = await monthAccounts(context.read, before, release)
  if (accounts.length === 0) return null
  return { ...summary(totals), ambassadors: accounts.filter(account => account.channel === 'advocacy').length }
}

/** Figures of each release, most impressions first; those of no release last. */
async function releasesOf(
  { read }: Context,
  asked: { month: string; to: string; release: number | null }
): Promise<ReachRelease[]> {
  const releases = (await monthReleases(read, asked)).map(({ id, title, figures, posts }) => ({
    id,
    title,
    ...summary(figures),
    posts
  }))
  const size = ({ owned, advocacy }: ReachRelease): number => owned.impressions + advocacy.impressions
  const order = ({ id }: ReachRelease): string => id ?? '~'
  return releases.sort(
    (a, b) => Number(a.id === null) - Number(b.id === null) || size(b) - size(a) || (order(a) < order(b) ? -1 : 1)
  )
}
