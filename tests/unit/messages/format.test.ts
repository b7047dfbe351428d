import { expect, test } from 'vitest'
import {
  formatDay,
  formatDistance,
  formatDuration,
  formatInstant,
  formatMonth,
  formatMultiplier,
  formatPercent,
  formatPercentChange
} from '../../../src/messages/format.ts'

const plain = (text: string): string => text.replaceAll(/\s/gu, ' ')
const now = '2026-11-23T08:00:00.000Z'
const later = (minutes: number): string => new Date(Date.parse(now) + minutes * 60_000).toISOString()

test.each([
  [0, 'maintenant', 'now'],
  [5, 'dans 5 min', 'in 5 min'],
  [-61, 'il y a 1 h 1 min', '1 hr 1 min ago'],
  [2 * 1440 + 17 * 60, 'dans 2 j 17 h', 'in 2 days 17 hrs'],
  [-12 * 1440 - 300, 'il y a 12 j', '12 days ago'],
  [-100 * 1440, 'il y a 3 mois', '3 months ago'],
  [900 * 1440, 'dans 2 ans', 'in 2 years']
])('an instant %i minutes away', (minutes, fr, en) => {
  expect(plain(formatDistance(later(minutes), now, 'fr'))).toBe(fr)
  expect(plain(formatDistance(later(minutes), now, 'en'))).toBe(en)
})

test('a duration is told in its two largest units', () => {
  expect(plain(formatDuration(1684, 'fr'))).toBe('1 j 4 h')
  expect(plain(formatDuration(1440, 'en'))).toBe('1 day')
  expect(plain(formatDuration(0, 'fr'))).toBe('0 min')
})

test('a calendar day stays the day that it is, whatever the zone of the computer', () => {
  expect(formatDay('2026-11-01', 'fr')).toBe('1 nov. 2026')
  expect(formatMonth('2026-01', 'en')).toBe('January 2026')
})

test('an instant is told on the clocks of its zone, with the city that names it', () => {
  expect(formatInstant('2026-11-23T23:30:00Z', 'America/New_York', 'en')).toBe('23 Nov 2026, 18:30 (New York)')
  expect(formatInstant('2026-11-23T23:30:00Z', 'Europe/Paris', 'fr')).toBe('24 nov. 2026, 00:30 (Paris)')
})

test('numbers keep what matters', () => {
  expect(plain(formatPercent(0.784, 'fr'))).toBe('78 %')
  expect(formatPercent(0.0123, 'en')).toBe('1.2%')
  expect(formatPercentChange(-0.2, 'en')).toBe('−20%')
  expect(formatPercentChange(0, 'en')).toBe('0%')
  expect(formatMultiplier(4.53, 'fr')).toBe('×4,5')
  expect(formatMultiplier(null, 'fr')).toBe('–')
})
