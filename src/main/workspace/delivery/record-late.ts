import { waitingStates, type DeliveryState } from '../../../domain/delivery/delivery.ts'
import type { Note } from '../context.ts'
import type { Writer } from '../database/access.ts'
import { addFinding } from './attempt.repository.ts'
import { findDelivery } from './delivery.repository.ts'
import { adopt, instant, type Tried } from './record.ts'
import type { Settlement } from './settlement.ts'

/** What may still turn out to be there, whatever was said of it meanwhile. */
export const overdue = [...waitingStates, 'unconfirmed', 'failed-final'] as const satisfies readonly DeliveryState[]

/** Writes down what a call answered after its lease had ended: only that it had its effect changes anything. */
export async function recordLate(
  trx: Writer,
  note: Note,
  row: Tried,
  number: number,
  { state, remoteId, remoteUrl, received, reason }: Settlement,
  now: number
): Promise<void> {
  const at = instant(now)
  const adopted = state === 'confirmed' && (await adopt(trx, note, row, overdue, { remoteId, remoteUrl }, at))
  const outcome = adopted ? 'confirmed' : (await findDelivery(trx, row.id)).state
  await addFinding(trx, { delivery_id: row.id, at, outcome, sent: { late: number }, detail: { reason, received } })
  note({ topic: 'outbox', ids: [row.id] })
}
