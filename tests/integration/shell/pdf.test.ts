import { expect, test } from 'vitest'
import { countPages, withDates } from '../../../src/main/pdf.ts'

const written = (at: string) =>
  Buffer.from(
    `%PDF-1.4\n%\xd3\xeb\xe9\xe1\n1 0 obj\n<</Title (Port\xe9e)\n/CreationDate (D:${at}+00'00')\n/ModDate (D:${at}+00'00')>>\nendobj\n` +
      '2 0 obj\n<</Type /Page\n/Parent 4 0 R>>\nendobj\n3 0 obj\n<</Type /Page\n/Parent 4 0 R>>\nendobj\n4 0 obj\n<</Type /Pages\n/Count 2>>\nendobj\n',
    'latin1'
  )

test('two prints of the same figures become the same bytes, and keep every place in the file', () => {
  const [one, two] = [written('20260801093000'), written('20270102030405')]
  expect(one.equals(two)).toBe(false)
  const at = new Date('2026-08-01T00:00:00.000Z')
  const dated = withDates(one, at)
  expect(dated.equals(withDates(two, at))).toBe(true)
  expect(dated.length).toBe(one.length)
  expect(dated.equals(written('20260801000000'))).toBe(true)
})

test('counts pages, not the tree that holds them', () => {
  expect(countPages(written('20260801093000'))).toBe(2)
  expect(countPages(Buffer.from('%PDF-1.4'))).toBe(0)
})
