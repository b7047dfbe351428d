import { waitingStates, type Attempt, type Delivery, type DeliveryState } from '../../../domain/delivery/delivery.ts'
import { RelaisError } from '../../../domain/errors.ts'
import { instantNow, requireRole, type Context } from '../context.ts'
import type { Writer } from '../database/access.ts'
import { audit } from '../database/audit.ts'
import { listAttempts } from './attempt.repository.ts'
import { findAccount } from './account.repository.ts'
import { changeDelivery, type DeliveryChange } from './change.repository.ts'
import { findDelivery } from './delivery.repository.ts'
import { isOvertaken } from './of-release.repository.ts'
import { setAllHeld } from './dispatch.repository.ts'
import { isByHand } from './entry.ts'
import type { Looks } from './looks.ts'

/** @throws RelaisError `delivery-missing` */
export const deliveryWithAttempts = async (
  context: Context,
  id: string
): Promise<{ delivery: Delivery; attempts: Attempt[] }> => ({
  delivery: await findDelivery(context.read, id),
  attempts: await listAttempts(context.read, id)
})

/**
 * Gives a delivery up before it is sent, before a package is taken on by anybody, or after it failed for good.
 * @throws RelaisError `delivery-missing`, `delivery-state`
 */
export const cancelDelivery = (context: Context, id: string): Promise<Delivery> =>
  change(context, id, 'cancel', async () => ({ state: 'cancelled', reason: null }))

/**
 * Has a delivery sent now, on a person's word, late or not. It gets its tries anew. The gate is asked all the same: approval
 * and embargo are not a person's to give here. What failed for good is not taken up again once a later delivery of the release
 * was decided on for this account: it would bring back what was taken back or corrected. Nor is what has no call there.
 * @throws RelaisError `delivery-missing`, `delivery-state`, `account-missing`
 */
export const retryDelivery = (context: Context, id: string): Promise<Delivery> =>
  change(context, id, 'retry', async (trx, delivery, at) => {
    await findAccount(trx, delivery.accountId)
    const again = await onAPersonsWord(trx, delivery, at)
    if (!again) throw new RelaisError('delivery-state', { state: delivery.state })
    return again
  })

/** What becomes of a delivery that a person wants sent now; null if it must not be taken up again. */
export async function onAPersonsWord(
  trx: Writer,
  { id, state, reason, plannedAt }: Delivery,
  at: string
): Promise<DeliveryChange | null> {
  if (state === 'failed-final' && ((await isOvertaken(trx, id)) || isByHand(reason))) return null
  return {
    state: 'planned',
    reason: null,
    dueAt: at,
    confirmedAt: at,
    plannedAt: plannedAt < at ? plannedAt : at,
    tries: 0
  }
}

/**
 * Looks at the destination now for what is unconfirmed.
 * @throws RelaisError `delivery-missing`, `not-reconcilable`, `cannot-look` where a person has to look
 */
export async function lookForDelivery(context: Context, looks: Looks, id: string): Promise<Delivery> {
  requireRole(context.session, 'officer', 'administrator')
  const { state, reason, accountName } = await findDelivery(context.read, id)
  if (state !== 'unconfirmed' || reason === 'awaiting-person') throw new RelaisError('not-reconcilable')
  if (!(await looks.look(id))) throw new RelaisError('cannot-look', { name: accountName })
  return findDelivery(context.read, id)
}

/** The one switch that holds everything, withdrawals too. */
export async function holdAll(context: Context, held: boolean): Promise<{ held: boolean }> {
  const actor = requireRole(context.session, 'officer', 'administrator')
  await context.write(async (trx, note) => {
    await setAllHeld(trx, held)
    await audit(trx, {
      at: instantNow(context),
      person: actor.id,
      verb: held ? 'outbox.hold' : 'outbox.release',
      subject: ''
    })
    note({ topic: 'outbox', ids: [] })
  })
  return { held }
}

export const unsent: readonly DeliveryState[] = [...waitingStates, 'failed-final']

async function change(
  context: Context,
  id: string,
  verb: 'cancel' | 'retry',
  to: (trx: Writer, delivery: Delivery, at: string) => Promise<DeliveryChange>
): Promise<Delivery> {
  const actor = requireRole(context.session, 'officer', 'administrator')
  const at = instantNow(context)
  return context.write(async (trx, note) => {
    const delivery = await findDelivery(trx, id)
    const { state, reason } = delivery
    const from = verb === 'cancel' && reason === 'awaiting-person' ? [...unsent, 'unconfirmed' as const] : unsent
    if (!(await changeDelivery(trx, id, from, await to(trx, delivery, at), at)))
      throw new RelaisError('delivery-state', { state })
    await audit(trx, { at, person: actor.id, verb: `delivery.${verb}`, subject: id, detail: { state, reason } })
    note({ topic: 'outbox', ids: [id] })
    return findDelivery(trx, id)
  })
}
