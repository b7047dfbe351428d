import { ValiError } from 'valibot'
import type { SendResult } from './connectors/connector.ts'
import type { Readiness } from './tokens.ts'

/** Without tokens nothing was sent. */
export const unready = (ready: Exclude<Readiness, { ready: true }>): SendResult =>
  'refused' in ready
    ? { outcome: 'unauthorized', received: { signIn: ready.refused } }
    : { outcome: 'offline', received: { signIn: ready.unreachable } }

/** A connector throws only before anything is sent: because of its settings, or because it cannot put this text into its form. */
export function unsendable(cause: unknown): SendResult {
  const failure = cause instanceof Error ? cause.name : 'unknown'
  return {
    outcome: 'refused',
    reason: cause instanceof ValiError ? 'bad-settings' : 'unsendable',
    received: { failure }
  }
}
