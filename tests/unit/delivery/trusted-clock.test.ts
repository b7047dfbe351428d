import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gate, type GateFacts } from '../../../src/domain/delivery/gate.ts'
import { TrustedClock } from '../../../src/main/workspace/delivery/trusted-clock.ts'

const embargoAt = Date.parse('2026-10-25T01:30:00Z')

/** What may happen to a machine on the way to an embargo. */
type Event =
  | { what: 'time passes'; by: number }
  | { what: 'sleep'; by: number }
  | { what: 'clock set'; by: number }
  | { what: 'clock set to'; at: number }
  | { what: 'server asked'; late: number }

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ what: fc.constant('time passes' as const), by: fc.integer({ min: 0, max: 3_600_000 }) }),
  fc.record({ what: fc.constant('sleep' as const), by: fc.integer({ min: 0, max: 86_400_000 }) }),
  fc.record({
    what: fc.constant('clock set' as const),
    by: fc.constantFrom(-86_400_000, -3_600_000, -30_000, 30_000, 3_600_000, 86_400_000)
  }),
  fc.record({ what: fc.constant('clock set to' as const), at: fc.constantFrom(0, embargoAt, embargoAt + 1) }),
  fc.record({ what: fc.constant('server asked' as const), late: fc.integer({ min: 0, max: 5_000 }) })
)

/** A machine with its three clocks: the true time, its own wall clock, and a monotonic one that stands while it sleeps. */
function machine(start: number) {
  const at = { real: start, wall: start, monotonic: 0 }
  const clock = new TrustedClock(
    () => at.wall,
    () => at.monotonic
  )
  const pass = (by: number, awake: number): void => {
    at.real += by
    at.wall += by
    at.monotonic += awake
  }
  return {
    at,
    clock,
    live(event: Event): void {
      if (event.what === 'time passes') pass(event.by, event.by)
      else if (event.what === 'sleep') pass(event.by, 0)
      else if (event.what === 'clock set') at.wall += event.by
      else if (event.what === 'clock set to') at.wall = event.at
      else {
        const date = new Date(at.real).toUTCString()
        pass(event.late, event.late)
        clock.hear('account', date)
      }
    }
  }
}

const facts = (now: number, clockSkew: number | null): GateFacts => ({
  action: 'publish',
  approved: true,
  approvalIntact: true,
  rightsValid: true,
  destinationSigned: true,
  embargoAt,
  now,
  clockSkew,
  plannedAt: 0,
  begun: true,
  confirmedAt: null,
  allHeld: false
})

test('whatever happens to the clocks, an embargoed text that goes is not early', () => {
  let gone = 0
  fc.assert(
    fc.property(fc.integer({ min: -7_200_000, max: 60_000 }), fc.array(event, { maxLength: 20 }), (start, events) => {
      const { at, clock, live } = machine(embargoAt + start)
      for (const happening of events) {
        live(happening)
        if (!gate(facts(at.wall, clock.skew('account'))).go) continue
        gone++
        expect(at.real).toBeGreaterThanOrEqual(embargoAt)
      }
    }),
    { numRuns: 10_000 }
  )
  // Else the test would pass with a gate that never opens.
  expect(gone).toBeGreaterThan(100)
})

test('with a right clock it goes within two seconds of the embargo', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 1_000 }), (early, late) => {
      const { at, clock, live } = machine(embargoAt - early)
      live({ what: 'server asked', late })
      live({ what: 'time passes', by: Math.max(0, embargoAt - at.real) })
      const first = gate(facts(at.wall, clock.skew('account')))
      if (!first.go) live({ what: 'time passes', by: (first.until ?? Number.NaN) - at.wall })
      expect(gate(facts(at.wall, clock.skew('account')))).toEqual({ go: true })
      expect(at.real - embargoAt).toBeLessThan(2_100)
    })
  )
})

test('another destination’s clock will do where this one’s was not heard lately', () => {
  const { clock, at } = machine(embargoAt)
  expect(clock.skew('account')).toBeNull()
  clock.hear('other', new Date(embargoAt - 5_000).toUTCString())
  expect(clock.skew('account')).toBe(5_000)
  clock.hear('account', new Date(embargoAt).toUTCString())
  expect(clock.skew('account')).toBe(0)
  at.monotonic += 120_000
  at.wall += 120_000
  clock.hear('other', new Date(at.wall - 9_000).toUTCString())
  expect(clock.isFresh('account')).toBe(false)
  expect(clock.skew('account')).toBe(9_000)
})

test('what is no date is not heard', () => {
  const { clock } = machine(embargoAt)
  for (const date of [null, '', 'now', '26 Nov', 'Thu, 99 Nov 2026 00:00:00 GMT']) clock.hear('account', date)
  expect(clock.skew('account')).toBeNull()
})

test('asked for by many at once, a destination is asked once', async () => {
  const { clock } = machine(embargoAt)
  let asked = 0
  const ask = async () => {
    asked++
    return new Date(embargoAt).toUTCString()
  }
  await Promise.all([clock.consult('account', ask), clock.consult('account', ask), clock.consult('account', ask)])
  expect(asked).toBe(1)
  await clock.consult('account', ask)
  expect(asked).toBe(2)
})
