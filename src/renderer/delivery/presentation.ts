import type { Delivery, DeliveryState } from '../../domain/delivery/delivery.ts'
import { formatInstant, formatTime } from '../../messages/format.ts'
import { desk } from '../app/desk.svelte.ts'
import { locale, t } from '../app/locale.svelte.ts'

export const tones = {
  planned: 'neutral',
  held: 'wait',
  leased: 'wait',
  unconfirmed: 'wait',
  confirmed: 'ok',
  'failed-retryable': 'wait',
  'failed-final': 'stop',
  cancelled: 'neutral'
} as const satisfies Record<DeliveryState, string>

/** Holds that end by themselves; all others, and what failed for good or is unknown, wait for a person. */
const passing: readonly Delivery['reason'][] = ['embargo', 'not-due', 'earlier-unsettled']

export const needsPerson = ({ state, reason }: Delivery): boolean =>
  state === 'unconfirmed' || state === 'failed-final' || (state === 'held' && !passing.includes(reason))

/** What a line of the outbox says beside its state: since when, until when, or where it is now. */
export function detailOf(delivery: Delivery): string {
  const zone = desk.workspace?.zone ?? 'UTC'
  const reason = delivery.reason ? t(`delivery.reasons.${delivery.reason}`) : ''
  switch (delivery.state) {
    case 'confirmed':
      return [formatInstant(delivery.updatedAt, zone, locale.lang), delivery.remoteUrl ?? '']
        .filter(Boolean)
        .join(' · ')
    case 'planned':
    case 'held':
      return [reason, formatInstant(delivery.plannedAt, delivery.plannedZone, locale.lang)].filter(Boolean).join(' · ')
    case 'failed-retryable':
      return [reason, t('delivery.screen.nextTry', { time: formatTime(delivery.dueAt, locale.lang) })]
        .filter(Boolean)
        .join(' · ')
    default:
      return reason || formatInstant(delivery.updatedAt, zone, locale.lang)
  }
}
