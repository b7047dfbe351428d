import { expect, test } from 'vitest'
import {
  currentVersion,
  endingVersion,
  lastOf
} from '../../../src/main/workspace/delivery/connectors/linkedin/version.ts'

const on = (day: string): number => Date.parse(`${day}T12:00:00Z`)

test.each([
  ['202511', '2026-09-30', null],
  ['202511', '2026-10-01', '2026-11'],
  ['202511', '2026-11-23', '2026-11'],
  ['202512', '2026-11-23', '2026-12'],
  ['202601', '2026-11-30', null],
  ['202601', '2026-12-01', '2027-01'],
  [currentVersion, '2026-11-23', null]
])('%s on %s ends from: %s', (version, day, from) => {
  expect(endingVersion(version, on(day))).toEqual(from === null ? null : { version, from })
})

test('a version is served for twelve months', () => {
  expect(lastOf('202601')).toBe('2027-01')
  expect(lastOf('202612')).toBe('2027-12')
})
