import { backoff, honoured, maximumTries } from '../../../domain/delivery/backoff.ts'
import type { DeliveryReason, DeliveryState } from '../../../domain/delivery/delivery.ts'
import { askAgainAfter, type Hold } from '../../../domain/delivery/gate.ts'
import type { Connector, Evidence, SendResult } from './connectors/connector.ts'

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
  remoteId: string | null
  remoteUrl: string | null
  received: Evidence | null
}

const nowhere = {
  dueAt: null,
  counts: true,
  mayBeLive: false,
  postpones: false,
  remoteId: null,
  remoteUrl: null,
  received: null
}

interface Try {
  /** Tries made, this one included, and of all that were begun the number of this one. */
  tries: number
  number: number
  repeat: Connector['repeat']
  /** Milliseconds since the epoch. */
  now: number
  /** Between 0 and 1. */
  random: number
}

/** Decides what follows from a connector's answer. */
export function settle(result: SendResult, { tries, number, repeat, now, random }: Try): Settlement {
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
    case 'refused':
      return { ...nowhere, state: 'failed-final', reason: result.reason, received }
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
      if (repeat === 'look-first')
        return { ...nowhere, state: 'unconfirmed', reason: result.reason, mayBeLive: true, received }
  }
  const { outcome, reason, retryAfter } = result
  const mayBeLive = outcome === 'unknown'
  if (tries >= maximumTries) return { ...nowhere, state: 'failed-final', reason, mayBeLive, received }
  const dueAt = now + (retryAfter === null ? backoff(tries, random) : honoured(retryAfter, random))
  return {
    ...nowhere,
    state: 'failed-retryable',
    reason,
    dueAt,
    mayBeLive,
    postpones: reason === 'rate-limited',
    received
  }
}

/** The gate said no: nothing left. */
export const settleHeld = ({ reason, until }: Hold, now: number): Settlement => ({
  ...nowhere,
  state: 'held',
  reason,
  dueAt: until ?? now + askAgainAfter[reason],
  counts: false
})

/** The process ended, or could no longer write, between a try's beginning and its end: whether anything arrived is unknown. */
export function settleCutShort(tries: number, repeat: Connector['repeat'], now: number): Settlement {
  if (repeat === 'look-first') return { ...nowhere, state: 'unconfirmed', reason: 'cut-short', mayBeLive: true }
  const given = tries >= maximumTries
  return {
    ...nowhere,
    state: given ? 'failed-final' : 'failed-retryable',
    reason: 'cut-short',
    dueAt: given ? null : now,
    mayBeLive: true
  }
}
