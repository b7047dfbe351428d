import type { DeliveryState } from '../../src/domain/delivery/delivery.ts'

/** What came of a story at a destination. */
export interface Cell {
  /** How many are there. */
  effects: number
  /** What the delivery is then; `refused` where no delivery was made of it. */
  state: DeliveryState | 'refused'
  reason?: string | null
  /** How many were there in the end, once time had passed or a person had said what they saw. */
  then?: number
}
