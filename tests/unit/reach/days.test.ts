import { expect, test } from 'vitest'
import { provenOrder, readDay } from '../../../src/domain/reach/days.ts'

test.each([
  ['2026-11-03', '2026-11-03'],
  ['2026/11/3', '2026-11-03'],
  ['2026-11-03T23:59:59Z', '2026-11-03'],
  ['2016-02-29 16:55 +0000', '2016-02-29'],
  ['20250216', '2025-02-16'],
  ['Tue Nov 03 2026 10:00:00 GMT+0100 (heure normale)', '2026-11-03'],
  ['Tue, 03 Nov 2026 10:00:00 GMT', '2026-11-03'],
  ['Nov 3, 2026', '2026-11-03'],
  ['mardi 3 novembre 2026', '2026-11-03'],
  ['1er août 2026', '2026-08-01'],
  ['3 déc. 2026 à 14:05', '2026-12-03'],
  ['03-juil.-2026', '2026-07-03'],
  ['  2026-11-03 ', '2026-11-03']
])('%s is one day in any language', (text, day) => {
  expect(readDay(text, 'day-first')).toBe(day)
  expect(readDay(text, 'month-first')).toBe(day)
})

test.each([
  ['03/11/2026', '2026-11-03', '2026-03-11'],
  ['3.11.26', '2026-11-03', '2026-03-11'],
  ['03-11-2026 08:30', '2026-11-03', '2026-03-11']
])('%s depends on the order', (text, dayFirst, monthFirst) => {
  expect(readDay(text, 'day-first')).toBe(dayFirst)
  expect(readDay(text, 'month-first')).toBe(monthFirst)
})

test.each([
  '',
  'NaN',
  '2026-02-29',
  '2026-13-01',
  '2026-00-10',
  '1970-01-01',
  '9999-12-31',
  '31/04/2026',
  '13 jui 2026',
  '45987',
  'hier',
  '2026-11',
  '2026-11-033'
])('%o is no day', text => {
  expect(readDay(text, 'day-first')).toBeNull()
})

test('a part over twelve proves the order, others prove nothing', () => {
  expect(provenOrder('25/12/2026')).toBe('day-first')
  expect(provenOrder('12/25/2026')).toBe('month-first')
  expect(provenOrder('11/12/2026')).toBeNull()
  expect(provenOrder('2026-12-25')).toBeNull()
  expect(provenOrder('25/25/2026')).toBeNull()
})
