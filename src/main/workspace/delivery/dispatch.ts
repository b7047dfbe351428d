import { ValiError } from 'valibot'
import type { Output } from '../../../preload/contract/index.ts'
import { ask, clear, type Gatekeeping } from './clearance.ts'
import type { SendResult } from './connectors/connector.ts'
import { connectorOf } from './connectors/index.ts'
import { askHeldAgain, lease } from './dispatch.repository.ts'
import { groupedWrites } from './grouped-writes.ts'
import { reclaim } from './reclaim.ts'
import { recordEnd, recordHold } from './record.ts'
import { Rounds } from './rounds.ts'
import { countWaitingDeliveries, findSendable, listDue, type Sendable } from './sendable.repository.ts'
import { settle, settleCutShort, settleHeld, type Settlement } from './settlement.ts'

/** Longer than any call may take. Only evidence: a lease ends with the process that took it. */
const leaseTime = 10 * 60_000

/** Holds that may end without the passing of time: whoever calls for delivery may have ended them. */
const endable = [
  'not-approved',
  'approval-invalid',
  'clock-unverified',
  'clock-skew',
  'secret-locked',
  'earlier-unsettled',
  'connector-missing',
  'slot-missed'
] as const

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** Sends what is due. Nothing else calls a connector's `send`, and it does so only with what the gate's path has cleared. */
export class Dispatcher {
  readonly #keeping: Gatekeeping
  readonly #write: ReturnType<typeof groupedWrites>
  readonly #rounds: Rounds
  /** Accounts that let a call run into its time limit: one at a time until they answer, or they would take every place. */
  readonly #slow = new Set<string>()
  readonly #tally = { attempted: 0, confirmed: 0, held: 0, failed: 0 }

  constructor(keeping: Gatekeeping) {
    const { context, connectors } = keeping
    this.#keeping = keeping
    this.#write = groupedWrites(context)
    this.#rounds = new Rounds(
      {
        prepare: () => reclaim(context, connectors),
        due: (by, busy, room) => listDue(context.read, instant(by), busy, room),
        single: ({ id, connector }) =>
          this.#slow.has(id) || connectors.find(({ kind }) => kind === connector)?.whole === true,
        tryOnce: row => this.#tryOnce(row)
      },
      () => context.now()
    )
  }

  /**
   * Tries everything that is due, once. Calls made at the same time share the work.
   * @throws whatever keeps the engine from reading or writing its file
   */
  work(): Promise<void> {
    return this.#rounds.run()
  }

  /** The same on a person's word: what was held is asked about again, and the answer counts what came of it. */
  async deliver(): Promise<Output<'outbox.deliver'>> {
    const { context } = this.#keeping
    const before = { ...this.#tally }
    await context.write(trx => askHeldAgain(trx, endable, instant(context.now())))
    await this.work()
    const { attempted, confirmed, held, failed } = this.#tally
    return {
      attempted: attempted - before.attempted,
      confirmed: confirmed - before.confirmed,
      held: held - before.held,
      failed: failed - before.failed,
      waiting: await countWaitingDeliveries(context.read)
    }
  }

  /** Takes nothing up any more; answers when what is under way has ended. */
  stop(): Promise<void> {
    return this.#rounds.stop()
  }

  async #tryOnce(row: Sendable): Promise<void> {
    const { context } = this.#keeping
    const answer = await ask(this.#keeping, row)
    if (!answer.go) {
      this.#tally.held++
      const held = settleHeld(answer, context.now())
      return this.#write((trx, note) => recordHold(trx, note, row, held, context.now()))
    }
    const number = await this.#lease(row)
    if (number === null) return
    const end = await this.#send(row.id, number)
    this.#count(row.account.id, end)
    await this.#write((trx, note) => recordEnd(trx, note, { ...row, tries: row.tries + 1 }, number, end, context.now()))
  }

  #lease(row: Sendable): Promise<number | null> {
    const now = this.#keeping.context.now()
    const { number: revision, contentHash } = row.revision
    const sent = { action: row.action, revision, contentHash, ...this.#describe(row) }
    return this.#write(async (trx, note) => {
      const number = await lease(trx, row.id, instant(now), instant(now + leaseTime), sent)
      if (number !== null) note({ topic: 'outbox', ids: [row.id] })
      return number
    })
  }

  #describe({ id, account }: Sendable): Record<string, unknown> {
    try {
      const connector = connectorOf(this.#keeping.connectors, account.connector)
      return connector.describe(id, { settings: account.settings, secret: null })
    } catch {
      // Settings that cannot be read: the send will say so.
      return {}
    }
  }

  async #send(id: string, number: number): Promise<Settlement> {
    const { context, connectors, call } = this.#keeping
    const row = await findSendable(context.read, id, 'leased')
    if (!row) return settleCutShort(1, 'look-first', context.now())
    const connector = connectorOf(connectors, row.account.connector)
    const answer = await clear(this.#keeping, row)
    if (!answer.go) return settleHeld(answer, context.now())
    const result = await connector.send(answer.cleared, call).catch(unsendable)
    return settle(result, {
      tries: row.tries,
      number,
      repeat: connector.repeat,
      now: context.now(),
      random: Math.random()
    })
  }

  #count(account: string, { state, reason }: Settlement): void {
    if (reason === 'timed-out') this.#slow.add(account)
    else this.#slow.delete(account)
    if (state === 'held') {
      this.#tally.held++
      return
    }
    this.#tally.attempted++
    if (state === 'confirmed') this.#tally.confirmed++
    else if (reason !== 'offline') this.#tally.failed++
  }
}

/** A connector throws only before anything is sent: because of its settings, or because it cannot put this text into its form. */
function unsendable(cause: unknown): SendResult {
  const failure = cause instanceof Error ? cause.name : 'unknown'
  return {
    outcome: 'refused',
    reason: cause instanceof ValiError ? 'bad-settings' : 'unsendable',
    received: { failure }
  }
}
