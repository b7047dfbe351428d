import { describe, expect, test } from 'vitest'
import { provenDecimal, readCount, type DecimalSign } from '../../../src/domain/reach/counts.ts'

describe('counts as people and spreadsheets write them', () => {
  test.each<[string, DecimalSign | null, number]>([
    ['0', null, 0],
    ['1234567', null, 1_234_567],
    [' 1234 ', null, 1234],
    ['1 234', null, 1234],
    ['1\u00a0234\u00a0567', null, 1_234_567],
    ['1\u202f234', null, 1234],
    ['1,234', null, 1234],
    ['1.234.567', null, 1_234_567],
    ['1’234', null, 1234],
    ['2386.0', '.', 2386],
    ['12,00', ',', 12],
    ['1,234.00', '.', 1234],
    ['1.234,0', ',', 1234],
    ['1 234,0', ',', 1234],
    ['100.000', '.', 100]
  ])('%o with decimal %o is %d', (text, decimal, count) => {
    expect(readCount(text, decimal)).toBe(count)
  })

  test.each(['', '-', '–', '—', 'n/a', '  '])('%o was not measured', text => {
    expect(readCount(text, null)).toBeNull()
  })

  test.each<[string, DecimalSign | null]>([
    ['-5', null],
    ['12k', null],
    ['abc', null],
    ['3,5', ','],
    ['1.5', '.'],
    ['1 23', null],
    ['1,23,456', null],
    ['1,234.567', null],
    ['4 %', null],
    ['99999999999999999', null],
    ['٣', null]
  ])('%o with decimal %o is no count', (text, decimal) => {
    expect(readCount(text, decimal)).toBeNaN()
  })
})

test.each<[string, DecimalSign | null]>([
  ['100.0', '.'],
  ['0.0', '.'],
  ['0,000', ','],
  ['12,00', ','],
  ['1234.567', '.'],
  ['1,234.5', '.'],
  ['1.234,50', ','],
  ['1 234,0', ','],
  ['1.234', null],
  ['1,234', null],
  ['1.234.567', null],
  ['1234', null],
  ['', null],
  ['a.b', null]
])('%o proves the decimal sign %o', (text, sign) => {
  expect(provenDecimal(text)).toBe(sign)
})
