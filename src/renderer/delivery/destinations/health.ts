import type { Health } from '../../../domain/delivery/account-health.ts'

/** Colour and shape of a destination's health, beside its word. */
export const healthTones = {
  ready: 'ok',
  expiring: 'wait',
  ended: 'stop',
  connect: 'wait',
  secret: 'wait',
  paused: 'stop',
  unknown: 'stop'
} as const satisfies Record<Health, string>
