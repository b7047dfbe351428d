import { Breaker } from './breaker.ts'
import { ask, clear, type Gatekeeping } from './clearance.ts'
import type { Call, SendResult } from './connectors/connector.ts'
import { connectorOf } from './connectors/index.ts'
import { lease } from './dispatch.repository.ts'
import type { groupedWrites } from './grouped-writes.ts'
import { unready, unsendable } from './not-sent.ts'
import { within } from './patience.ts'
import { recordEnd, recordHold } from './record.ts'
import { recordLate } from './record-late.ts'
import { findSendable, type Sendable } from './sendable.repository.ts'
import { settle } from './settle.ts'
import { settleHeld, type Settlement } from './settlement.ts'
import { settleCutShort, settleLapsed } from './settle-unknown.ts'
import type { Readiness } from './tokens.ts'

/** Longer than any call may take: a connector has limits of its own. What has not come back by then is not waited for. */
const leaseTime = 10 * 60_000
/** A call is cut off this long before its lease ends: nothing of it may begin once somebody looks whether it arrived. */
const cutOff = 60_000

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString()

/**
 * Tries one delivery: the gate, the lease, the call, the outcome. Nothing else calls a connector's `send`, and it does so
 * only with what the gate's path has cleared.
 */
export class Dispatch {
  readonly tally = { attempted: 0, confirmed: 0, held: 0, failed: 0 }
  readonly #keeping: Gatekeeping
  readonly #write: ReturnType<typeof groupedWrites>
  readonly #breaker = new Breaker()
  readonly #slow = new Set<string>()

  constructor(keeping: Gatekeeping, write: ReturnType<typeof groupedWrites>) {
    this.#keeping = keeping
    this.#write = write
  }

  /** Whether an account let its last call run into its time limit: one at a time, then, or it would take every place. */
  isSlow(account: string): boolean {
    return this.#slow.has(account)
  }

  async tryOnce(row: Sendable): Promise<void> {
    const { context, connectors, call, tokens } = this.#keeping
    const answer = await ask(this.#keeping, row)
    if (!answer.go) {
      this.tally.held++
      const held = settleHeld(answer, context.now())
      return this.#write((trx, note) => recordHold(trx, note, row, held, context.now()))
    }
    const connector = connectorOf(connectors, row.account.connector)
    // Before it is taken up: a kill while signing in then leaves nothing behind that anybody has to look for.
    const signedIn = await tokens.ready(row.account, connector, call)
    const number = await this.#lease(row)
    if (number === null) return
    const tried = { ...row, tries: row.tries + 1 }
    const signal = AbortSignal.any([call.signal, AbortSignal.timeout(leaseTime - cutOff)])
    const sending = this.#send(row.id, number, signedIn, { ...call, signal })
    const end = await within(leaseTime, sending)
    if (end !== 'late') return this.#record(tried, number, end)
    await this.#record(tried, number, settleLapsed(tried.tries, connector, context.now()))
    const late = sending.then(result =>
      this.#write((trx, note) => recordLate(trx, note, row, number, result, context.now()))
    )
    // Nobody waits for it: what cannot be written down any more is as if it had never come.
    void late.catch(() => {})
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
      return connector.describe(id, { settings: account.settings })
    } catch {
      // Settings that cannot be read: the send will say so.
      return {}
    }
  }

  async #send(id: string, number: number, signedIn: Readiness, call: Call): Promise<Settlement> {
    const { context, connectors, tokens } = this.#keeping
    const row = await findSendable(context.read, id, 'leased')
    if (!row) return settleCutShort(1, { repeat: 'look-first' }, context.now())
    const connector = connectorOf(connectors, row.account.connector)
    const settled = (result: SendResult): Settlement =>
      settle(result, { tries: row.tries, number, connector, now: context.now(), random: Math.random() })
    let ready = signedIn
    for (let again = false; ; again = true) {
      if (!ready.ready) return settled(unready(ready))
      const answer = await clear(this.#keeping, row)
      if (!answer.go) return settleHeld(answer, context.now())
      // What was looked up for it took too long, or the engine closes.
      if (call.signal.aborted) return settled({ outcome: 'offline', received: { failure: 'cut-off' } })
      const result = await connector.send(answer.cleared, call).catch(unsendable)
      // Nothing was done, so it may be sent again: once, with other tokens.
      if (result.outcome !== 'unauthorized' || !connector.renew) return settled(result)
      if (again) ready = tokens.refuse(row.account.id, result.received)
      else ready = await tokens.again(row.account, connector, call, answer.cleared.access.tokens)
    }
  }

  async #record(row: Sendable, number: number, end: Settlement): Promise<void> {
    this.#count(row.account.id, end)
    const now = this.#keeping.context.now()
    await this.#write(async (trx, note) => {
      await recordEnd(trx, note, row, number, end, now)
      await this.#breaker.note(trx, note, row, end, instant(now))
    })
  }

  #count(account: string, { state, reason }: Settlement): void {
    if (reason === 'timed-out') this.#slow.add(account)
    else this.#slow.delete(account)
    if (state === 'held') {
      this.tally.held++
      return
    }
    this.tally.attempted++
    if (state === 'confirmed') this.tally.confirmed++
    else if (reason !== 'offline') this.tally.failed++
  }
}
