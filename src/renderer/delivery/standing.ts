import { waitingStates, type Delivery, type DeliveryReason } from '../../domain/delivery/delivery.ts'

/** Holds that end by themselves; all others, and what failed for good or is unknown, wait for a person. */
const passing: readonly (DeliveryReason | null)[] = ['embargo', 'not-due', 'earlier-unsettled']

export const needsPerson = ({ state, reason }: Delivery): boolean =>
  state === 'unconfirmed' || state === 'failed-final' || (state === 'held' && !passing.includes(reason))

/** Whether a person has to do at the destination what it has no call for. */
export const isByHand = ({ state, reason }: Delivery): boolean =>
  (state === 'failed-final' || state === 'held') &&
  (reason === 'cannot-update' || reason === 'cannot-withdraw' || reason === 'no-target')

/** What an error card is about, which decides what it says is safe. */
export function cardOf(delivery: Delivery): 'unconfirmed' | 'package' | 'held' | 'byHand' | 'failed' {
  if (delivery.state === 'unconfirmed') return delivery.reason === 'awaiting-person' ? 'package' : 'unconfirmed'
  if (isByHand(delivery)) return 'byHand'
  return delivery.state === 'held' ? 'held' : 'failed'
}

/** Still to be sent. */
export const isWaiting = ({ state }: Delivery): boolean => waitingStates.some(each => each === state)
