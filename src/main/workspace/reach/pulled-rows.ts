import { countsOfDay } from '../../../domain/reach/daily.ts'
import { noCounts, type Channel, type Counts } from '../../../domain/reach/figures.ts'
import { networkOf } from '../../../domain/reach/speakers.ts'
import type { AccountFigures } from '../delivery/figures.service.ts'
import type { MetricRow } from './csv/metric-rows.ts'
import { sameCounts } from './ingest.ts'
import { readingKey, type StoredReading } from './reading.repository.ts'

/**
 * The figures of days that an account's answer makes, without those that are here already.
 * @param known what was read of these posts so far
 * @param current the figure that counts for a post and a day
 */
export function freshRows(
  told: AccountFigures,
  known: readonly StoredReading[],
  current: (reference: string, day: string) => Counts | undefined
): { row: MetricRow; release: number }[] {
  const posts = new Map(told.posts.map(post => [post.remoteId, post]))
  const knownOf = groupKnown(known)
  const rows: { row: MetricRow; release: number }[] = []
  for (const [index, reading] of told.readings.entries()) {
    const { remoteId, day, basis } = reading
    const others = knownOf.get(readingKey(reading)) ?? []
    // A clock that was set back: what came since is counted already, on the days after.
    if (basis === 'so far' && others.some(other => other.day > day)) continue
    const before = others.filter(other => other.day < day)
    const counts = countsOfDay(
      reading,
      before.map(other => other.counts)
    )
    const post = remoteId === null ? undefined : posts.get(remoteId)
    // A file that names the post's address is about the same post.
    const reference = post?.remoteUrl ?? remoteId ?? told.name
    const old = current(reference, day)
    if (counts === null || (old ? sameCounts(old, counts) : before.length > 0 && sameCounts(counts, noCounts))) continue
    const row = { row: index + 1, day, account: told.name, reference, url: null, title: null, channel: null, ...counts }
    rows.push({ row, release: post?.release ?? 0 })
  }
  return rows
}

function groupKnown(known: readonly StoredReading[]): Map<string, StoredReading[]> {
  const groups = new Map<string, StoredReading[]>()
  for (const reading of known) {
    const group = groups.get(reading.remoteId)
    if (group) group.push(reading)
    else groups.set(reading.remoteId, [reading])
  }
  return groups
}

/** Who speaks there: the organisation where it counts posts that went out from here; else colleagues, who share. */
export const speakerOf = ({ readings }: AccountFigures): Channel =>
  readings.some(({ remoteId }) => remoteId !== null) ? 'owned' : 'advocacy'

export const networkOfFigures = ({ network, name, posts }: AccountFigures): string =>
  network ?? networkOf(name, posts[0]?.remoteUrl ?? null)
