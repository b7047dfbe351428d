import type { DeliveryReason, DeliveryState } from '../../../domain/delivery/delivery.ts'
import { askAgainAfter, type Hold } from '../../../domain/delivery/gate.ts'
import type { Connector, Evidence } from './connectors/connector.ts'

/** What a try leads to. */
export interface Settlement {
  state: DeliveryState
  reason: DeliveryReason | null
  /** When it is worth trying or asking again, milliseconds since the epoch; null where only a person, or nothing, will. */
  dueAt: number | null
  /** Whether it uses up one of the tries that a delivery has. */
  counts: boolean
  mayBeLive: boolean
  /** The whole account is to be left alone until then. */
  postpones: boolean
  /** The whole account is to be left alone until a person has seen to it. */
  pauses: DeliveryReason | null
  /** When the destination is first asked whether it arrived, milliseconds since the epoch; null where that is not asked. */
  lookAt: number | null
  remoteId: string | null
  remoteUrl: string | null
  received: Evidence | null
}

/** What most tries lead to besides. */
export const nowhere = {
  dueAt: null,
  counts: true,
  mayBeLive: false,
  postpones: false,
  pauses: null,
  lookAt: null,
  remoteId: null,
  remoteUrl: null,
  received: null
}

/** What of a connector counts here. */
export type Kind = Pick<Connector, 'repeat' | 'look'>

/** The gate said no: nothing left. */
export const settleHeld = ({ reason, until }: Hold, now: number): Settlement => ({
  ...nowhere,
  state: 'held',
  reason,
  dueAt: until ?? now + askAgainAfter[reason],
  counts: false
})
