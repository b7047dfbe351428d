import { waitingStates, type Delivery, type DeliveryReason } from '../../../domain/delivery/delivery.ts'
import { RelaisError } from '../../../domain/errors.ts'
import type { Reader } from '../database/access.ts'

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

/** Whether anything arrived on an account, or is on its way there. */
export async function hasPosted(read: Reader, accountId: string): Promise<boolean> {
  const row = await read
    .selectFrom('delivery')
    .select('seq')
    .where('account_id', '=', accountId)
    .where('state', 'in', ['confirmed', 'leased'])
    .executeTakeFirst()
  return row !== undefined
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
