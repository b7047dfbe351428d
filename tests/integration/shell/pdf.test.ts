import { expect, test } from 'vitest'
import { countPages, reproducible } from '../../../src/main/pdf.ts'

/** As Chromium writes it, cut down: dates, two pages, two named parts and the list of their names. */
const written = (at: string, [first = '', second = ''] = ['00000002', '00000007']) =>
  Buffer.from(
    `%PDF-1.4\n%\xd3\xeb\xe9\xe1\n1 0 obj\n<</Title (Port\xe9e \\(node00000002\\))\n/CreationDate (D:${at}+00'00')\n/ModDate (D:${at}+00'00')>>\nendobj\n` +
      '2 0 obj\n<</Type /Page\n/Parent 4 0 R>>\nendobj\n3 0 obj\n<</Type /Page\n/Parent 4 0 R>>\nendobj\n4 0 obj\n<</Type /Pages\n/Count 2>>\nendobj\n' +
      `5 0 obj\n<</Type /StructElem\n/S /TH\n/ID (node${first})>>\nendobj\n` +
      `6 0 obj\n<</Type /StructElem\n/A [<</Headers [(node${first})]>>]\n/ID (node${second})>>\nendobj\n` +
      `7 0 obj\n<</Limits ${limits(first, second)}\n/Names [${entries(first, second).join(' ')}]>>\nendobj\n`,
    'latin1'
  )
const entries = (first: string, second: string) => [`(node${first}) 5 0 R`, `(node${second}) 6 0 R`].sort()
const limits = (first: string, second: string) => `[(node${[first, second].sort().join(') (node')})]`

const at = new Date('2026-08-01T00:00:00.000Z')

test('two prints of the same figures become the same bytes', () => {
  const one = written('20260801093000', ['00000002', '00000007'])
  const two = written('20270102030405', ['00000031', '00000004'])
  expect(one.equals(two)).toBe(false)
  expect(reproducible(one, at).equals(reproducible(two, at))).toBe(true)
})

test('every byte keeps its place, and every name its object', () => {
  const two = written('20270102030405', ['00000031', '00000004'])
  const plain = reproducible(two, at)
  expect(plain.length).toBe(two.length)
  expect(plain.toString('latin1')).toBe(written('20260801000000', ['00000001', '00000002']).toString('latin1'))
})

test('another text stays another', () => {
  const other = Buffer.from(written('20260801093000').toString('latin1').replace('/S /TH', '/S /TD'), 'latin1')
  expect(reproducible(other, at).equals(reproducible(written('20260801093000'), at))).toBe(false)
})

test('counts pages, not the tree that holds them', () => {
  expect(countPages(written('20260801093000'))).toBe(2)
  expect(countPages(Buffer.from('%PDF-1.4'))).toBe(0)
})
