import { waitingStates } from '../../../domain/delivery/delivery.ts'
import type { Reader } from '../database/access.ts'
import { Lanes, width, type UnderWay } from './lanes.ts'
import { findSendables, type Sendable } from './sendable.repository.ts'
import { listDue, type Due } from './due.repository.ts'

/**
 * What is due, looked up many at a time and begun few at a time. What was looked up a while ago is looked at again before it
 * is begun: it may have been put off, cancelled or held since.
 */
export class Backlog {
  readonly #read: Reader
  readonly #lanes: Lanes

  /** @param lane how many deliveries of an account may be under way at once */
  constructor(read: Reader, lane: (due: Due) => number) {
    this.#read = read
    this.#lanes = new Lanes(lane)
  }

  /** Something else may be due now. */
  clear(): void {
    this.#lanes.fill([])
  }

  /**
   * What may be begun now beside what is under way.
   * @param by an instant; what is due later is left
   * @returns up to `room`, and none only if there is none
   */
  async take(by: string, busy: { deliveries: string[]; accounts: UnderWay }, room: number): Promise<Sendable[]> {
    for (;;) {
      let taken = this.#lanes.take(busy.accounts, room)
      if (taken.length < room) {
        this.#lanes.fill(await listDue(this.#read, by, busy.deliveries, width))
        taken = this.#lanes.take(busy.accounts, room)
      }
      const rows = await findSendables(
        this.#read,
        taken.map(({ id }) => id)
      )
      const still = rows.filter(row => waitingStates.some(state => state === row.state) && row.dueAt <= by)
      if (still.length > 0 || taken.length === 0) return still
    }
  }
}
