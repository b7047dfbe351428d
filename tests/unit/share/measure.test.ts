import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { isWithin, measure } from '../../../src/domain/share/measure.ts'
import { networks, type Network } from '../../../src/domain/share/networks.ts'
import { hasShared, sharedData, sharedJson } from '../../support/shared.ts'

const used = (network: Network, text: string): number => measure(network, { text }).used
const within = (network: Network, text: string): boolean => isWithin(measure(network, { text }))

describe('X', () => {
  test('weighs letters 1, ideograms and emoji 2, every link 23', () => {
    expect(used('x', 'été’«»')).toBe(6)
    expect(used('x', '漢字')).toBe(4)
    expect(used('x', '👨‍👩‍👧')).toBe(2)
    expect(used('x', `${'https://armelin.com/'}${'a'.repeat(200)}`)).toBe(23)
    expect(used('x', 'e\u0301')).toBe(1)
  })

  test('takes 280 and no more', () => {
    expect(within('x', 'a'.repeat(280))).toBe(true)
    expect(within('x', 'a'.repeat(281))).toBe(false)
  })

  test('counts a text that was made to be slow in a moment', () => {
    const start = performance.now()
    expect(used('x', `https://${'a-'.repeat(10_000)}.fr`)).toBeGreaterThan(280)
    expect(performance.now() - start).toBeLessThan(2_000)
  })

  test.skipIf(!hasShared)('agrees with its own conformance cases (../shared/data; skipped without it)', () => {
    const file = readFileSync(join(sharedData, 'social-text/twitter-text/validate.yml'), 'utf8')
    const { tests } = parse(file) as {
      tests: Record<string, { text: string; expected: { weightedLength: number } }[]>
    }
    // The other list of weights is the second version's, in which an emoji weighed as much as its parts.
    const cases = tests['WeightedTweetsWithDiscountedEmojiCounterTest'] ?? []
    expect(cases.length).toBeGreaterThan(5)
    for (const { text, expected } of cases) {
      // Far beyond the limit, a count that is near is enough, and quick.
      if (text.length > 4_000) expect(used('x', text)).toBeGreaterThan(4_000)
      else expect({ text, used: used('x', text) }).toEqual({ text, used: expected.weightedLength })
    }
  })
})

describe('Bluesky', () => {
  test('counts graphemes, and bytes too', () => {
    expect(measure('bluesky', { text: '👨‍👩‍👧é' })).toEqual({
      used: 2,
      limit: 300,
      unit: 'graphemes',
      bytes: { used: 20, limit: 3_000 }
    })
    expect(within('bluesky', '👩‍👩‍👧‍👧'.repeat(120))).toBe(true)
    expect(within('bluesky', '👩‍👩‍👧‍👧'.repeat(121))).toBe(false)
    expect(within('bluesky', 'é'.repeat(301))).toBe(false)
  })

  test.skipIf(!hasShared)('agrees with its own cases (../shared/data; skipped without it)', () => {
    const cases = sharedJson<{ text: string; graphemes: number; utf8Bytes: number }[]>(
      'social-text/bluesky/grapheme-length.json'
    )
    for (const { text, graphemes, utf8Bytes } of cases)
      expect(measure('bluesky', { text })).toMatchObject({ used: graphemes, bytes: { used: utf8Bytes } })
  })
})

describe('Mastodon', () => {
  test('counts a link as 23 and a name on another server without the server', () => {
    expect(used('mastodon', `À lire : https://armelin.example/${'a'.repeat(300)}?utm_source=x#y.`)).toBe(9 + 23 + 1)
    expect(used('mastodon', 'avec @presse@social.armelin.example')).toBe('avec @presse'.length)
    expect(used('mastodon', 'presse@armelin.example')).toBe('presse@armelin.example'.length)
  })

  test('has the limit of its server', () => {
    expect(measure('mastodon', { text: 'a' }).limit).toBe(500)
    expect(isWithin(measure('mastodon', { text: 'a'.repeat(5_000) }, { most: 5_000 }))).toBe(true)
    expect(measure('mastodon', { text: 'https://a.fr' }, { linkWeight: 30 }).used).toBe(30)
  })
})

test('LinkedIn counts UTF-16 units, the strictest', () => {
  expect(used('linkedin', '👨‍👩‍👧')).toBe(8)
  expect(within('linkedin', 'a'.repeat(3_000))).toBe(true)
  expect(within('linkedin', 'a'.repeat(3_001))).toBe(false)
})

test('no limit is made up where none is known', () => {
  const unlimited = networks.filter(network => measure(network, { text: '' }).limit === null)
  expect(unlimited).toEqual(['facebook', 'teams', 'slack', 'mail'])
})
