import type { DeliveryAction } from '../../../../domain/delivery/delivery.ts'
import type { SendResult } from './connector.ts'

/** What a destination that takes texts, and never gives one back, answers to anything but a publication; null for that. */
export const beyondPublishing = (action: DeliveryAction): SendResult | null =>
  action === 'publish'
    ? null
    : { outcome: 'refused', reason: action === 'update' ? 'cannot-update' : 'cannot-withdraw', received: {} }
