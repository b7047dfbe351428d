import { AppBskyFeedPost } from '@atproto/api'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { facetsOf } from '../../../src/main/workspace/delivery/connectors/bluesky/facets.ts'
import { keyOf } from '../../../src/main/workspace/delivery/connectors/bluesky/key.ts'
import { newId } from '../../../src/main/workspace/ids.ts'

/** What a facet covers, and what it leads to. */
const shown = (text: string) =>
  facetsOf(text).map(({ index: { byteStart, byteEnd }, features: [feature] }) => [
    Buffer.from(text).subarray(byteStart, byteEnd).toString(),
    'uri' in feature ? feature.uri : feature.tag
  ])

describe('links and hashtags of a post', () => {
  it.each([
    ['Rien à voir', []],
    ['🏭 https://armelin.example', [['https://armelin.example', 'https://armelin.example']]],
    ['(voir https://armelin.example/a).', [['https://armelin.example/a', 'https://armelin.example/a']]],
    ['«\u202Fhttps://armelin.example/é\u202F»', [['https://armelin.example/é', 'https://armelin.example/é']]],
    ['“https://armelin.example/a”…', []],
    ['https://armelin.example/a…', [['https://armelin.example/a', 'https://armelin.example/a']]],
    [
      'https://fr.wikipedia.example/Usine_(film)',
      [['https://fr.wikipedia.example/Usine_(film)', 'https://fr.wikipedia.example/Usine_(film)']]
    ],
    ['armelin.fr et Mot.Mot', [['armelin.fr', 'https://armelin.fr']]],
    [
      '#usine #2026 #été2026, #a.',
      [
        ['#usine', 'usine'],
        ['#été2026', 'été2026'],
        ['#a', 'a']
      ]
    ],
    ['#tag(https://armelin.example)', [['#tag(https://armelin.example', 'tag(https://armelin.example']]],
    ['@quelqu.un https:///nulle-part', []]
  ])('of %j', (text, expected) => {
    expect(shown(text)).toEqual(expected)
  })

  test('are always such as the lexicon takes', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.webUrl(),
      fc.constantFrom(
        '#',
        '# ',
        '#é',
        ' #usine',
        'https://',
        ' https://a.fr)',
        '($ARM)',
        '\u202F',
        '🏭',
        '@a.fr',
        '…',
        '».'
      )
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        const text = pieces.join('')
        const facets = facetsOf(text)
        const bytes = Buffer.from(text)
        let end = 0
        for (const { index } of facets) {
          expect(index.byteStart).toBeGreaterThanOrEqual(end)
          expect(index.byteEnd).toBeGreaterThan(index.byteStart)
          expect(index.byteEnd).toBeLessThanOrEqual(bytes.length)
          // No character is cut in two.
          for (const at of [index.byteStart, index.byteEnd]) expect((bytes[at] ?? 0) & 0xc0).not.toBe(0x80)
          end = index.byteEnd
        }
        if (bytes.length > 3_000 || [...new Intl.Segmenter().segment(text)].length > 300) return
        const record = { $type: 'app.bsky.feed.post', text, createdAt: '2026-03-02T06:30:00.000Z', facets }
        expect(AppBskyFeedPost.validateRecord(record)).toMatchObject({ success: true })
      }),
      { numRuns: 500 }
    )
  })
})

describe('the key of a delivery’s post', () => {
  const parts = fc.record({
    id: fc.uuid(),
    startedAt: fc
      .date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true })
      .map(date => date.toISOString())
  })
  const delivery = { releaseId: newId(), action: 'publish', plannedAt: '2026-03-02T06:30:00.000Z' } as const

  test('is a TID, the same each time, and in the order of time', () => {
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const [a, b] = [keyOf({ ...delivery, ...one }), keyOf({ ...delivery, ...other })]
        expect(a).toMatch(/^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/)
        expect(keyOf({ ...delivery, ...one })).toBe(a)
        if (one.startedAt !== other.startedAt) expect(a < b).toBe(one.startedAt < other.startedAt)
      })
    )
  })

  test('is another for another delivery of the same moment', () => {
    const startedAt = '2026-03-02T06:30:00.000Z'
    const keys = Array.from({ length: 200 }, () => keyOf({ ...delivery, id: newId(), startedAt }))
    expect(new Set(keys).size).toBe(200)
  })
})
