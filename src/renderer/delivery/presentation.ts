import type { Delivery, DeliveryState } from '../../domain/delivery/delivery.ts'
import { formatInstant, formatTime } from '../../messages/format.ts'
import { desk } from '../app/desk.svelte.ts'
import { locale, t } from '../app/locale.svelte.ts'
import { cardOf, isByHand } from './standing.ts'

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

/** The state in a word, and its tone: what waits at the destination for a person is neither in doubt nor a failure. */
export function stateOf(delivery: Delivery): { words: string; tone: (typeof tones)[DeliveryState] } {
  if (cardOf(delivery) === 'package') return { words: t('delivery.screen.packageReady'), tone: 'wait' }
  if (isByHand(delivery)) return { words: t('delivery.screen.byHand'), tone: 'wait' }
  return { words: t(`delivery.states.${delivery.state}`), tone: tones[delivery.state] }
}

/** Whether the person at the desk may act on deliveries and destinations; the engine checks again. */
export const mayDeliver = (): boolean => desk.can('officer') || desk.can('administrator')

const zoneHere = (): string => desk.workspace?.zone ?? 'UTC'
export const when = (at: string, zone = zoneHere()): string => formatInstant(at, zone, locale.lang)

/** What a line of the outbox says beside its state: since when, until when, or why. */
export function detailOf(delivery: Delivery): string {
  const { state, plannedAt, plannedZone, updatedAt, dueAt } = delivery
  const reason = delivery.reason ? t(`delivery.reasons.${delivery.reason}`) : ''
  const both = (second: string): string => [reason, second].filter(Boolean).join(' · ')
  switch (state) {
    case 'confirmed':
      return when(updatedAt)
    case 'planned':
    case 'held':
      return both(when(plannedAt, plannedZone))
    case 'failed-retryable':
      return both(t('delivery.screen.nextTry', { time: formatTime(dueAt, locale.lang) }))
    default:
      return reason || when(updatedAt)
  }
}

/** The address of what arrived, if a browser may be sent there. */
export const linkOf = ({ remoteUrl }: Pick<Delivery, 'remoteUrl'>): string | null =>
  remoteUrl?.startsWith('https://') && URL.canParse(remoteUrl) ? remoteUrl : null

/** An address as it is told apart at a glance: its host, and the end of its path. */
export function shortAddress(address: string): string {
  const { host, pathname } = new URL(address)
  const end = pathname.replace(/\/$/, '').split('/').at(-1) ?? ''
  const shown = host.replace(/^www\./, '')
  return end ? `${shown}/…${end.slice(-8)}` : shown
}
