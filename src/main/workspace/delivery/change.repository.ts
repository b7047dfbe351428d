import type { Selectable } from 'kysely'
import type { DeliveryReason, DeliveryState } from '../../../domain/delivery/delivery.ts'
import type { Writer } from '../database/access.ts'
import type { Schema } from '../database/schema.ts'

export type NewDelivery = Pick<
  Selectable<Schema['delivery']>,
  | 'id'
  | 'release_id'
  | 'revision_id'
  | 'account_id'
  | 'action'
  | 'state'
  | 'reason'
  | 'planned_at'
  | 'planned_zone'
  | 'created_at'
>

export async function insertDelivery(trx: Writer, row: NewDelivery): Promise<void> {
  await trx
    .insertInto('delivery')
    .values({ ...row, due_at: row.planned_at, updated_at: row.created_at })
    .execute()
}

export interface DeliveryChange {
  state: DeliveryState
  reason: DeliveryReason | null
  dueAt?: string
  plannedAt?: string
  confirmedAt?: string
  tries?: number
  remoteId?: string | null
  remoteUrl?: string | null
  /** When it is next looked for; never, if this is left out. */
  lookAt?: string | null
}

/**
 * Moves a delivery on, if it is still in one of these states.
 * @returns whether it was
 */
export async function changeDelivery(
  trx: Writer,
  id: string,
  from: readonly DeliveryState[],
  change: DeliveryChange,
  at: string
): Promise<boolean> {
  const { state, reason, dueAt, plannedAt, confirmedAt, tries, remoteId, remoteUrl, lookAt = null } = change
  const { numUpdatedRows } = await trx
    .updateTable('delivery')
    .set(set => ({
      state,
      reason,
      lease_until: null,
      look_at: lookAt,
      updated_at: at,
      rev: set('rev', '+', 1),
      ...(dueAt !== undefined && { due_at: dueAt }),
      ...(plannedAt !== undefined && { planned_at: plannedAt }),
      ...(confirmedAt !== undefined && { confirmed_at: confirmedAt }),
      ...(tries !== undefined && { tries }),
      ...(remoteId !== undefined && { remote_id: remoteId }),
      ...(remoteUrl !== undefined && { remote_url: remoteUrl })
    }))
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Puts off looking for a delivery. */
export async function postponeLook(trx: Writer, id: string, until: string): Promise<void> {
  await trx
    .updateTable('delivery')
    .set({ look_at: until })
    .where('id', '=', id)
    .where('state', '=', 'unconfirmed')
    .execute()
}
