import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deliveryActions } from '../../../src/domain/delivery/delivery.ts'
import {
  gate,
  maximumLateness,
  maximumSkew,
  vouchableAfter,
  type GateFacts
} from '../../../src/domain/delivery/gate.ts'

const noon = Date.parse('2026-11-26T12:00:00Z')
const near = fc.integer({ min: -2 * 86_400_000, max: 2 * 86_400_000 })
const instant = fc.oneof(
  near.map(offset => noon + offset),
  fc.constant(Number.NaN),
  fc.constantFrom(0, 1e15)
)
const facts: fc.Arbitrary<GateFacts> = fc.record({
  action: fc.constantFrom(...deliveryActions),
  approved: fc.boolean(),
  approvalIntact: fc.boolean(),
  rightsValid: fc.boolean(),
  destinationSigned: fc.boolean(),
  embargoAt: fc.option(instant),
  now: instant,
  clockSkew: fc.option(fc.oneof(fc.integer({ min: -120_000, max: 120_000 }), near, fc.constant(Number.NaN))),
  plannedAt: instant,
  begun: fc.boolean(),
  confirmedAt: fc.option(instant),
  allHeld: fc.boolean()
})

/** Each promise, said anew and apart from how the gate says it. */
const promises: [string, (facts: GateFacts) => boolean][] = [
  ['nothing leaves while all is held', ({ allHeld }) => allHeld],
  ['nothing leaves before its slot, or with one that cannot be read', ({ now, plannedAt }) => !(now >= plannedAt)],
  ['no text leaves without approval', ({ action, approved }) => action !== 'withdraw' && !approved],
  [
    'no text leaves with an approval that does not hold',
    ({ action, approvalIntact }) => action !== 'withdraw' && !approvalIntact
  ],
  [
    'no picture leaves whose rights are not in order',
    ({ action, rightsValid }) => action !== 'withdraw' && !rightsValid
  ],
  [
    'no text leaves for a destination that the signature does not cover',
    ({ action, destinationSigned }) => action !== 'withdraw' && !destinationSigned
  ],
  [
    'no text leaves before its embargo',
    ({ action, embargoAt, now }) => action !== 'withdraw' && embargoAt !== null && !(now >= embargoAt)
  ],
  [
    'no text leaves before its embargo by the other clock',
    ({ action, embargoAt, now, clockSkew }) =>
      action !== 'withdraw' && embargoAt !== null && clockSkew !== null && now - clockSkew < embargoAt
  ],
  [
    'no embargoed text leaves by a clock that is off',
    ({ action, embargoAt, clockSkew }) =>
      action !== 'withdraw' && embargoAt !== null && clockSkew !== null && !(Math.abs(clockSkew) <= maximumSkew)
  ],
  [
    'no embargoed text leaves by a clock that nothing vouches for, nor anybody a day after it lifted',
    ({ action, embargoAt, now, clockSkew, confirmedAt }) =>
      action !== 'withdraw' &&
      embargoAt !== null &&
      clockSkew === null &&
      !(confirmedAt !== null && confirmedAt > embargoAt + vouchableAfter && now > embargoAt + vouchableAfter)
  ],
  [
    'no text leaves over an hour late without a word',
    ({ action, now, plannedAt, embargoAt, begun, confirmedAt }) =>
      action !== 'withdraw' &&
      !begun &&
      !(confirmedAt !== null && (embargoAt === null || confirmedAt >= embargoAt)) &&
      now - Math.max(plannedAt, embargoAt ?? plannedAt) > maximumLateness
  ]
]

describe('whatever else is true', () => {
  test.each(promises)('%s', (_name, forbids) => {
    fc.assert(
      fc.property(facts.filter(forbids), found => {
        expect(gate(found).go).toBe(false)
      }),
      { numRuns: 10_000 }
    )
  })
})

test('what none of the promises forbids, goes', () => {
  fc.assert(
    fc.property(
      facts.filter(found => promises.every(([, forbids]) => !forbids(found))),
      found => {
        expect(gate(found)).toEqual({ go: true })
      }
    ),
    { numRuns: 2_000 }
  )
})

test('a hold names when to ask again only as a time that can be read and that is to come', () => {
  fc.assert(
    fc.property(facts, found => {
      const answer = gate(found)
      if (!answer.go && answer.until !== null) expect(answer.until > found.now || Number.isNaN(found.now)).toBe(true)
    }),
    { numRuns: 5_000 }
  )
})

test('asked again when the hold ends, an embargo alone holds no longer', () => {
  const held = {
    action: 'publish',
    approved: true,
    approvalIntact: true,
    rightsValid: true,
    destinationSigned: true,
    begun: false,
    confirmedAt: null,
    allHeld: false
  } as const
  const skew = fc.integer({ min: -maximumSkew, max: maximumSkew })
  fc.assert(
    fc.property(near, skew, fc.integer({ min: 0, max: 86_400_000 }), (embargo, clockSkew, before) => {
      const found: GateFacts = {
        ...held,
        embargoAt: noon + embargo,
        plannedAt: noon + embargo - before,
        now: noon + embargo - before,
        clockSkew
      }
      let answer = gate(found)
      for (let asked = 0; !answer.go && asked < 3; asked++) answer = gate({ ...found, now: answer.until ?? Number.NaN })
      expect(answer).toEqual({ go: true })
    })
  )
})
