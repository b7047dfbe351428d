import type { DeliveryReason, DeliveryState } from '../../../domain/delivery/delivery.ts'
import { instantNow, requireRole, type Context, type Note } from '../context.ts'
import type { Writer } from '../database/access.ts'
import { audit } from '../database/audit.ts'
import type { Person } from '../../../domain/people/roles.ts'
import { findWorkspace } from '../people/person.repository.ts'
import { changeDelivery } from './change.repository.ts'
import { selectDeliveries, toDelivery } from './delivery.repository.ts'
import { narrowed, type Chosen } from './outbox.repository.ts'
import { onAPersonsWord } from './outbox.service.ts'

/** So many in one transaction: in between, others get their turn at the file. */
const slice = 200

/** Holds that end with a person's word. */
const endable: readonly DeliveryReason[] = ['slot-missed', 'clock-unverified']

/** What is taken up where no state is asked for. */
const usual: readonly DeliveryState[] = ['failed-final', 'held']
const retryable: readonly DeliveryState[] = [...usual, 'failed-retryable']

/**
 * Has all that is chosen sent now, on a person's word: what failed for good, what is held for want of that word, and what is
 * still to be tried again where that state is asked for.
 * @returns how many are on their way again, and how many of them must not be: a later delivery was decided on, or the
 * destination has no call for it
 */
export async function retryAll(context: Context, chosen: Chosen): Promise<{ retried: number; left: number }> {
  const actor = requireRole(context.session, 'officer', 'administrator')
  const { zone } = await findWorkspace(context.read)
  const states = (chosen.state === undefined ? usual : [chosen.state]).filter(state => retryable.includes(state))
  const done = { retried: 0, left: 0 }
  let after = 0
  while (states.length > 0) {
    const { retried, seen, last } = await context.write((trx, note) =>
      retrySlice(trx, note, { chosen, states, zone, after, actor, at: instantNow(context) })
    )
    done.retried += retried
    done.left += seen - retried
    if (seen < slice) break
    after = last
  }
  return done
}

interface Slice {
  chosen: Chosen
  states: readonly DeliveryState[]
  zone: string
  after: number
  actor: Person
  at: string
}

async function retrySlice(trx: Writer, note: Note, { chosen, states, zone, after, actor, at }: Slice) {
  const rows = await narrowed(selectDeliveries(trx), { ...chosen, state: undefined }, zone)
    .where('delivery.state', 'in', [...states])
    .where(({ eb, or }) => or([eb('delivery.state', '!=', 'held'), eb('delivery.reason', 'in', [...endable])]))
    .where('delivery.seq', '>', after)
    .orderBy('delivery.seq')
    .limit(slice)
    .execute()
  const ids: string[] = []
  for (const row of rows) {
    const again = await onAPersonsWord(trx, toDelivery(row), at)
    if (!again || !(await changeDelivery(trx, row.id, states, again, at))) continue
    const detail = { state: row.state, reason: row.reason }
    await audit(trx, { at, person: actor.id, verb: 'delivery.retry', subject: row.id, detail })
    ids.push(row.id)
  }
  if (ids.length > 0) note({ topic: 'outbox', ids })
  return { retried: ids.length, seen: rows.length, last: rows.at(-1)?.seq ?? after }
}
