import type { Delivery, DeliveryState } from '../../../domain/delivery/delivery.ts'
import { RelaisError } from '../../../domain/errors.ts'
import { instantNow, requireRole, type Context } from '../context.ts'
import { audit } from '../database/audit.ts'
import { changeDelivery, type DeliveryChange } from './change.repository.ts'
import { findDelivery } from './delivery.repository.ts'
import { isByHand } from './entry.ts'
import { followUp, publishRelease } from './record.ts'

interface Found {
  id: string
  is: 'live' | 'absent'
  /** Where it is live. */
  url?: string | undefined
}

/**
 * Settles a delivery whose outcome nobody but a person can know: an answer that was lost, a package that was carried on by
 * hand, or a correction or withdrawal that the destination has no call for and that somebody made there.
 * @throws RelaisError `delivery-missing`, `not-reconcilable`, `address-unusable`
 */
export async function reconcileDelivery(context: Context, { id, is, url }: Found): Promise<Delivery> {
  const actor = requireRole(context.session, 'officer', 'administrator')
  const at = instantNow(context)
  const remoteUrl = url === undefined || url.trim() === '' ? undefined : webAddress(url)
  return context.write(async (trx, note) => {
    const { releaseId, revisionId, action, reason } = await findDelivery(trx, id)
    const from: DeliveryState[] = is === 'live' && isByHand(reason) ? ['failed-final', 'held'] : ['unconfirmed']
    const settled: DeliveryChange =
      is === 'live'
        ? { state: 'confirmed', reason: null, ...(remoteUrl !== undefined && { remoteUrl }) }
        : { ...(await followUp(trx, { id, action }, { state: 'planned', reason: null })), dueAt: at, tries: 0 }
    if (!(await changeDelivery(trx, id, from, settled, at))) throw new RelaisError('not-reconcilable')
    if (is === 'live') await publishRelease(trx, note, { releaseId, action, revision: { id: revisionId } }, at)
    const detail = { is, ...(remoteUrl !== undefined && { remoteUrl }) }
    await audit(trx, { at, person: actor.id, verb: 'delivery.reconcile', subject: id, detail })
    note({ topic: 'outbox', ids: [id] })
    return findDelivery(trx, id)
  })
}

/** Pages open it: nothing but the web may be behind it. */
function webAddress(text: string): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') throw new RelaisError('address-unusable')
  if (url.username !== '' || url.password !== '') throw new RelaisError('address-unusable')
  return url.href
}
