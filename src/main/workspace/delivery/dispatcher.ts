import type { Output } from '../../../preload/contract/index.ts'
import type { Gatekeeping } from './clearance.ts'
import { Dispatch } from './dispatch.ts'
import { Backlog } from './backlog.ts'
import { askHeldAgain } from './dispatch.repository.ts'
import { groupedWrites } from './grouped-writes.ts'
import { Looks } from './looks.ts'
import { reclaim } from './reclaim.ts'
import { Rounds } from './rounds.ts'
import { countWaitingDeliveries, nextDue, type Due } from './due.repository.ts'

/** Holds that may end without the passing of time: whoever calls for delivery may have ended them. */
const endable = [
  'not-approved',
  'approval-invalid',
  'rights',
  'media-changed',
  'destination-not-signed',
  'clock-unverified',
  'clock-skew',
  'secret-locked',
  'sign-in',
  'earlier-unsettled',
  'no-target',
  'connector-missing',
  'slot-missed'
] as const

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** Has everything sent that is due, the accounts in turn, and everything looked for whose outcome is unknown. */
export class Dispatcher {
  readonly looks: Looks
  readonly #keeping: Gatekeeping
  readonly #rounds: Rounds
  readonly #dispatch: Dispatch
  readonly #backlog: Backlog

  constructor(keeping: Gatekeeping) {
    const { context, connectors } = keeping
    const write = groupedWrites(context)
    this.#keeping = keeping
    this.#backlog = new Backlog(context.read, due => this.#lane(due))
    this.#dispatch = new Dispatch(keeping, write)
    this.looks = new Looks(keeping, write)
    this.#rounds = new Rounds(
      {
        prepare: () => reclaim(context, connectors),
        due: (by, busy, room) => this.#backlog.take(instant(by), busy, room),
        tryOnce: row => this.#dispatch.tryOnce(row)
      },
      () => context.now()
    )
  }

  /**
   * Tries everything that is due, once, and looks for what is unconfirmed. Calls made at the same time share the work.
   * @throws whatever keeps the engine from reading or writing its file
   */
  async work(): Promise<void> {
    this.#backlog.clear()
    const [, found] = await Promise.all([this.#rounds.run(), this.looks.run()])
    // What was looked for and is not there is due again.
    if (found) this.#backlog.clear()
    if (found) await this.#rounds.run()
  }

  /** The same on a person's word: what was held is asked about again, and the answer counts what came of it. */
  async deliver(): Promise<Output<'outbox.deliver'>> {
    const { context } = this.#keeping
    const { tally } = this.#dispatch
    const before = { ...tally }
    await context.write(trx => askHeldAgain(trx, endable, instant(context.now())))
    await this.work()
    return {
      attempted: tally.attempted - before.attempted,
      confirmed: tally.confirmed - before.confirmed,
      held: tally.held - before.held,
      failed: tally.failed - before.failed,
      waiting: await countWaitingDeliveries(context.read)
    }
  }

  /** When there is something to do next, milliseconds since the epoch; null while nothing waits. */
  async next(): Promise<number | null> {
    const times = [await nextDue(this.#keeping.context.read), await this.looks.next()]
    const known = times.flatMap(time => (time === null ? [] : [Date.parse(time)]))
    return known.length > 0 ? Math.min(...known) : null
  }

  /** Takes nothing up any more; answers when what is under way has ended. */
  async stop(): Promise<void> {
    await Promise.all([this.#rounds.stop(), this.looks.stop()])
  }

  #lane({ account, connector }: Due): number {
    if (this.#dispatch.isSlow(account)) return 1
    return this.#keeping.connectors.find(({ kind }) => kind === connector)?.lane ?? 1
  }
}
