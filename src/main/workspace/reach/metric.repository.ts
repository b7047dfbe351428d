import type { Database } from 'better-sqlite3'
import type { Counts } from '../../../domain/reach/figures.ts'

/** A figure as it is kept. `release` is 0 where it matched none. */
export interface StoredMetric extends Counts {
  seq: number
  file: number
  row: number
  day: string
  account: number
  reference: string
  release: number
}

export interface MetricStore {
  lastSeq(): number
  /** The figure that counts for this account, post and day. */
  current(
    account: number,
    reference: string,
    day: string
  ): Pick<StoredMetric, 'seq' | 'file' | 'release' | keyof Counts> | undefined
  /** For each of these posts that has figures: its place in the list, the first day it has one for, and of which release. */
  firstDays(posts: readonly [account: number, reference: string][]): { place: number; day: string; release: number }[]
  /** Whether it came in; false if another figure counts for the same account, post and day. */
  insert(metric: StoredMetric): boolean
  /** Takes a figure back in favour of one that the same transaction inserts. */
  supersede(seq: number, by: number): void
}

type Values = [number, number, number, string, number, string, number | null, number, number, number, number, number]
const counts = 'impressions, clicks, reactions, comments, shares'

/**
 * Prepared statements over the raw connection, for use inside `context.write` only: a hundred thousand rows through the
 * query builder take four times as long as the bare inserts, and importing may take twice that at most.
 */
export function metricStore(sqlite: Database): MetricStore {
  const last = sqlite.prepare<[], { seq: number }>('SELECT coalesce(max(seq), 0) AS seq FROM metric')
  const current = sqlite.prepare<[number, string, string], ReturnType<MetricStore['current']>>(
    `SELECT seq, file, coalesce(release_seq, 0) AS release, ${counts} FROM metric
     WHERE account = ? AND reference = ? AND day = ? AND superseded_by IS NULL`
  )
  // One call for many posts: most have no figure yet, and a call for each to learn that costs as much as its insert.
  const first = sqlite.prepare<[string], ReturnType<MetricStore['firstDays']>[number]>(
    `SELECT post.key AS place, day, coalesce(release_seq, 0) AS release FROM json_each(?) AS post
     JOIN metric ON metric.seq = (
       SELECT seq FROM metric AS known
       WHERE known.account = post.value ->> 0 AND known.reference = post.value ->> 1 AND known.superseded_by IS NULL
       ORDER BY known.day LIMIT 1)`
  )
  const insert = sqlite.prepare<Values>(
    `INSERT INTO metric (seq, file, row, day, account, reference, release_seq, ${counts}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (account, reference, day) WHERE superseded_by IS NULL DO NOTHING`
  )
  const supersede = sqlite.prepare<[number, number]>('UPDATE metric SET superseded_by = ? WHERE seq = ?')
  return {
    lastSeq: () => last.get()?.seq ?? 0,
    current: (account, reference, day) => current.get(account, reference, day),
    firstDays: posts => first.all(JSON.stringify(posts)),
    insert: ({ seq, file, row, day, account, reference, release, impressions, clicks, reactions, comments, shares }) =>
      insert.run(
        seq,
        file,
        row,
        day,
        account,
        reference,
        release || null,
        impressions,
        clicks,
        reactions,
        comments,
        shares
      ).changes === 1,
    supersede: (seq, by) => void supersede.run(by, seq)
  }
}
