import * as v from 'valibot'
import { expect, test } from 'vitest'
import { reach } from '../../../src/preload/contract/reach.ts'

const file = { name: 'a.csv', bytes: new Uint8Array() }

test.each([
  [{ file: { name: 'a.csv', bytes: 'date,…' } }],
  [{ file: { ...file, path: '/etc/passwd' } }],
  [{ file, account: '  ' }],
  [{ file, map: { impression: 'Vues' } }],
  [{ file, map: { date: 3 } }],
  [{ file, dryRun: true }],
  [undefined]
])('%o is no import', input => {
  expect(v.safeParse(reach['metrics.import'].input, input).success).toBe(false)
})

test.each([
  { month: '2026-13' },
  { month: '2026-1' },
  { month: "2026-01' OR 1" },
  { release: 'x' },
  { from: '2026-01' },
  null
])('%o is no month', input => {
  expect(v.safeParse(reach['reach.month'].input, input).success).toBe(false)
})

test('a map names some fields, and what is not given has its default', () => {
  expect(v.parse(reach['metrics.import'].input, { file, map: { date: 'Jour' } })).toEqual({
    file,
    map: { date: 'Jour' }
  })
  expect(v.parse(reach['metrics.import'].input, { file })).toEqual({ file, map: {} })
  expect(v.parse(reach['reach.rows'].input, { month: '2026-11', release: null })).toEqual({
    month: '2026-11',
    release: null,
    limit: 50
  })
})
