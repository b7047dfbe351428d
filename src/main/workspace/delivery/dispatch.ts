import { ValiError } from 'valibot'
import type { Output } from '../../../preload/contract/index.ts'
import { ask, clear, type Gatekeeping } from './clearance.ts'
import type { SendResult } from './connectors/connector.ts'
import { connectorOf } from './connectors/index.ts'
import {
  askHeldAgain,
  countWaitingDeliveries,
  findSendable,
  lease,
  listDue,
  type Sendable
} from './dispatch.repository.ts'
import { groupedWrites } from './grouped-writes.ts'
import { reclaim } from './reclaim.ts'
import { recordEnd, recordHold, type Moment } from './record.ts'
import { settle, settleCutShort, settleHeld, type Settlement } from './settlement.ts'

/** So many at a time: enough to be limited by the disk, few enough for a destination. */
const width = 8
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

/** Sends what is due. Nothing else calls a connector's `send`, and it does so only with what the gate's path has cleared. */
export class Dispatcher {
  readonly #keeping: Gatekeeping
  readonly #write: ReturnType<typeof groupedWrites>
  readonly #going = new Map<string, { account: Sendable['account']; done: Promise<void> }>()
  /** Accounts that let a call run into its time limit: one at a time until they answer, or they would take every place. */
  readonly #slow = new Set<string>()
  readonly #tally = { attempted: 0, confirmed: 0, held: 0, failed: 0 }
  #round: Promise<void> | null = null
  /** Calls for work, and those that are answered: a round covers what was due when its last look found nothing. */
  #asked = 0
  #covered = 0
  /** All that is due by this instant is to be tried; what a try puts off is put off beyond it. */
  #by = 0
  #stopped = false
  #failure: unknown = null

  constructor(keeping: Gatekeeping) {
    this.#keeping = keeping
    this.#write = groupedWrites(keeping.context)
  }

  /**
   * Tries everything that is due, once. Calls made at the same time share the work.
   * @throws whatever keeps the engine from reading or writing its file
   */
  async work(): Promise<void> {
    const ticket = ++this.#asked
    this.#by = Math.max(this.#by, this.#keeping.context.now())
    while (!this.#stopped && this.#covered < ticket) {
      this.#round ??= this.#goRound().finally(() => (this.#round = null))
      await this.#round
    }
  }

  /** The same on a person's word: what was held is asked about again, and the answer counts what came of it. */
  async deliver(): Promise<Output<'outbox.deliver'>> {
    const { context } = this.#keeping
    const before = { ...this.#tally }
    await context.write(trx => askHeldAgain(trx, endable, new Date(context.now()).toISOString()))
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
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#round?.catch(() => {})
  }

  async #goRound(): Promise<void> {
    const { context, connectors } = this.#keeping
    await reclaim(context, connectors)
    this.#failure = null
    for (;;) {
      const covers = this.#asked
      const idle = this.#stopped || this.#failure !== null
      const due = idle
        ? []
        : await listDue(context.read, new Date(this.#by).toISOString(), this.#busy(), width - this.#going.size)
      const taken = due.filter(row => this.#take(row))
      if (this.#going.size === 0) {
        if (this.#failure !== null) throw this.#failure
        this.#covered = covers
        return
      }
      if (taken.length === 0 || this.#going.size === width)
        await Promise.race([...this.#going.values()].map(({ done }) => done))
    }
  }

  readonly #oneAtATime = ({ id, connector }: Sendable['account']): boolean =>
    this.#slow.has(id) || this.#keeping.connectors.find(({ kind }) => kind === connector)?.whole === true

  #busy(): { deliveries: string[]; accounts: string[] } {
    const accounts = [...this.#going.values()].map(({ account }) => account).filter(this.#oneAtATime)
    return { deliveries: [...this.#going.keys()], accounts: accounts.map(({ id }) => id) }
  }

  #take(row: Sendable): boolean {
    if (this.#busy().accounts.includes(row.account.id)) return false
    const done = this.#tryOnce(row)
      .catch((cause: unknown) => void (this.#failure ??= cause))
      .finally(() => this.#going.delete(row.id))
    this.#going.set(row.id, { account: row.account, done })
    return true
  }

  async #tryOnce(row: Sendable): Promise<void> {
    const { context } = this.#keeping
    const answer = await ask(this.#keeping, row)
    if (!answer.go) {
      this.#tally.held++
      const held = settleHeld(answer, context.now())
      return this.#write((trx, note) => recordHold(trx, note, row, held, this.#moment()))
    }
    const number = await this.#lease(row)
    if (number === null) return
    const end = await this.#send(row.id, number)
    this.#count(row.account.id, end)
    await this.#write((trx, note) =>
      recordEnd(trx, note, { ...row, tries: row.tries + 1 }, number, end, this.#moment())
    )
  }

  #lease(row: Sendable): Promise<number | null> {
    const now = this.#keeping.context.now()
    const sent = {
      action: row.action,
      revision: row.revision.number,
      contentHash: row.revision.contentHash,
      ...this.#describe(row)
    }
    const [at, until] = [new Date(now).toISOString(), new Date(now + leaseTime).toISOString()]
    return this.#write(async (trx, note) => {
      const number = await lease(trx, row.id, at, until, sent)
      if (number !== null) note({ topic: 'outbox', ids: [row.id] })
      return number
    })
  }

  #describe({ id, account }: Sendable): Record<string, unknown> {
    try {
      return connectorOf(this.#keeping.connectors, account.connector).describe(id, {
        settings: account.settings,
        secret: null
      })
    } catch {
      return {}
    }
  }

  async #send(id: string, number: number): Promise<Settlement> {
    const { context, connectors, call } = this.#keeping
    const row = await findSendable(context.read, id, 'leased')
    const connector = connectorOf(connectors, row?.account.connector ?? '')
    if (!row) return settleCutShort(1, connector.repeat)
    const answer = await clear(this.#keeping, row)
    if (!answer.go) return settleHeld(answer, context.now())
    const result = await connector.send(answer.cleared, call).catch(unsendable)
    return settle(result, { tries: row.tries, number, repeat: connector.repeat, random: Math.random() })
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

  #moment(): Moment {
    const now = this.#keeping.context.now()
    return { now, from: Math.max(now, this.#by) }
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
