import type { Database } from 'better-sqlite3'
import type { Channel, Counts } from '../../../domain/reach/figures.ts'
import type { Delta, Deltas } from './deltas.ts'

type Sums = Counts & { posts: number }
type Key = string | number

const sums = ['impressions', 'clicks', 'reactions', 'comments', 'shares', 'posts'] as const

export interface Rollups {
  /** Adds a file's changes to every level. `channelOf` says whose account each is. */
  apply(deltas: Deltas, channelOf: ReadonlyMap<number, Channel>): void
  /** Takes all figures of an account from one channel to the other. */
  moveChannel(account: number, from: Channel, to: Channel): void
}

/** The roll-ups, as statements over the raw connection: for use inside `context.write` only, see `metricStore`. */
export function rollups(sqlite: Database): Rollups {
  const series = adder(sqlite, 'reach_series_day', ['release_seq', 'day', 'account'])
  const byDay = adder(sqlite, 'reach_day', ['day', 'channel'])
  const byRelease = adder(sqlite, 'reach_release_month', ['month', 'release_seq', 'channel'])
  const byAccount = adder(sqlite, 'reach_account_month', ['month', 'account'])
  const source = sqlite.prepare<[string, number, number]>(
    'INSERT INTO reach_source_month (month, file, rows) VALUES (?, ?, ?) ON CONFLICT (month, file) DO UPDATE SET rows = rows + excluded.rows'
  )
  const ofAccount = sqlite.prepare<[number], Delta>(
    `SELECT release_seq AS release, account, day, ${sums.join(', ')} FROM reach_series_day WHERE account = ?`
  )
  return {
    apply(deltas, channelOf) {
      const [days, releases, accounts] = [new Grouped(), new Grouped(), new Grouped()]
      for (const delta of deltas.series()) {
        const { release, account, day } = delta
        const channel = channelOf.get(account) as Channel
        const month = day.slice(0, 7)
        series([release, day, account], delta)
        days.add([day, channel], delta, 1)
        releases.add([month, release, channel], delta, 1)
        accounts.add([month, account], delta, 1)
      }
      days.each(byDay)
      releases.each(byRelease)
      accounts.each(byAccount)
      for (const { month, file, rows } of deltas.sources()) source.run(month, file, rows)
    },
    moveChannel(account, from, to) {
      const [days, releases] = [new Grouped(), new Grouped()]
      for (const delta of ofAccount.all(account)) {
        for (const [channel, sign] of [
          [from, -1],
          [to, 1]
        ] as const) {
          days.add([delta.day, channel], delta, sign)
          releases.add([delta.day.slice(0, 7), delta.release, channel], delta, sign)
        }
      }
      days.each(byDay)
      releases.each(byRelease)
    }
  }
}

/** A statement that adds to the row under a key, or makes it. */
function adder(sqlite: Database, table: string, keys: readonly string[]): (key: readonly Key[], counts: Sums) => void {
  const statement = sqlite.prepare(
    `INSERT INTO ${table} (${[...keys, ...sums].join(', ')}) VALUES (${[...keys, ...sums].map(() => '?').join(', ')})
     ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${sums.map(name => `${name} = ${name} + excluded.${name}`).join(', ')}`
  )
  return (key, { impressions, clicks, reactions, comments, shares, posts }) =>
    void statement.run(...key, impressions, clicks, reactions, comments, shares, posts)
}

/** Sums of a coarser level, so that each of its rows is written once. */
class Grouped {
  readonly #rows = new Map<string, { key: readonly Key[]; counts: Sums }>()

  add(key: readonly Key[], counts: Sums, sign: 1 | -1): void {
    const name = key.join(' ')
    let row = this.#rows.get(name)
    if (!row) {
      row = { key, counts: { impressions: 0, clicks: 0, reactions: 0, comments: 0, shares: 0, posts: 0 } }
      this.#rows.set(name, row)
    }
    for (const count of sums) row.counts[count] += sign * counts[count]
  }

  each(write: (key: readonly Key[], counts: Sums) => void): void {
    for (const { key, counts } of this.#rows.values()) write(key, counts)
  }
}
