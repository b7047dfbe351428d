import { expect, test } from 'vitest'
import { chooseRelease, matchKey } from '../../../src/domain/reach/references.ts'

test('addresses meet without scheme, www, tracking, order, fragment and last slash', () => {
  const key = matchKey('https://www.armelin.example/news/r80?b=2&a=1')
  expect(matchKey('http://armelin.example/news/r80/?utm_source=x&a=1&b=2&fbclid=q#top')).toBe(key)
  expect(matchKey('https://armelin.example/news/r80?a=1')).not.toBe(key)
  expect(matchKey('https://armelin.example/news/R80?a=1&b=2')).not.toBe(key)
})

test('the items of a feed share a page and are told apart by the id in their fragment', () => {
  const page = 'https://armelin.example/presse'
  const [one, other] = ['01932b3e-7a10-7c3d-9f00-1a2b3c4d5e6f', '01932b3e-7a10-7c3d-9f00-1a2b3c4d5e70']
  const key = matchKey(`${page}#${one}`)
  expect(matchKey(`http://www.armelin.example/presse/?utm_source=x#${one.toUpperCase()}`)).toBe(key)
  expect(matchKey(`${page}#${other}`)).not.toBe(key)
  expect(matchKey(page)).not.toBe(key)
  expect(matchKey(`${page}#see-${one}`)).toBe(matchKey(page))
})

test('titles meet folded, and never meet addresses', () => {
  expect(matchKey('L’eau « lente » arrive !')).toBe(matchKey("l'EAU lente arrive"))
  expect(matchKey('L’eau lente')).not.toBe(matchKey('L’eau lente arrive'))
  expect(matchKey('armelin example news')).not.toBe(matchKey('https://armelin.example/news'))
})

test('among releases of one title, the newest of that day or before is meant, else the oldest', () => {
  const candidates = [
    { seq: 1, day: '2026-03-01' },
    { seq: 2, day: '2026-01-01' },
    { seq: 3, day: '2026-02-01' }
  ]
  expect(chooseRelease(candidates, '2026-02-15')).toBe(3)
  expect(chooseRelease(candidates, '2026-12-31')).toBe(1)
  expect(chooseRelease(candidates, '2025-06-01')).toBe(2)
  expect(chooseRelease([], '2026-02-15')).toBeNull()
})
