import { fromHttpDate } from '../../../domain/delivery/http-date.ts'

/** A clock that is asked again before it is relied on, once what it said is older than this. */
const freshFor = 60_000

interface Reading {
  /** What the other clock said, milliseconds since the epoch. */
  said: number
  /** When it said so, on the monotonic clock. */
  heardAt: number
}

/**
 * What other machines' clocks said, carried forward on the monotonic clock, which no setting of this machine's clock moves.
 *
 * A `Date` header has whole seconds and arrives late, so the time that is told here is never ahead of the other clock. While
 * this machine sleeps the monotonic clock may stand: its own clock then seems ahead, which holds until the other is asked.
 */
export class TrustedClock {
  readonly #now: () => number
  readonly #monotonic: () => number
  readonly #readings = new Map<string, Reading>()
  readonly #asking = new Map<string, Promise<void>>()
  #last: Reading | null = null

  /**
   * @param now this machine's clock, milliseconds since the epoch
   * @param monotonic milliseconds since any fixed moment
   */
  constructor(now: () => number, monotonic: () => number) {
    this.#now = now
    this.#monotonic = monotonic
  }

  /** Takes note of a `Date` header just received from `source`; anything that is no date is passed over. */
  hear(source: string, date: string | null): void {
    const said = fromHttpDate(date)
    if (Number.isNaN(said)) return
    this.#last = { said, heardAt: this.#monotonic() }
    this.#readings.set(source, this.#last)
  }

  /** This machine's clock minus `source`'s, or minus the last one heard where that was not heard lately; null if none was. */
  skew(source: string): number | null {
    const reading = this.isFresh(source) ? this.#readings.get(source) : this.#last
    return reading ? this.#now() - (reading.said + this.#monotonic() - reading.heardAt) : null
  }

  isFresh(source: string): boolean {
    const reading = this.#readings.get(source)
    return reading !== undefined && this.#monotonic() - reading.heardAt < freshFor
  }

  /** Asks `source`, once for all who want to know at the same time. */
  async consult(source: string, ask: () => Promise<string | null>): Promise<void> {
    const asking =
      this.#asking.get(source) ??
      ask()
        .then(date => this.hear(source, date))
        .finally(() => this.#asking.delete(source))
    this.#asking.set(source, asking)
    await asking
  }
}
