import type { Counts } from '../../../domain/reach/figures.ts'
import type { MetricRow } from './csv/metric-rows.ts'
import { Deltas } from './deltas.ts'
import type { MetricStore, StoredMetric } from './metric.repository.ts'

/** A row whose file, account and release (0: none) are known. */
export interface KnownRow {
  row: MetricRow
  file: number
  account: number
  release: number
}

interface First {
  day: string
  release: number
}

export interface Tally {
  matched: number
  unmatched: number
  superseded: number
  present: number
}

const figures = ['impressions', 'clicks', 'reactions', 'comments', 'shares'] as const
export const sameCounts = (a: Counts, b: Counts): boolean => figures.every(figure => a[figure] === b[figure])

/**
 * Puts the rows of one file beside those that are there: a figure that is there already changes nothing, a different one for
 * the same account, post and day takes its place. What that means for the roll-ups is gathered in `deltas`.
 */
export class Ingest {
  readonly tally: Tally = { matched: 0, unmatched: 0, superseded: 0, present: 0 }
  readonly deltas = new Deltas()
  readonly #store: MetricStore
  /** By account and reference: the first day of each post met so far, null for one that has no figure yet. */
  readonly #firsts = new Map<number, Map<string, First | null>>()
  #seq: number

  constructor(store: MetricStore) {
    this.#store = store
    this.#seq = store.lastSeq()
  }

  take(rows: readonly KnownRow[]): void {
    this.#learnFirsts(rows)
    for (const row of rows) this.#takeOne(row)
  }

  #takeOne({ row, file, account, release }: KnownRow): void {
    const metric: StoredMetric = { ...row, seq: this.#seq + 1, file, account, release }
    if (!this.#store.insert(metric) && !this.#supersede(metric)) {
      this.tally.present += 1
      return
    }
    this.#seq += 1
    this.tally[release ? 'matched' : 'unmatched'] += 1
    this.deltas.add(account, row.day, metric)
    const first = this.#firstsOf(account).get(row.reference)
    if (first && row.day > first.day) return
    if (first) this.deltas.post(account, first, -1)
    this.deltas.post(account, { day: row.day, release }, 1)
    this.#firstsOf(account).set(row.reference, { day: row.day, release })
  }

  /** Takes the place of the figure that counts so far; false if that one is the same. */
  #supersede(metric: StoredMetric): boolean {
    const { account, reference, day } = metric
    const old = this.#store.current(account, reference, day)
    if (!old || sameCounts(old, metric)) return false
    this.#store.supersede(old.seq, metric.seq)
    if (!this.#store.insert(metric)) throw new Error(`no room for row ${metric.row} of ${day}`)
    this.deltas.take(account, day, old)
    this.tally.superseded += 1
    return true
  }

  /** Asked before the rows go in, or they would find themselves. */
  #learnFirsts(rows: readonly KnownRow[]): void {
    const unknown: [account: number, reference: string][] = []
    for (const { account, row } of rows) {
      const firsts = this.#firstsOf(account)
      if (firsts.has(row.reference)) continue
      firsts.set(row.reference, null)
      unknown.push([account, row.reference])
    }
    for (const { place, day, release } of this.#store.firstDays(unknown)) {
      const [account, reference] = unknown[place] as [number, string]
      this.#firstsOf(account).set(reference, { day, release })
    }
  }

  #firstsOf(account: number): Map<string, First | null> {
    let firsts = this.#firsts.get(account)
    if (!firsts) {
      firsts = new Map<string, First | null>()
      this.#firsts.set(account, firsts)
    }
    return firsts
  }
}
