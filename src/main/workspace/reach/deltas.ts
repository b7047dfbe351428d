import type { Counts } from '../../../domain/reach/figures.ts'

/** What a file changes in one series: a release (0: none), an account and a day. */
export interface Delta extends Counts {
  release: number
  account: number
  day: string
  posts: number
}

type Figure = Counts & { file: number; release: number }

/** What a file changes in the roll-ups, gathered while its rows come in and applied at once when it is complete. */
export class Deltas {
  readonly #series = new Map<string, Delta>()
  readonly #sources = new Map<string, { month: string; file: number; rows: number }>()

  /** A figure that counts from now on. */
  add(account: number, day: string, figure: Figure): void {
    this.#count(account, day, figure, 1)
  }

  /** A figure that no longer counts. */
  take(account: number, day: string, figure: Figure): void {
    this.#count(account, day, figure, -1)
  }

  /** Counts a post on a day of its account, or with -1 no longer does. */
  post(account: number, { day, release }: { day: string; release: number }, by: 1 | -1): void {
    this.#at(release, account, day).posts += by
  }

  series(): Delta[] {
    return [...this.#series.values()]
  }

  sources(): { month: string; file: number; rows: number }[] {
    return [...this.#sources.values()]
  }

  #count(account: number, day: string, figure: Figure, sign: 1 | -1): void {
    const delta = this.#at(figure.release, account, day)
    delta.impressions += sign * figure.impressions
    delta.clicks += sign * figure.clicks
    delta.reactions += sign * figure.reactions
    delta.comments += sign * figure.comments
    delta.shares += sign * figure.shares
    const month = day.slice(0, 7)
    const key = `${month} ${figure.file}`
    const source = this.#sources.get(key)
    if (source) source.rows += sign
    else this.#sources.set(key, { month, file: figure.file, rows: sign })
  }

  #at(release: number, account: number, day: string): Delta {
    const key = `${day} ${release} ${account}`
    let delta = this.#series.get(key)
    if (!delta) {
      delta = { release, account, day, impressions: 0, clicks: 0, reactions: 0, comments: 0, shares: 0, posts: 0 }
      this.#series.set(key, delta)
    }
    return delta
  }
}
