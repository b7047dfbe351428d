import { backoff, honoured, maximumTries } from '../../../domain/delivery/backoff.ts'
import { hold } from '../../../domain/delivery/gate.ts'
import type { SendResult } from './connectors/connector.ts'
import { unconfirmed } from './settle-unknown.ts'
import { nowhere, settleHeld, type Kind, type Settlement } from './settlement.ts'

interface Try {
  /** Tries made, this one included, and of all that were begun the number of this one. */
  tries: number
  number: number
  connector: Kind
  /** Milliseconds since the epoch. */
  now: number
  /** Between 0 and 1. */
  random: number
}

/** Decides what follows from a connector's answer. */
export function settle(result: SendResult, made: Try): Settlement {
  const end = settleWhole(result, made)
  return 'partly' in result && result.partly ? { ...end, mayBeLive: true } : end
}

function settleWhole(result: SendResult, { tries, number, connector, now, random }: Try): Settlement {
  const { received } = result
  switch (result.outcome) {
    case 'confirmed':
      return {
        ...nowhere,
        state: 'confirmed',
        reason: null,
        remoteId: result.remoteId,
        remoteUrl: result.remoteUrl,
        received
      }
    case 'refused': {
      const { reason } = result
      if (reason === 'no-target') return { ...settleHeld(hold(reason), now), received }
      return { ...nowhere, state: 'failed-final', reason, pauses: reason === 'gone' ? reason : null, received }
    }
    case 'handed-over':
      return { ...nowhere, state: 'unconfirmed', reason: 'awaiting-person', received }
    case 'unauthorized':
      return { ...settleHeld(hold('sign-in'), now), pauses: 'sign-in', received }
    case 'offline': {
      const state = tries > 1 ? 'failed-retryable' : 'planned'
      return {
        ...nowhere,
        state,
        reason: 'offline',
        dueAt: now + backoff(number, random),
        counts: false,
        postpones: true,
        received
      }
    }
    case 'unknown':
      if (connector.repeat === 'look-first') return { ...unconfirmed(connector, result.reason, now), received }
      return settleAgain(result, { tries, now, random })
    case 'failed':
      return settleAgain(result, { tries, now, random })
  }
}

type Unmade = Extract<SendResult, { outcome: 'failed' | 'unknown' }>

/** Trying again may help, and does no harm. */
function settleAgain(
  { outcome, reason, retryAfter, received }: Unmade,
  { tries, now, random }: Pick<Try, 'tries' | 'now' | 'random'>
): Settlement {
  const mayBeLive = outcome === 'unknown'
  if (tries >= maximumTries) return { ...nowhere, state: 'failed-final', reason, mayBeLive, received }
  const postpones = reason === 'rate-limited'
  // What waits on the account is spread out behind this one: with a spread of its own, the last would come too late.
  const asked = retryAfter !== null && !postpones ? honoured(retryAfter, random) : retryAfter
  const dueAt = now + (asked ?? backoff(tries, random))
  return { ...nowhere, state: 'failed-retryable', reason, dueAt, mayBeLive, postpones, received }
}
