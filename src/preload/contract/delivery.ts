import * as v from 'valibot'
import { deliveryStates, type Attempt, type Delivery } from '../../domain/delivery/delivery.ts'
import { answers } from './method.ts'
import { id, instant, label, limit, line, nothing, zone } from './parts.ts'

export interface Account {
  id: string
  connector: string
  name: string
  settings: Record<string, string>
  hasSecret: boolean
}

/** A kind of destination and what it is set up with. */
export interface ConnectorInfo {
  kind: string
  settings: { key: string; required: boolean; folder?: boolean }[]
  secret: 'none' | 'generated'
  can: { update: boolean; withdraw: boolean }
}

export const delivery = {
  'accounts.connectors': answers<ConnectorInfo[]>()(nothing),
  'accounts.list': answers<Account[]>()(nothing),
  /**
   * Of the shell: some connectors write to a folder, and a page may not name one. A secret that was made here is in the
   * answer, this once. `hasSecret` is false where it could not be kept: see `RELAIS_SECRET_…`.
   */
  'accounts.add': answers<Account & { secret?: string }>()(
    v.strictObject({
      connector: label,
      name: label,
      settings: v.record(v.pipe(v.string(), v.maxLength(64)), line),
      secret: v.optional(line)
    }),
    'shell'
  ),
  'accounts.remove': answers<null>()(v.strictObject({ id })),
  'accounts.test': answers<{ ok: true; detail: string }>()(v.strictObject({ id })),
  'outbox.plan': answers<Delivery[]>()(
    v.strictObject({
      release: id,
      accounts: v.pipe(v.array(id), v.minLength(1), v.maxLength(100)),
      at: v.optional(instant),
      zone: v.optional(zone)
    })
  ),
  'outbox.list': answers<{ total: number; deliveries: Delivery[]; next: string | null }>()(
    v.strictObject({
      state: v.optional(v.picklist(deliveryStates)),
      release: v.optional(id),
      limit,
      after: v.optional(line)
    })
  ),
  'outbox.get': answers<{ delivery: Delivery; attempts: Attempt[] }>()(v.strictObject({ id })),
  'outbox.cancel': answers<Delivery>()(v.strictObject({ id })),
  /** Sends now what waits or failed, on a person's word: late or not; never past a missing approval or an embargo. */
  'outbox.retry': answers<Delivery>()(v.strictObject({ id })),
  'outbox.reconcile': answers<Delivery>()(v.strictObject({ id, is: v.picklist(['live', 'absent']) })),
  'outbox.withdraw': answers<Delivery[]>()(v.strictObject({ release: id })),
  'outbox.hold': answers<{ held: boolean }>()(v.strictObject({ held: v.boolean() })),
  /** `running`: this engine delivers by itself at the due time. */
  'outbox.status': answers<{ held: boolean; running: boolean; states: Partial<Record<Delivery['state'], number>> }>()(
    nothing
  ),
  /**
   * Tries once whatever is due, and answers when that is done: tries made, those confirmed and failed (what could not be
   * reached is neither), those that the gate held, and how many deliveries are still to be sent.
   */
  'outbox.deliver': answers<{ attempted: number; confirmed: number; held: number; failed: number; waiting: number }>()(
    nothing
  )
}
