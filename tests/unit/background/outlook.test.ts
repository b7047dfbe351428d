import { describe, expect, test } from 'vitest'
import { isWaiting, keepsAwake, lostByQuitting, type Outlook } from '../../../src/main/background/outlook.ts'

const now = Date.parse('2026-11-23T06:00:00.000Z')
const inMinutes = (minutes: number): string => new Date(now + minutes * 60_000).toISOString()
const idle: Outlook = { held: false, running: true, states: {}, next: null, soon: 0, missed: 0, attention: 0 }
const next = (minutes: number) => ({
  at: inMinutes(minutes),
  title: 'Le quai rouvre',
  account: 'Presse',
  locked: false,
  reachable: true
})
const waiting = (minutes: number): Outlook => ({ ...idle, next: next(minutes), soon: 3 })

test('Relais goes on while something leaves by itself, or is leaving', () => {
  expect(isWaiting(null)).toBe(false)
  expect(isWaiting(idle)).toBe(false)
  expect(isWaiting({ ...idle, states: { confirmed: 9, 'failed-final': 1, held: 2 }, missed: 2 })).toBe(false)
  expect(isWaiting(waiting(600))).toBe(true)
  expect(isWaiting({ ...idle, states: { leased: 1 } })).toBe(true)
})

describe('the computer stays awake', () => {
  test.each([
    ['long before', 16, false],
    ['a quarter of an hour before', 15, true],
    ['when it is due', 0, true],
    ['while it waits its turn', -5, true]
  ])('%s: %i minutes', (_when, minutes, awake) => {
    expect(keepsAwake(waiting(minutes), now)).toBe(awake)
  })

  test('while something is being sent', () => {
    expect(keepsAwake({ ...idle, states: { leased: 1 } }, now)).toBe(true)
  })

  test('not for what is held, cannot be reached for long, or is not there', () => {
    expect(keepsAwake({ ...waiting(5), held: true }, now)).toBe(false)
    expect(keepsAwake({ ...waiting(5), next: { ...next(5), reachable: false } }, now)).toBe(false)
    expect(keepsAwake(idle, now)).toBe(false)
    expect(keepsAwake(null, now)).toBe(false)
  })
})

test('quitting costs what is due within a day, unless it would not leave anyway', () => {
  expect(lostByQuitting(waiting(60))).toBe(3)
  expect(lostByQuitting({ ...waiting(60), held: true })).toBe(0)
  expect(lostByQuitting({ ...waiting(60), running: false })).toBe(0)
  expect(lostByQuitting(idle)).toBe(0)
  expect(lostByQuitting(null)).toBe(0)
})
