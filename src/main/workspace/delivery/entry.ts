import { waitingStates, type Delivery, type DeliveryReason } from '../../../domain/delivery/delivery.ts'
import type { Person } from '../../../domain/people/roles.ts'
import type { Note } from '../context.ts'
import type { Writer } from '../database/access.ts'
import { audit } from '../database/audit.ts'
import { changeDelivery, insertDelivery, type NewDelivery } from './change.repository.ts'
import { findDelivery } from './delivery.repository.ts'
import type { OfRelease } from './of-release.repository.ts'

/** Enters a delivery in the outbox, in the transaction that decided on it and before any call. */
export async function enter(trx: Writer, note: Note, actor: Person, row: NewDelivery): Promise<Delivery> {
  await insertDelivery(trx, row)
  const { action, account_id: account, revision_id: revision, planned_at: plannedAt } = row
  await audit(trx, {
    at: row.created_at,
    person: actor.id,
    verb: 'delivery.plan',
    subject: row.id,
    detail: { action, account, revision, plannedAt }
  })
  note({ topic: 'outbox', ids: [row.id] })
  return findDelivery(trx, row.id)
}

/** The delivery that put there what may be there now; none if it was taken back, or nothing went. Takes them oldest first. */
export const liveOf = (rows: readonly OfRelease[]): OfRelease | undefined => {
  const last = rows.findLast(row => row.may_be_live)
  return last?.action === 'withdraw' && last.state === 'confirmed' ? undefined : last
}

/** Whether an account would get a text anew, or in place of an earlier one. `rows` are those of its release, oldest first. */
export const actionOn = (rows: readonly OfRelease[], account: string, revision: number): 'publish' | 'update' =>
  liveOf(rows.filter(row => row.account_id === account && row.revision_number < revision)) ? 'update' : 'publish'

/** Whether only a person can do it, at the destination: there is no call for it, or nobody knows where the text is. */
export const isByHand = (reason: DeliveryReason | null): boolean =>
  reason === 'cannot-update' || reason === 'cannot-withdraw' || reason === 'no-target'

/** A text that is superseded or taken back must not go out late. */
export async function cancelAll(
  trx: Writer,
  note: Note,
  rows: readonly OfRelease[],
  actor: Person,
  at: string
): Promise<void> {
  for (const row of rows) {
    if (row.action === 'withdraw') continue
    if (!(await changeDelivery(trx, row.id, waitingStates, { state: 'cancelled', reason: 'superseded' }, at))) continue
    await audit(trx, {
      at,
      person: actor.id,
      verb: 'delivery.cancel',
      subject: row.id,
      detail: { reason: 'superseded' }
    })
    note({ topic: 'outbox', ids: [row.id] })
  }
}
