import type { Selectable } from 'kysely'
import {
  waitingStates,
  type Delivery,
  type DeliveryReason,
  type DeliveryState
} from '../../../domain/delivery/delivery.ts'
import { RelaisError } from '../../../domain/errors.ts'
import type { Reader, Writer } from '../database/access.ts'
import type { Schema } from '../database/schema.ts'

type DeliveryRow = Selectable<Schema['delivery']>

export const selectDeliveries = (read: Reader) =>
  read
    .selectFrom('delivery')
    .innerJoin('release', 'release.id', 'delivery.release_id')
    .innerJoin('revision', 'revision.id', 'delivery.revision_id')
    .innerJoin('account', 'account.id', 'delivery.account_id')
    .selectAll('delivery')
    .select(['release.title as release_title', 'revision.number as revision_number'])
    .select(['account.name as account_name', 'account.connector'])

type Listed = Awaited<ReturnType<ReturnType<typeof selectDeliveries>['execute']>>[number]

export const toDelivery = (row: Listed): Delivery => ({
  id: row.id,
  releaseId: row.release_id,
  releaseTitle: row.release_title,
  revisionId: row.revision_id,
  revisionNumber: row.revision_number,
  accountId: row.account_id,
  accountName: row.account_name,
  connector: row.connector,
  action: row.action,
  state: row.state,
  reason: row.reason as DeliveryReason | null,
  plannedAt: row.planned_at,
  plannedZone: row.planned_zone,
  dueAt: row.due_at,
  tries: row.tries,
  remoteId: row.remote_id,
  remoteUrl: row.remote_url,
  updatedAt: row.updated_at
})

/** @throws RelaisError `delivery-missing` */
export async function findDelivery(read: Reader, id: string): Promise<Delivery> {
  const row = await selectDeliveries(read).where('delivery.id', '=', id).executeTakeFirst()
  if (!row) throw new RelaisError('delivery-missing')
  return toDelivery(row)
}

/** Deliveries by their ids; in no order. */
export async function findDeliveries(read: Reader, ids: readonly string[]): Promise<Delivery[]> {
  if (ids.length === 0) return []
  const rows = await selectDeliveries(read)
    .where('delivery.id', 'in', [...ids])
    .execute()
  return rows.map(toDelivery)
}

/** Whether anything on an account is still to be sent or to be settled. */
export async function unsettledOn(read: Reader, accountId: string): Promise<boolean> {
  const row = await read
    .selectFrom('delivery')
    .select('seq')
    .where('account_id', '=', accountId)
    .where('state', 'in', [...waitingStates, 'leased', 'unconfirmed'])
    .executeTakeFirst()
  return row !== undefined
}

export type NewDelivery = Pick<
  DeliveryRow,
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
