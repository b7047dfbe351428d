import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { feedDate, listedAt } from '../../../src/domain/curation/feed-date.ts'

describe('a date of a feed', () => {
  test.each([
    ['Thu, 26 Nov 2026 07:30:00 GMT', '2026-11-26T07:30:00.000Z'],
    ['Thu, 26 Nov 2026 07:30:00 +0100', '2026-11-26T06:30:00.000Z'],
    ['26 Nov 2026 07:30 -0530', '2026-11-26T13:00:00.000Z'],
    ['Thursday, 26-Nov-26 07:30:00 UTC', '2026-11-26T07:30:00.000Z'],
    ['Fri, 31 Dec 99 23:00:00 EST', '2000-01-01T04:00:00.000Z'],
    ['Thu,  1 January 2004 19:48:21 PDT', '2004-01-02T02:48:21.000Z'],
    ['Sat, 28 Mar 2026 10:00:00 CET', '2026-03-28T09:00:00.000Z'],
    ['jeu., 26 nov. 2026 07:30:00 +0100', '2026-11-26T06:30:00.000Z'],
    ['3 août 2026 08:00', '2026-08-03T08:00:00.000Z'],
    ['14 févr. 2026', '2026-02-14T00:00:00.000Z'],
    ['Thu, 26 Nov 2026 07:30:00 +0100 (CET)', '2026-11-26T06:30:00.000Z'],
    ['Wed, 03 Jan 2018 13:47:00 GMT\r\n   ', '2018-01-03T13:47:00.000Z'],
    ['2026-11-26T07:30:00+01:00', '2026-11-26T06:30:00.000Z'],
    ['2026-11-26T07:30:00.1234Z', '2026-11-26T07:30:00.123Z'],
    ['2026-11-26t07:30z', '2026-11-26T07:30:00.000Z'],
    ['2026-11-26 07:30:00', '2026-11-26T07:30:00.000Z'],
    ['20261126T073000Z', '2026-11-26T07:30:00.000Z'],
    ['2026-11-26', '2026-11-26T00:00:00.000Z'],
    ['2026-11', '2026-11-01T00:00:00.000Z'],
    ['2026', '2026-01-01T00:00:00.000Z'],
    ['2026/1/9 14:33:00', '2026-01-09T14:33:00.000Z'],
    ['2026-12-31T24:00:00Z', '2027-01-01T00:00:00.000Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['Thu Nov 26 07:30:00 2026', '2026-11-26T07:30:00.000Z'],
    ['Thu Nov 26 07:30:00 EST 2026', '2026-11-26T12:30:00.000Z'],
    ['November 26, 2026', '2026-11-26T00:00:00.000Z']
  ])('%s', (written, instant) => {
    expect(feedDate(written)).toBe(instant)
  })

  test.each([
    '',
    'yesterday',
    '30 Feb 2026',
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-11-26T25:00:00Z',
    '2026-11-26T07:61:00Z',
    '0001-01-01T00:00:00Z',
    '26 Brumaire 2026',
    '26 Nov 2026 07:30 XYZT',
    '11/26/2026',
    '1795764600'
  ])('"%s" is none', written => {
    expect(feedDate(written)).toBeNull()
  })

  test('is read back from each form that programs write', () => {
    const seconds = fc.integer({ min: 0, max: 4_000_000_000 }).map(second => new Date(second * 1000))
    fc.assert(
      fc.property(seconds, date => {
        expect(feedDate(date.toISOString())).toBe(date.toISOString())
        expect(feedDate(date.toUTCString())).toBe(date.toISOString())
      })
    )
  })

  test('never throws and answers with nothing but instants', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d\s:+\-TZa-z,./]{0,40}$/)), written => {
        expect(feedDate(written) ?? '2000-01-01T00:00:00.000Z').toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      })
    )
  })
})

test('an item of the future or without a date is listed when it came', () => {
  const received = '2026-11-26T07:30:00.000Z'
  expect(listedAt('2026-11-25T00:00:00.000Z', received)).toBe('2026-11-25T00:00:00.000Z')
  expect(listedAt('2099-01-01T00:00:00.000Z', received)).toBe(received)
  expect(listedAt(null, received)).toBe(received)
})
