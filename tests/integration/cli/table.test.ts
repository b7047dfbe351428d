import { expect, test } from 'vitest'
import { table } from '../../../src/cli/terminal/table.ts'
import { fit, manyLines, oneLine, widthOf } from '../../../src/cli/terminal/text.ts'

const columns = [{ title: 'Id' }, { title: 'Title', flexible: true }, { title: 'Shares', align: 'right' as const }]

test('columns are aligned, also under wide characters and combining marks', () => {
  const lines = table(
    columns,
    [
      ['1', '新聞発表', '5'],
      ['22', 'e\u0301te\u0301', '1 200']
    ],
    Infinity
  ).split('\n')
  expect(lines).toEqual(['Id  Title     Shares', '1   新聞発表       5', '22  e\u0301te\u0301        1 200'])
})

test('only a flexible column is cut, and only as far as the terminal asks', () => {
  const title = 'Armelin ouvre un nouveau site industriel à Nantes'
  const lines = table(columns, [['1', title, '12']], 40).split('\n')
  expect(Math.max(...lines.map(widthOf))).toBe(40)
  expect(lines[1]).toMatch(/^1 {3}Armelin ouvre un nouveau s?…? ?.*…\s+12$/)
  expect(table(columns, [['1', title, '12']], Infinity)).toContain(title)
})

test('nothing stored can act on the terminal or turn its lines around', () => {
  const hostile = '\u001b]0;owned\u0007\u001b[2JTitle\r\nsecond\u202egnp.exe\u009b31m'
  expect(oneLine(hostile)).toBe(']0;owned [2JTitle secondgnp.exe 31m')
  expect(manyLines(`a\tb\n${hostile}`)).toBe('a\tb\n]0;owned[2JTitle\nsecondgnp.exe31m')
  expect(table(columns, [['1', hostile, '2']], Infinity)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
})

test('a text is cut between whole characters', () => {
  expect(fit('👩‍👩‍👧 family', 4)).toBe('👩‍👩‍👧…')
  expect(fit('short', 5)).toBe('short')
})
