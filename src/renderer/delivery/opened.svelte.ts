import type { Delivery } from '../../domain/delivery/delivery.ts'
import type { Settling } from './perform.ts'

/** Which dialog about a delivery is open: one at a time, above a list whose lines may come and go. */
export class Opened {
  /** Its id: what the dialog shows is asked for anew. */
  detail = $state<string | null>(null)
  settling = $state.raw<{ delivery: Delivery; how: Settling } | null>(null)

  settle(delivery: Delivery, how: Settling): void {
    this.detail = null
    this.settling = { delivery, how }
  }
}
