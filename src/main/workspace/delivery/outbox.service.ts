import type { Attempt, Delivery, DeliveryState } from '../../../domain/delivery/delivery.ts'
import { RelaisError } from '../../../domain/errors.ts'
import { instantNow, requireRole, type Context } from '../context.ts'
import { audit } from '../database/audit.ts'
import { listAttempts } from './attempt.repository.ts'
import { findAccount } from './account.repository.ts'
import { changeDelivery, findDelivery, type DeliveryChange } from './delivery.repository.ts'
import { setAllHeld } from './dispatch.repository.ts'
import { publishRelease } from './record.ts'

/** @throws RelaisError `delivery-missing` */
export const deliveryWithAttempts = async (
  context: Context,
  id: string
): Promise<{ delivery: Delivery; attempts: Attempt[] }> => ({
  delivery: await findDelivery(context.read, id),
  attempts: await listAttempts(context.read, id)
})

/**
 * Gives a delivery up before it is sent, or after it failed for good.
 * @throws RelaisError `delivery-missing`, `delivery-state`
 */
export const cancelDelivery = (context: Context, id: string): Promise<Delivery> =>
  change(context, id, 'cancel', ['planned', 'held', 'failed-retryable', 'failed-final'], () => ({
    state: 'cancelled',
    reason: null
  }))

/**
 * Has a delivery sent now, on a person's word: late or not, and where no other clock could be asked. It gets its tries anew.
 * The gate is asked all the same: approval and embargo are not a person's to give here.
 * @throws RelaisError `delivery-missing`, `delivery-state`, `account-missing`
 */
export async function retryDelivery(context: Context, id: string): Promise<Delivery> {
  await findAccount(context.read, (await findDelivery(context.read, id)).accountId)
  return change(context, id, 'retry', ['planned', 'held', 'failed-retryable', 'failed-final'], (delivery, at) => ({
    state: 'planned',
    reason: null,
    dueAt: at,
    confirmedAt: at,
    plannedAt: delivery.plannedAt < at ? delivery.plannedAt : at,
    tries: 0
  }))
}

/**
 * Settles a delivery whose outcome nobody but a person can know.
 * @throws RelaisError `delivery-missing`, `not-reconcilable`
 */
export async function reconcileDelivery(context: Context, id: string, is: 'live' | 'absent'): Promise<Delivery> {
  const actor = requireRole(context.session, 'officer', 'administrator')
  const at = instantNow(context)
  return context.write(async (trx, note) => {
    const { releaseId, revisionId, action } = await findDelivery(trx, id)
    const settled: DeliveryChange =
      is === 'live' ? { state: 'confirmed', reason: null } : { state: 'planned', reason: null, dueAt: at, tries: 0 }
    if (!(await changeDelivery(trx, id, ['unconfirmed'], settled, at))) throw new RelaisError('not-reconcilable')
    if (is === 'live') await publishRelease(trx, note, { releaseId, action, revision: { id: revisionId } }, at)
    await audit(trx, { at, person: actor.id, verb: 'delivery.reconcile', subject: id, detail: { is } })
    note({ topic: 'outbox', ids: [id] })
    return findDelivery(trx, id)
  })
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

async function change(
  context: Context,
  id: string,
  verb: 'cancel' | 'retry',
  from: readonly DeliveryState[],
  to: (delivery: Delivery, at: string) => DeliveryChange
): Promise<Delivery> {
  const actor = requireRole(context.session, 'officer', 'administrator')
  const at = instantNow(context)
  return context.write(async (trx, note) => {
    const delivery = await findDelivery(trx, id)
    if (!(await changeDelivery(trx, id, from, to(delivery, at), at)))
      throw new RelaisError('delivery-state', { state: delivery.state })
    await audit(trx, {
      at,
      person: actor.id,
      verb: `delivery.${verb}`,
      subject: id,
      detail: { state: delivery.state, reason: delivery.reason }
    })
    note({ topic: 'outbox', ids: [id] })
    return findDelivery(trx, id)
  })
}
