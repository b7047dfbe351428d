import { backoff, maximumTries } from '../../../domain/delivery/backoff.ts'
import { lookAfter, maximumLooks } from '../../../domain/delivery/looking.ts'
import type { DeliveryState } from '../../../domain/delivery/delivery.ts'
import type { Note } from '../context.ts'
import type { Writer } from '../database/access.ts'
import { addFinding, countLooks } from './attempt.repository.ts'
import type { LookResult } from './connectors/connector.ts'
import { changeDelivery, type DeliveryChange } from './change.repository.ts'
import { adopt, followUp, instant } from './record.ts'
import { overdue } from './record-late.ts'
import type { Sendable } from './sendable.repository.ts'

/**
 * Writes down what a look at the destination found. What is there is taken for done; what is not there may be tried again;
 * and where that is unclear it is looked for later, until it is for a person to say.
 * @param random between 0 and 1
 */
export async function recordLook(
  trx: Writer,
  note: Note,
  row: Sendable,
  result: LookResult,
  { now, random }: { now: number; random: number }
): Promise<void> {
  const at = instant(now)
  const looks = (await countLooks(trx, row.id)) + 1
  const outcome =
    result.found === 'live'
      ? (await adopt(trx, note, row, overdue, result, at)) && 'confirmed'
      : await change(
          trx,
          row,
          result.found === 'absent' ? await absent(trx, row, now, random) : unclear(row, looks, now),
          at
        )
  // Somebody has said meanwhile what is there.
  if (!outcome) return
  const { found, received } = result
  await addFinding(trx, { delivery_id: row.id, at, outcome, sent: { look: looks }, detail: { found, received } })
  note({ topic: 'outbox', ids: [row.id] })
}

async function change(trx: Writer, row: Sendable, to: DeliveryChange, at: string): Promise<DeliveryState | false> {
  return (await changeDelivery(trx, row.id, ['unconfirmed'], to, at)) && to.state
}

async function absent(trx: Writer, row: Sendable, now: number, random: number): Promise<DeliveryChange> {
  if (row.tries >= maximumTries) return { state: 'failed-final', reason: row.reason }
  const again = await followUp(trx, row, { state: 'failed-retryable', reason: row.reason })
  return { ...again, dueAt: instant(now + backoff(row.tries, random)) }
}

const unclear = ({ reason }: Sendable, looks: number, now: number): DeliveryChange => ({
  state: 'unconfirmed',
  reason,
  lookAt: looks >= maximumLooks ? null : instant(now + lookAfter(looks))
})
