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

export interface Tally {
  matched: number
  unmatched: number
  superseded: number
  present: number
}

const figures = ['impressions', 'clicks', 'reactions', 'comments', 'shares'] as const
const same = (a: Counts, b: Counts): boolean => figures.every(figure => a[figure] === b[figure])

/**
 * Puts the rows of one file beside those that are there: a figure that is there already changes nothing, a different one for
 * the same account, post and day takes its place. What that means for the roll-ups is gathered in `deltas`.
 */
export class Ingest {
  readonly tally: Tally = { matched: 0, unmatched: 0, superseded: 0, present: 0 }
  readonly deltas = new Deltas()
  readonly #store: MetricStore
  /** The first day of each post met so far, null for a post that was never seen. */
  readonly #firsts = new Map<string, { day: string; release: number } | null>()
  #seq: number

  constructor(store: MetricStore) {
    this.#store = store
    this.#seq = store.lastSeq()
  }

  take({ row, file, account, release }: KnownRow): void {
    // Asked before the row goes in, or it would find itself.
    const first = this.#firstDay(account, row.reference)
    const metric: StoredMetric = { ...row, seq: this.#seq + 1, file, account, release }
    if (!this.#store.insert(metric) && !this.#supersede(metric)) {
      this.tally.present += 1
      return
    }
    this.#seq += 1
    this.tally[release ? 'matched' : 'unmatched'] += 1
    this.deltas.add(account, row.day, metric)
    if (first && row.day > first.day) return
    if (first) this.deltas.post(account, first, -1)
    this.deltas.post(account, { day: row.day, release }, 1)
    this.#firsts.set(`${account} ${row.reference}`, { day: row.day, release })
  }

  /** Takes the place of the figure that counts so far; false if that one is the same. */
  #supersede(metric: StoredMetric): boolean {
    const { account, reference, day } = metric
    const old = this.#store.current(account, reference, day)
    if (!old || same(old, metric)) return false
    this.#store.supersede(old.seq, metric.seq)
    if (!this.#store.insert(metric)) throw new Error(`no room for row ${metric.row} of ${day}`)
    this.deltas.take(account, day, old)
    this.tally.superseded += 1
    return true
  }

  #firstDay(account: number, reference: string): { day: string; release: number } | null {
    const key = `${account} ${reference}`
    let first = this.#firsts.get(key)
    if (first === undefined) {
      first = this.#store.firstDay(account, reference) ?? null
      this.#firsts.set(key, first)
    }
    return first
  }
}
