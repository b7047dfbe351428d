import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maximumTries } from '../../../src/domain/delivery/backoff.ts'
import type { SendResult } from '../../../src/main/workspace/delivery/connectors/connector.ts'
import { settle, settleCutShort, settleHeld } from '../../../src/main/workspace/delivery/settlement.ts'
import { hold } from '../../../src/domain/delivery/gate.ts'

const now = Date.parse('2026-11-26T07:30:00Z')
const received = { status: 0 }
const results: SendResult[] = [
  { outcome: 'confirmed', remoteId: 'a', remoteUrl: null, received },
  { outcome: 'refused', reason: 'refused', received },
  { outcome: 'offline', received },
  { outcome: 'failed', reason: 'rate-limited', retryAfter: 30_000, received },
  { outcome: 'failed', reason: 'tls', retryAfter: null, received },
  { outcome: 'unknown', reason: 'timed-out', retryAfter: null, received }
]
const tries = fc.record({
  tries: fc.integer({ min: 1, max: 20 }),
  number: fc.integer({ min: 1, max: 200 }),
  repeat: fc.constantFrom('idempotent' as const, 'look-first' as const),
  now: fc.constant(now),
  random: fc.double({ min: 0, max: 1, noNaN: true })
})
const anyResult = fc.constantFrom(...results)

describe('whatever a try answers', () => {
  test('a repeat that could show twice is never planned', () => {
    fc.assert(
      fc.property(anyResult, tries, (result, how) => {
        const { state, mayBeLive } = settle(result, how)
        if (how.repeat === 'look-first' && mayBeLive) expect(state).toBe('unconfirmed')
      })
    )
  })

  test('a delivery that is tried again says when, and no other does', () => {
    fc.assert(
      fc.property(anyResult, tries, (result, how) => {
        const { state, dueAt } = settle(result, how)
        expect(dueAt !== null && dueAt > now).toBe(state === 'failed-retryable' || state === 'planned')
      })
    )
  })

  test('tries come to an end, except where nothing was reached', () => {
    fc.assert(
      fc.property(anyResult, tries, (result, how) => {
        const { state, counts } = settle(result, { ...how, tries: maximumTries })
        expect(state === 'failed-retryable' && result.outcome !== 'offline').toBe(false)
        expect(counts).toBe(result.outcome !== 'offline')
      })
    )
  })
})

test('what was cut short is tried again at once, until its tries are used up or where a repeat could show twice', () => {
  expect(settleCutShort(1, 'idempotent', now)).toMatchObject({ state: 'failed-retryable', dueAt: now, mayBeLive: true })
  expect(settleCutShort(maximumTries, 'idempotent', now)).toMatchObject({
    state: 'failed-final',
    dueAt: null,
    mayBeLive: true
  })
  expect(settleCutShort(1, 'look-first', now)).toMatchObject({ state: 'unconfirmed', mayBeLive: true })
})

test('what is held is asked about when the hold ends, or after a while', () => {
  expect(settleHeld(hold('embargo', now + 5_000), now)).toMatchObject({
    state: 'held',
    reason: 'embargo',
    dueAt: now + 5_000,
    counts: false
  })
  expect(settleHeld(hold('clock-skew'), now)).toMatchObject({ dueAt: now + 60_000 })
})
