import { expect, test } from 'vitest'
import { daysOf, localDay, monthInstants, shiftMonth } from '../../../src/domain/reach/month.ts'

test('months follow each other across years', () => {
  expect(shiftMonth('2026-01', -1)).toBe('2025-12')
  expect(shiftMonth('2025-12', 1)).toBe('2026-01')
  expect(shiftMonth('2026-11', -11)).toBe('2025-12')
})

test('a month has all its days', () => {
  expect(daysOf('2024-02')).toHaveLength(29)
  expect(daysOf('2026-02').at(-1)).toBe('2026-02-28')
  expect(daysOf('2026-11')[0]).toBe('2026-11-01')
})

test('a month begins and ends at midnight of its zone, also where the clocks change within it', () => {
  expect(monthInstants('2026-03', 'Europe/Paris')).toEqual({
    from: '2026-02-28T23:00:00.000Z',
    to: '2026-03-31T22:00:00.000Z'
  })
  expect(localDay('2026-10-31T23:30:00.000Z', 'Europe/Paris')).toBe('2026-11-01')
  expect(localDay('2026-11-01T03:30:00.000Z', 'America/Montreal')).toBe('2026-10-31')
})
