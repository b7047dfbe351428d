import { sql, type Selectable } from 'kysely'
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

const selectDeliveries = (read: Reader) =>
  read
    .selectFrom('delivery')
    .innerJoin('release', 'release.id', 'delivery.release_id')
    .innerJoin('revision', 'revision.id', 'delivery.revision_id')
    .innerJoin('account', 'account.id', 'delivery.account_id')
    .selectAll('delivery')
    .select(['release.title as release_title', 'revision.number as revision_number'])
    .select(['account.name as account_name', 'account.connector'])

type Listed = Awaited<ReturnType<ReturnType<typeof selectDeliveries>['execute']>>[number]

const toDelivery = (row: Listed): Delivery => ({
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

export interface OutboxFilter {
  state?: DeliveryState | undefined
  release?: string | undefined
  limit: number
  after?: string | undefined
}

/** The outbox, newest plan first, page by page. */
export async function listDeliveries(
  read: Reader,
  filter: OutboxFilter
): Promise<{ total: number; deliveries: Delivery[]; next: string | null }> {
  const { state, release, limit, after } = filter
  let count = read.selectFrom('delivery').select(read.fn.countAll<number>().as('n'))
  let page = selectDeliveries(read).orderBy('delivery.seq', 'desc').limit(limit)
  if (state) count = count.where('state', '=', state)
  if (state) page = page.where('delivery.state', '=', state)
  if (release) count = count.where('release_id', '=', release)
  if (release) page = page.where('delivery.release_id', '=', release)
  if (after) page = page.where('delivery.seq', '<', Number(after))
  const rows = await page.execute()
  const { n } = await count.executeTakeFirstOrThrow()
  const last = rows.length === limit ? rows.at(-1) : undefined
  return { total: n, deliveries: rows.map(toDelivery), next: last ? String(last.seq) : null }
}

/** @throws RelaisError `delivery-missing` */
export async function findDelivery(read: Reader, id: string): Promise<Delivery> {
  const row = await selectDeliveries(read).where('delivery.id', '=', id).executeTakeFirst()
  if (!row) throw new RelaisError('delivery-missing')
  return toDelivery(row)
}

export async function countStates(read: Reader): Promise<Partial<Record<DeliveryState, number>>> {
  const rows = await read
    .selectFrom('delivery')
    .select('state')
    .select(read.fn.countAll<number>().as('n'))
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map(row => [row.state, row.n]))
}

/** A delivery beside the others of its release; `may_be_live`: it had an effect, or may have had one. */
export type OfRelease = DeliveryRow & { revision_number: number; may_be_live: boolean }

/** Every delivery of a release, oldest first. */
export async function listOfRelease(read: Reader, releaseId: string): Promise<OfRelease[]> {
  const rows = await read
    .selectFrom('delivery')
    .innerJoin('revision', 'revision.id', 'delivery.revision_id')
    .selectAll('delivery')
    .select('revision.number as revision_number')
    .select(
      sql<number>`EXISTS (SELECT 1 FROM attempt WHERE attempt.delivery_id = delivery.id AND attempt.phase = 'ended'
        AND json_extract(attempt.detail, '$.mayBeLive') = 1)`.as('unknown')
    )
    .where('delivery.release_id', '=', releaseId)
    .orderBy('delivery.seq')
    .execute()
  return rows.map(({ unknown, ...row }) => ({
    ...row,
    may_be_live: unknown === 1 || ['confirmed', 'leased', 'unconfirmed'].includes(row.state)
  }))
}

/** Whether a later delivery of the same release to the same account was decided on: this one's text must not go out after it. */
export async function isOvertaken(read: Reader, id: string): Promise<boolean> {
  const row = await read
    .selectFrom('delivery')
    .innerJoin('delivery as later', join =>
      join
        .onRef('later.account_id', '=', 'delivery.account_id')
        .onRef('later.release_id', '=', 'delivery.release_id')
        .onRef('later.seq', '>', 'delivery.seq')
    )
    .select('later.seq')
    .where('delivery.id', '=', id)
    .where('later.state', '!=', 'cancelled')
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

/** Whether a release is approved, and has not gone out, with exactly the text of this revision. */
export async function isApprovedText(read: Reader, releaseId: string, revisionId: string): Promise<boolean> {
  const row = await read
    .selectFrom('release')
    .innerJoin('revision', 'revision.content_hash', 'release.content_hash')
    .select('release.seq')
    .where('release.id', '=', releaseId)
    .where('release.status', '=', 'approved')
    .where('revision.id', '=', revisionId)
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
  const { state, reason, dueAt, plannedAt, confirmedAt, tries, remoteId, remoteUrl } = change
  const { numUpdatedRows } = await trx
    .updateTable('delivery')
    .set(set => ({
      state,
      reason,
      lease_until: null,
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
