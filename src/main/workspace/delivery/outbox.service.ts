import { waitingStates, type Attempt, type Delivery, type DeliveryState } from '../../../domain/delivery/delivery.ts'
import { RelaisError } from '../../../domain/errors.ts'
import { instantNow, requireRole, type Context } from '../context.ts'
import type { Writer } from '../database/access.ts'
import { audit } from '../database/audit.ts'
import { listAttempts } from './attempt.repository.ts'
import { findAccount } from './account.repository.ts'
import { changeDelivery, findDelivery, isOvertaken, type DeliveryChange } from './delivery.repository.ts'
import { setAllHeld } from './dispatch.repository.ts'
import { followUp, publishRelease } from './record.ts'

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
  change(context, id, 'cancel', async () => ({ state: 'cancelled', reason: null }))

/**
 * Has a delivery sent now, on a person's word, late or not. It gets its tries anew. The gate is asked all the same: approval
 * and embargo are not a person's to give here. What failed for good is not taken up again once a later delivery of the release
 * was decided on for this account: it would bring back what was taken back or corrected.
 * @throws RelaisError `delivery-missing`, `delivery-state`, `account-missing`
 */
export const retryDelivery = (context: Context, id: string): Promise<Delivery> =>
  change(context, id, 'retry', async (trx, { accountId, state, plannedAt }, at) => {
    await findAccount(trx, accountId)
    if (state === 'failed-final' && (await isOvertaken(trx, id))) throw new RelaisError('delivery-state', { state })
    return {
      state: 'planned',
      reason: null,
      dueAt: at,
      confirmedAt: at,
      plannedAt: plannedAt < at ? plannedAt : at,
      tries: 0
    }
  })

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
      is === 'live'
        ? { state: 'confirmed', reason: null }
        : { ...(await followUp(trx, { id, action }, { state: 'planned', reason: null })), dueAt: at, tries: 0 }
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

const unsent: readonly DeliveryState[] = [...waitingStates, 'failed-final']

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
    if (!(await changeDelivery(trx, id, unsent, await to(trx, delivery, at), at)))
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
