import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backoff, honoured, retryAfter } from '../../../src/domain/delivery/backoff.ts'

const now = Date.parse('2026-11-26T07:30:00Z')
const random = fc.double({ min: 0, max: 1, noNaN: true })

describe('the schedule', () => {
  test('doubles from five seconds and stays under a quarter of an hour', () => {
    expect([1, 2, 3, 8, 9, 12, 1000].map(tries => backoff(tries, 1) / 1000)).toEqual([5, 10, 20, 640, 900, 900, 900])
  })

  test('is spread over the upper half, so that what failed together does not come back together', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), random, (tries, chance) => {
        const wait = backoff(tries, chance)
        expect(wait).toBeGreaterThanOrEqual(backoff(tries, 0))
        expect(wait).toBeLessThanOrEqual(2 * backoff(tries, 0) + 1)
      })
    )
  })
})

describe('Retry-After', () => {
  test('is never cut short, and lengthened by a tenth at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 86_400_000 }), random, (asked, chance) => {
        expect(honoured(asked, chance)).toBeGreaterThanOrEqual(asked)
        expect(honoured(asked, chance)).toBeLessThanOrEqual(asked * 1.1 + 1)
      })
    )
  })

  test.each([
    ['120', 120_000],
    [' 120 ', 120_000],
    ['Thu, 26 Nov 2026 07:31:00 GMT', 60_000],
    ['Thursday, 26-Nov-26 07:31:00 GMT', 60_000],
    ['Thu Nov 26 07:31:00 2026', 60_000]
  ])('%j is read', (header, wait) => {
    expect(retryAfter(header, now)).toBe(wait)
  })

  test('is no longer than a day, whatever a server says', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.bigInt({ min: 0n }).map(String),
          fc.string(),
          fc
            .date()
            .filter(date => !Number.isNaN(date.getTime()))
            .map(date => date.toUTCString())
        ),
        header => {
          const wait = retryAfter(header, now)
          expect(wait === null || (wait > 0 && wait <= 86_400_000)).toBe(true)
        }
      )
    )
  })

  test.each([
    null,
    undefined,
    '',
    '0',
    '-1',
    '1e99',
    'soon',
    '30.5',
    '0x10',
    'NaN',
    'Infinity',
    'Thu, 26 Nov 2026 07:29:00 GMT',
    'Thu, 99 Foo 07:31:00'
  ])('%j is passed over', header => {
    expect(retryAfter(header, now)).toBeNull()
  })
})
