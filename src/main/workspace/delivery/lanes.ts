import type { Due } from './due.repository.ts'

/** So many at a time: enough to be limited by the disk, few enough for a destination. */
export const width = 8

/** What is under way, by account. */
export type UnderWay = ReadonlyMap<string, number>

/**
 * Decides whose turn it is: whoever has least under way, and among those whoever was served longest ago. So thousands that
 * are due on one account take the places that the others leave, and no more.
 */
export class Lanes {
  readonly #queues = new Map<string, Due[]>()
  readonly #served = new Map<string, number>()
  readonly #lane: (due: Due) => number
  #turn = 0

  /** @param lane how many of an account may be under way at once */
  constructor(lane: (due: Due) => number) {
    this.#lane = lane
  }

  /** Puts what is due in line anew; of an account, what comes first goes first. */
  fill(due: readonly Due[]): void {
    this.#queues.clear()
    for (const each of due) {
      const queue = this.#queues.get(each.account)
      if (queue) queue.push(each)
      else this.#queues.set(each.account, [each])
    }
  }

  /** Takes up to `room` out of the lines: fewer only where no lane has a place for any that is left. */
  take(underWay: UnderWay, room: number): Due[] {
    const busy = new Map(underWay)
    const taken: Due[] = []
    while (taken.length < room) {
      const next = this.#next(busy)
      if (!next) break
      const queue = this.#queues.get(next.account)
      queue?.shift()
      if (queue?.length === 0) this.#queues.delete(next.account)
      busy.set(next.account, (busy.get(next.account) ?? 0) + 1)
      this.#served.set(next.account, ++this.#turn)
      taken.push(next)
    }
    return taken
  }

  #next(busy: UnderWay): Due | undefined {
    let best: { due: Due; going: number; served: number } | undefined
    for (const [account, [due]] of this.#queues) {
      const going = busy.get(account) ?? 0
      if (!due || going >= this.#lane(due)) continue
      const served = this.#served.get(account) ?? 0
      if (!best || going < best.going || (going === best.going && served < best.served)) best = { due, going, served }
    }
    return best?.due
  }
}
