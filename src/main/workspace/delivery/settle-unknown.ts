import { maximumTries } from '../../../domain/delivery/backoff.ts'
import type { DeliveryReason } from '../../../domain/delivery/delivery.ts'
import { lookAfter } from '../../../domain/delivery/looking.ts'
import { nowhere, type Kind, type Settlement } from './settlement.ts'

/** The process ended, or could no longer write, between a try's beginning and its end: whether anything arrived is unknown. */
export const settleCutShort = (tries: number, connector: Kind, now: number): Settlement =>
  settleUnknown('cut-short', tries, connector, now)

/** A call that has not come back for so long that nobody waits for it any more. */
export const settleLapsed = (tries: number, connector: Kind, now: number): Settlement =>
  settleUnknown('timed-out', tries, connector, now)

function settleUnknown(reason: DeliveryReason, tries: number, connector: Kind, now: number): Settlement {
  if (connector.repeat === 'look-first') return unconfirmed(connector, reason, now)
  const given = tries >= maximumTries
  return {
    ...nowhere,
    state: given ? 'failed-final' : 'failed-retryable',
    reason,
    dueAt: given ? null : now,
    mayBeLive: true
  }
}

/** It may be there, and must not be sent again before somebody has looked. */
export const unconfirmed = ({ look }: Kind, reason: DeliveryReason, now: number): Settlement => ({
  ...nowhere,
  state: 'unconfirmed',
  reason,
  mayBeLive: true,
  lookAt: look ? now + lookAfter(0) : null
})
