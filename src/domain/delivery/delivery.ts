export const deliveryStates = [
  'planned',
  'held',
  'leased',
  'unconfirmed',
  'confirmed',
  'failed-retryable',
  'failed-final',
  'cancelled'
] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** States in which a delivery is still to be sent. */
export const waitingStates = ['planned', 'held', 'failed-retryable'] as const satisfies readonly DeliveryState[]

export const deliveryActions = ['publish', 'update', 'withdraw'] as const
export type DeliveryAction = (typeof deliveryActions)[number]

/** Why a delivery waits, failed or was given up; its words are in the messages, under `delivery.reasons`. */
export type DeliveryReason = HoldReason | WaitReason | FailureReason | 'superseded'

/** Why the gate, or what a connector needs, keeps a delivery here. */
export type HoldReason =
  | 'not-approved'
  | 'approval-invalid'
  | 'not-due'
  | 'embargo'
  | 'clock-unverified'
  | 'clock-skew'
  | 'slot-missed'
  | 'secret-locked'
  | 'earlier-unsettled'
  | 'connector-missing'
  | 'all-held'
  | 'rights'
  | 'media-changed'
  | 'destination-not-signed'
  | 'sign-in'
  | 'paused'
  | 'no-target'

/** The destination could not be reached, so that nothing can have arrived: waiting, not failing. */
export type WaitReason = 'offline'

export type FailureReason =
  | 'refused'
  | 'redirected'
  | 'rate-limited'
  | 'server-error'
  | 'timed-out'
  | 'no-answer'
  | 'cut-short'
  | 'tls'
  | 'bad-settings'
  | 'gone'
  | 'address-refused'
  | 'not-writable'
  | 'unsendable'
  | 'cannot-withdraw'
  | 'cannot-update'
  | 'too-long'
  | 'duplicate'
  | 'forbidden'
  | 'not-there'
  | 'media-refused'
  | 'pictures-fixed'
  | 'awaiting-person'
  | 'version-retired'
  | 'some-refused'

/** One line of the outbox. Times are UTC instants; `plannedZone` is the zone the wall time was chosen in. */
export interface Delivery {
  id: string
  releaseId: string
  releaseTitle: string
  revisionId: string
  revisionNumber: number
  accountId: string
  accountName: string
  connector: string
  action: DeliveryAction
  state: DeliveryState
  reason: DeliveryReason | null
  plannedAt: string
  plannedZone: string
  dueAt: string
  tries: number
  remoteId: string | null
  remoteUrl: string | null
  updatedAt: string
}

/** What one try did. `sent` and `received` have secrets taken out; without `endedAt`, it is under way or was cut short. */
export interface Attempt {
  number: number
  startedAt: string
  endedAt: string | null
  outcome: DeliveryState | null
  /** The effect may exist at the destination although nothing confirmed it. */
  mayBeLive: boolean
  sent: Record<string, unknown>
  received: Record<string, unknown> | null
}
