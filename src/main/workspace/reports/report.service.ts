import { multiplier } from '../../../domain/reach/figures.ts'
import { localDay, monthInstants, shiftMonth } from '../../../domain/reach/month.ts'
import { median } from '../../../domain/reports/median.ts'
import {
  onTimeMinutes,
  reportLines,
  type Report,
  type ReportDestination,
  type ReportRelease
} from '../../../domain/reports/report.ts'
import type { Reach, ReachRelease } from '../../../preload/contract/reach.ts'
import type { Context } from '../context.ts'
import { findWorkspace } from '../people/person.repository.ts'
import { publications } from '../reach/publication.repository.ts'
import { monthTotals } from '../reach/reach.repository.ts'
import { reachOf } from '../reach/reach.service.ts'
import {
  approvalTimes,
  arrivedDeliveries,
  embargoesKnownAt,
  failedDeliveries,
  monthNetworks,
  monthSources
} from './report.repository.ts'

/** How long before its embargo a text may have been submitted: half a year. */
const longestWait = 6

/** All that the month's report prints; see `Report` for what keeps it the same however often it is made. */
export async function reportOf(context: Context, month: string, asked?: 'fr' | 'en'): Promise<Report> {
  const { read } = context
  const { name, zone, lang } = await findWorkspace(read)
  const span = monthInstants(month, zone)
  const before = monthInstants(shiftMonth(month, -1), zone)
  const reach = await reachOf(context, { month })
  const approvals = await approvalTimes(read, span.from, span.to)
  const published = await publications(read, span.from, span.to, null)
  return {
    workspace: name,
    month,
    lang: asked ?? lang,
    zone,
    ...totals(reach, reach.ambassadors.length),
    previous: reach.previous && totals(reach.previous, reach.previous.ambassadors),
    days: reach.days,
    marks: reach.marks.map(({ day, title }) => ({ day, title })),
    trend: await trendOf(context, month),
    ...releasesOf(reach.releases),
    networks: await networksOf(context, month),
    topAmbassadors: reach.ambassadors
      .slice(0, reportLines.ambassadors)
      .map(({ name, impressions, clicks, posts }) => ({ name, impressions, clicks, posts })),
    deliveries: await deliveriesOf(context, span),
    approvalMinutes: median(approvals),
    previousApprovalMinutes: median(await approvalTimes(read, before.from, before.to)),
    approvals: approvals.length,
    published: published.map(({ at, title, destinations }) => ({ day: localDay(at, zone), title, destinations })),
    upcoming: await upcomingOf(context, month, zone),
    sources: await monthSources(read, month)
  }
}

const totals = (
  { owned, advocacy, multiplier }: Pick<Reach, 'owned' | 'advocacy' | 'multiplier'>,
  ambassadors: number
) => ({ owned, advocacy, multiplier, ambassadors })

async function trendOf({ read }: Context, month: string): Promise<Report['trend']> {
  const months = await monthTotals(read, shiftMonth(month, 1 - reportLines.trend), month)
  return months.map(({ month, totals: { owned, advocacy } }) => ({
    month,
    owned: owned.impressions,
    advocacy: advocacy.impressions,
    multiplier: multiplier(owned.impressions, advocacy.impressions)
  }))
}

function releasesOf(all: readonly ReachRelease[]): Pick<Report, 'releases' | 'otherReleases' | 'unmatched'> {
  const matched = all.filter(release => release.id !== null)
  const none = all.find(release => release.id === null)
  const others = matched.slice(reportLines.releases)
  const sum = (channel: 'owned' | 'advocacy'): number =>
    others.reduce((total, release) => total + release[channel].impressions, 0)
  return {
    releases: matched.slice(0, reportLines.releases).map(toLine),
    otherReleases: others.length > 0 ? { count: others.length, owned: sum('owned'), advocacy: sum('advocacy') } : null,
    unmatched: none ? { owned: none.owned.impressions, advocacy: none.advocacy.impressions } : null
  }
}

const toLine = ({ title, owned, advocacy, posts, multiplier }: ReachRelease): ReportRelease => ({
  title,
  owned: owned.impressions,
  advocacy: advocacy.impressions,
  clicks: owned.clicks + advocacy.clicks,
  shares: owned.shares + advocacy.shares,
  posts,
  multiplier
})

async function networksOf({ read }: Context, month: string): Promise<Report['networks']> {
  const networks = new Map<string, Report['networks'][number]>()
  for (const { network, channel, impressions } of await monthNetworks(read, month)) {
    networks.set(network, { ...(networks.get(network) ?? { network, owned: 0, advocacy: 0 }), [channel]: impressions })
  }
  const size = (line: Report['networks'][number]): number => line.owned + line.advocacy
  return [...networks.values()]
    .filter(line => size(line) > 0)
    .sort((a, b) => size(b) - size(a) || (a.network < b.network ? -1 : 1))
}

async function deliveriesOf(
  { read }: Context,
  { from, to }: { from: string; to: string }
): Promise<Report['deliveries']> {
  const destinations = new Map<string, ReportDestination>()
  const at = ({ name, connector }: { name: string; connector: string }): ReportDestination => {
    const line = destinations.get(name) ?? { name, connector, confirmed: 0, onTime: 0, failed: 0 }
    destinations.set(name, line)
    return line
  }
  for (const delivery of await arrivedDeliveries(read, from, to)) {
    const line = at(delivery)
    line.confirmed += 1
    if (Date.parse(delivery.at) - Date.parse(delivery.earliest) <= onTimeMinutes * 60_000) line.onTime += 1
  }
  for (const delivery of await failedDeliveries(read, from, to)) at(delivery).failed += 1
  const lines = [...destinations.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  const sum = (field: 'confirmed' | 'onTime' | 'failed'): number =>
    lines.reduce((total, line) => total + line[field], 0)
  return { confirmed: sum('confirmed'), onTime: sum('onTime'), failed: sum('failed'), destinations: lines }
}

async function upcomingOf({ read }: Context, month: string, zone: string): Promise<Report['upcoming']> {
  const { to } = monthInstants(month, zone)
  const since = monthInstants(shiftMonth(month, 1 - longestWait), zone).from
  const known = await embargoesKnownAt(read, since, to)
  const upcoming = known.map(({ at, zone, title, approved }) => ({ at, zone, title, approved }))
  return upcoming.sort((a, b) => (a.at < b.at || (a.at === b.at && a.title < b.title) ? -1 : 1))
}
