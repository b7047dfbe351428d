import type { Delivery, DeliveryReason } from '../../domain/delivery/delivery.ts'
import { isByHand, isWaiting, needsPerson } from './standing.ts'

/** What a person can do about a delivery; its words are in the messages, under `delivery.screen.acts`. */
export type Act =
  | 'send'
  | 'retry'
  | 'look'
  | 'live'
  | 'absent'
  | 'package'
  | 'placed'
  | 'update'
  | 'withdraw'
  | 'reconnect'
  | 'destination'
  | 'resume'
  | 'release'
  | 'letGo'
  | 'cancel'

/** What is put right at the destination, or in its settings, before anything is sent again. */
const ofDestination: ReadonlySet<DeliveryReason> = new Set([
  'secret-locked',
  'bad-settings',
  'redirected',
  'gone',
  'tls',
  'address-refused',
  'not-writable',
  'forbidden',
  'version-retired',
  'connector-missing'
])

/** What is put right in the text, and signed anew. */
const ofText: ReadonlySet<DeliveryReason> = new Set([
  'not-approved',
  'approval-invalid',
  'rights',
  'media-changed',
  'destination-not-signed',
  'unsendable',
  'too-long',
  'media-refused'
])

/**
 * What is safe to do about a delivery, the next step first.
 * @param look whether its destination can be asked what it holds
 */
export function actsOn(delivery: Delivery, look: boolean): Act[] {
  const { state, reason, action } = delivery
  if (state === 'unconfirmed') {
    if (reason === 'awaiting-person') return ['placed', 'package', 'cancel']
    return [...(look ? (['look'] as const) : []), 'live', 'absent']
  }
  if (isByHand(delivery)) return [action === 'withdraw' ? 'withdraw' : 'update', 'cancel']
  const waiting = isWaiting(delivery)
  if (!waiting && state !== 'failed-final') return []
  const first = firstFor(reason)
  // What is held would only be held again.
  if (first && waiting) return [first, 'cancel']
  return [...(first ? [first] : []), state === 'failed-final' ? 'retry' : 'send', 'cancel']
}

function firstFor(reason: DeliveryReason | null): Act | null {
  if (reason === null) return null
  if (reason === 'sign-in') return 'reconnect'
  if (reason === 'paused') return 'resume'
  if (reason === 'all-held') return 'letGo'
  if (ofDestination.has(reason)) return 'destination'
  return ofText.has(reason) ? 'release' : null
}

/** The one step that a line offers; none for what goes its way by itself. */
export function nextAct(delivery: Delivery, look: boolean): Act | null {
  const acts = actsOn(delivery, look)
  if (needsPerson(delivery) || delivery.state === 'failed-retryable') return acts[0] ?? null
  return null
}
