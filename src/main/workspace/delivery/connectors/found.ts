import type { Step } from './beforehand.ts'
import type { LookResult, SendResult } from './connector.ts'

/** A look that was not answered proves nothing. */
export const unclear = ({ outcome, received }: SendResult): LookResult => ({
  found: 'unclear',
  ...(outcome === 'unauthorized' && { unauthorized: true }),
  received
})

/** Whether a destination said that it has no such thing. */
export const saysGone = (step: Step<unknown>): boolean =>
  'stopped' in step && step.stopped.outcome === 'refused' && ['not-there', 'gone'].includes(step.stopped.reason)
