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
  /** The first day that a post has a figure for, and the release that figure is of. */
  firstDay(account: number, reference: string): { day: string; release: number } | undefined
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
  const first = sqlite.prepare<[number, string], { day: string; release: number }>(
    `SELECT day, coalesce(release_seq, 0) AS release FROM metric
     WHERE account = ? AND reference = ? AND superseded_by IS NULL ORDER BY day LIMIT 1`
  )
  const insert = sqlite.prepare<Values>(
    `INSERT INTO metric (seq, file, row, day, account, reference, release_seq, ${counts}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (account, reference, day) WHERE superseded_by IS NULL DO NOTHING`
  )
  const supersede = sqlite.prepare<[number, number]>('UPDATE metric SET superseded_by = ? WHERE seq = ?')
  return {
    lastSeq: () => last.get()?.seq ?? 0,
    current: (account, reference, day) => current.get(account, reference, day),
    firstDay: (account, reference) => first.get(account, reference),
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
