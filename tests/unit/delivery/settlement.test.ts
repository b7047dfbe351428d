import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maximumTries } from '../../../src/domain/delivery/backoff.ts'
import type { SendResult } from '../../../src/main/workspace/delivery/connectors/connector.ts'
import { settle } from '../../../src/main/workspace/delivery/settle.ts'
import { settleHeld } from '../../../src/main/workspace/delivery/settlement.ts'
import { settleCutShort } from '../../../src/main/workspace/delivery/settle-unknown.ts'
import { hold } from '../../../src/domain/delivery/gate.ts'

const now = Date.parse('2026-11-26T07:30:00Z')
const received = { status: 0 }
const results: SendResult[] = [
  { outcome: 'confirmed', remoteId: 'a', remoteUrl: null, received },
  { outcome: 'refused', reason: 'refused', received },
  { outcome: 'offline', received },
  { outcome: 'failed', reason: 'rate-limited', retryAfter: 30_000, received },
  { outcome: 'failed', reason: 'tls', retryAfter: null, received },
  { outcome: 'unknown', reason: 'timed-out', retryAfter: null, received },
  { outcome: 'handed-over', received },
  { outcome: 'unauthorized', received },
  { outcome: 'refused', reason: 'no-target', received },
  { outcome: 'refused', reason: 'gone', received }
]
const noLook = async () => ({ found: 'unclear' as const, received })
const idempotent = { repeat: 'idempotent' } as const
const tries = fc.record({
  tries: fc.integer({ min: 1, max: 20 }),
  number: fc.integer({ min: 1, max: 200 }),
  connector: fc.record(
    { repeat: fc.constantFrom('idempotent' as const, 'look-first' as const), look: fc.constant(noLook) },
    { requiredKeys: ['repeat'] }
  ),
  now: fc.constant(now),
  random: fc.double({ min: 0, max: 1, noNaN: true })
})
const anyResult = fc.constantFrom(...results)

describe('whatever a try answers', () => {
  test('a repeat that could show twice is never planned', () => {
    fc.assert(
      fc.property(anyResult, tries, (result, how) => {
        const { state, mayBeLive } = settle(result, how)
        if (how.connector.repeat === 'look-first' && mayBeLive) expect(state).toBe('unconfirmed')
      })
    )
  })

  test('a delivery that is tried again says when, and no other does', () => {
    fc.assert(
      fc.property(anyResult, tries, (result, how) => {
        const { state, dueAt } = settle(result, how)
        expect(dueAt !== null && dueAt > now).toBe(['failed-retryable', 'planned', 'held'].includes(state))
      })
    )
  })

  test('tries come to an end, except where nothing was reached', () => {
    fc.assert(
      fc.property(anyResult, tries, (result, how) => {
        const { state, counts } = settle(result, { ...how, tries: maximumTries })
        expect(state === 'failed-retryable' && result.outcome !== 'offline').toBe(false)
        expect(counts).toBe(state !== 'held' && result.outcome !== 'offline')
      })
    )
  })
})

test('what needs a person is left to one, and keeps nothing else waiting for an answer', () => {
  const how = { tries: 1, number: 1, connector: { repeat: 'look-first' as const }, now, random: 0.5 }
  const [handedOver, unauthorized, noTarget, gone] = results.slice(-4).map(result => settle(result, how))
  expect(handedOver).toMatchObject({ state: 'unconfirmed', reason: 'awaiting-person', mayBeLive: false, lookAt: null })
  expect(unauthorized).toMatchObject({ state: 'held', reason: 'sign-in', pauses: 'sign-in', mayBeLive: false })
  expect(noTarget).toMatchObject({ state: 'held', reason: 'no-target', pauses: null })
  expect(gone).toMatchObject({ state: 'failed-final', reason: 'gone', pauses: 'gone' })
})

test('a refusal of the rest says that some of it may be live', () => {
  const how = { tries: 1, number: 1, connector: idempotent, now, random: 0 }
  const refused = { outcome: 'refused', reason: 'forbidden', received } as const
  expect(settle({ ...refused, partly: true }, how)).toMatchObject({ state: 'failed-final', mayBeLive: true })
  expect(settle(refused, how)).toMatchObject({ state: 'failed-final', mayBeLive: false })
})

test('an unknown outcome is looked for after half a minute, where it can be', () => {
  const unknown: SendResult = { outcome: 'unknown', reason: 'no-answer', retryAfter: 3_600_000, received }
  const how = { tries: 1, number: 1, now, random: 0.5 }
  const looking = { repeat: 'look-first', look: noLook } as const
  expect(settle(unknown, { ...how, connector: looking })).toMatchObject({ state: 'unconfirmed', lookAt: now + 30_000 })
  expect(settle(unknown, { ...how, connector: { repeat: 'look-first' } })).toMatchObject({ lookAt: null })
  expect(settle(unknown, { ...how, connector: { ...looking, repeat: 'idempotent' } })).toMatchObject({
    state: 'failed-retryable',
    lookAt: null
  })
})

test('what was cut short is tried again at once, until its tries are used up or where a repeat could show twice', () => {
  expect(settleCutShort(1, idempotent, now)).toMatchObject({ state: 'failed-retryable', dueAt: now, mayBeLive: true })
  expect(settleCutShort(maximumTries, idempotent, now)).toMatchObject({
    state: 'failed-final',
    dueAt: null,
    mayBeLive: true
  })
  expect(settleCutShort(1, { repeat: 'look-first' }, now)).toMatchObject({ state: 'unconfirmed', mayBeLive: true })
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
