import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { embargoFromWall, embargoLifts, instantFrom } from '../../../src/domain/delivery/embargo.ts'
import { hasShared, sharedJson } from '../../support/shared.ts'

interface LocalTime {
  zone: string
  local: string
  label: string
  status: 'valid' | 'nonexistent' | 'ambiguous'
  utc: string[]
}

describe.skipIf(!hasShared)('local times around clock changes (skipped where the shared data are not there)', () => {
  const times = hasShared ? sharedJson<LocalTime[]>('timezones/embargo-local-times.json') : []
  const known = times.filter(({ status }) => status !== 'nonexistent')

  test.each(known)('$zone $local, $label', ({ zone, local, utc }) => {
    expect(Date.parse(embargoFromWall(local, zone).at)).toBe(Math.max(...utc.map(instant => Date.parse(instant))))
  })

  test.each(times.filter(({ status }) => status === 'nonexistent'))(
    '$zone $local never is: it moves to after the gap',
    ({ zone, local }) => {
      const { at, wall } = embargoFromWall(local, zone)
      const moved = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDateTime()
      expect(Temporal.PlainDateTime.compare(moved, Temporal.PlainDateTime.from(local))).toBe(1)
      expect(local.startsWith(wall)).toBe(true)
    }
  )

  test('an embargo is never before any reading of its wall time', () => {
    for (const { zone, local, utc } of known) {
      for (const reading of utc)
        expect(embargoLifts(embargoFromWall(local, zone))).toBeGreaterThanOrEqual(Date.parse(reading))
    }
  })
})

test.each([
  ['2026-10-25T02:30', 'Europe/Prague', '2026-10-25T01:30:00.000Z'],
  ['2027-03-28T02:30', 'Europe/Prague', '2027-03-28T01:30:00.000Z'],
  ['2026-11-26T07:30', 'Europe/Paris', '2026-11-26T06:30:00.000Z'],
  ['2026-11-26T07:30', 'UTC', '2026-11-26T07:30:00.000Z']
])('%s in %s is %s', (wall, zone, at) => {
  expect(embargoFromWall(wall, zone)).toEqual({ at, zone, wall })
})

test('is the later of the stored instant and what its wall time means now', () => {
  const planned = embargoFromWall('2027-06-01T09:00', 'Europe/Paris')
  fc.assert(
    fc.property(fc.integer({ min: -7_200_000, max: 7_200_000 }), moved => {
      const at = new Date(Date.parse(planned.at) + moved).toISOString()
      expect(embargoLifts({ ...planned, at })).toBe(Date.parse(planned.at) + Math.max(0, moved))
    })
  )
})

test.each([
  { at: 'soon', zone: 'Europe/Paris', wall: '2027-06-01T09:00' },
  { at: '2027-06-01T07:00:00.000Z', zone: 'Europe/Nowhere', wall: '2027-06-01T09:00' },
  { at: '2027-06-01T07:00:00.000Z', zone: 'Europe/Paris', wall: 'nine' }
])('one that cannot be read has no end: %j', embargo => {
  expect(embargoLifts(embargo)).toBeNaN()
})

test.each([
  ['2026-11-26T07:30:00Z', 'Europe/Paris', '2026-11-26T07:30:00.000Z'],
  ['2026-11-26T07:30+02:00', 'Europe/Paris', '2026-11-26T05:30:00.000Z'],
  ['2026-11-26 07:30', 'Europe/Paris', '2026-11-26T06:30:00.000Z'],
  ['2026-11-26T07:30', 'America/New_York', '2026-11-26T12:30:00.000Z']
])('%s typed in %s is %s', (text, zone, at) => {
  expect(instantFrom(text, zone)).toBe(at)
})

test.each(['', 'tomorrow', '2026-13-01T00:00', '07:30'])('%j is no time', text => {
  expect(() => instantFrom(text, 'Europe/Paris')).toThrow(expect.objectContaining({ code: 'bad-time' }))
})
