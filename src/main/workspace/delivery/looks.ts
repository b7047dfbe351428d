import type { Gatekeeping } from './clearance.ts'
import { accountHold } from './account-hold.ts'
import type { Connector, LookResult } from './connectors/connector.ts'
import type { groupedWrites } from './grouped-writes.ts'
import { postponeLook } from './change.repository.ts'
import { nothingElse } from './live.ts'
import { parcelOf } from './parcel.ts'
import { within } from './patience.ts'
import { recordLook } from './record-look.ts'
import { findSendable, listToLookFor, type Sendable } from './sendable.repository.ts'
import { nextLook } from './due.repository.ts'

const atOnce = 4
/** No look may take longer; a connector's own limits are shorter. */
const patience = 60_000
/** What cannot be looked for now, because its account cannot be used, waits this long. */
const putOff = 15 * 60_000

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** Looks at destinations for what may be there. A look has no effect, so that it is repeated freely, and cut off anywhere. */
export class Looks {
  readonly #keeping: Gatekeeping
  readonly #write: ReturnType<typeof groupedWrites>
  readonly #under = new Map<string, Promise<LookResult | null>>()
  #run: Promise<boolean> | null = null
  #stopped = false

  constructor(keeping: Gatekeeping, write: ReturnType<typeof groupedWrites>) {
    this.#keeping = keeping
    this.#write = write
  }

  /** Looks for everything whose time has come; answers whether any of it is settled now. Calls share the work. */
  run(): Promise<boolean> {
    this.#run ??= this.#goThrough().finally(() => (this.#run = null))
    return this.#run
  }

  /** When there is something to look for, as an instant; null while there is not. */
  next(): Promise<string | null> {
    return nextLook(this.#keeping.context.read)
  }

  /**
   * Looks for one delivery now.
   * @returns whether it could be looked for: it is unconfirmed, its destination can be asked, and its account can be used
   */
  async look(id: string): Promise<boolean> {
    const row = await findSendable(this.#keeping.context.read, id, 'unconfirmed')
    return row !== null && (await this.#lookFor(row)) !== null
  }

  /** Begins nothing any more; answers when what is under way has ended. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#run?.catch(() => {})
  }

  async #goThrough(): Promise<boolean> {
    const { context } = this.#keeping
    const by = instant(context.now())
    let settled = false
    while (!this.#stopped) {
      const rows = await listToLookFor(context.read, by, atOnce)
      if (rows.length === 0) break
      const found = await Promise.all(rows.map(row => this.#lookOrPutOff(row)))
      settled ||= found.some(Boolean)
    }
    return settled
  }

  /** Either way its next look is later than now. */
  async #lookOrPutOff(row: Sendable): Promise<boolean> {
    const result = await this.#lookFor(row)
    if (result !== null) return result.found !== 'unclear'
    const later = instant(this.#keeping.context.now() + putOff)
    await this.#write(trx => postponeLook(trx, row.id, later))
    return false
  }

  /** Once at a time for a delivery: of two that see different things, the later to end would be lost. */
  #lookFor(row: Sendable): Promise<LookResult | null> {
    const looking = this.#under.get(row.id) ?? this.#lookOnce(row).finally(() => this.#under.delete(row.id))
    this.#under.set(row.id, looking)
    return looking
  }

  async #lookOnce(row: Sendable): Promise<LookResult | null> {
    const { context, connectors, tokens } = this.#keeping
    const connector = connectors.find(({ kind }) => kind === row.account.connector)
    if (!connector?.look || row.reason === 'awaiting-person') return null
    if (accountHold(row.account, connector, tokens.accessOf(row.account)) !== null) return null
    const asked = this.#ask(row, connector).catch(nothingProved)
    const answer = await within(patience, asked)
    const result = answer === 'late' ? nothingProved(new Error('late')) : answer
    const how = { now: context.now(), random: Math.random() }
    await this.#write((trx, note) => recordLook(trx, note, row, result, how))
    return result
  }

  async #ask(row: Sendable, connector: Connector): Promise<LookResult> {
    const { call, tokens } = this.#keeping
    const first = await tokens.ready(row.account, connector, call)
    if (!first.ready)
      return { found: 'unclear', received: { signIn: 'refused' in first ? first.refused : first.unreachable } }
    const parcel = await parcelOf(this.#keeping, row, nothingElse)
    const result = (await connector.look?.(parcel, call)) ?? nothingProved(null)
    if (result.found !== 'unclear' || !result.unauthorized || !connector.renew) return result
    const second = await tokens.again(row.account, connector, call, parcel.access.tokens)
    if (!second.ready) return result
    return (await connector.look?.(await parcelOf(this.#keeping, row, nothingElse), call)) ?? result
  }
}

const nothingProved = (cause: unknown): LookResult => ({
  found: 'unclear',
  received: { failure: cause instanceof Error ? cause.name : 'unknown' }
})
