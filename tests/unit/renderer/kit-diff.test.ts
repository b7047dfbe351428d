import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyKit, kitFields, type ShareKit } from '../../../src/domain/share/kit.ts'
import { copyLangs, networks } from '../../../src/domain/share/networks.ts'
import { kitChanges } from '../../../src/renderer/review/kit-diff.ts'
import { aCopy, aPicture, link } from '../../support/kit.ts'

const kit = (change: Partial<ShareKit> = {}): ShareKit => ({ ...emptyKit, ...change })

test('the same kit has no change, and still shows all of it', () => {
  const whole = kit({ link, messages: ['Un.'], copies: [aCopy()], media: [aPicture()], destinations: ['a'] })
  const changes = kitChanges(whole, whole, 'fr')
  expect(changes.count).toBe(0)
  expect(changes.facts).toEqual([{ key: 'link', state: 'same', text: link }])
  expect(changes.copies).toMatchObject([{ network: 'linkedin', changes: 0, copies: [{ state: 'same', number: 1 }] }])
  expect(changes.pictures).toMatchObject([{ state: 'same', facts: [] }])
})

test('a changed text is marked in place, under its network', () => {
  const before = kit({ copies: [aCopy({ text: 'Une usine de 80 emplois.' }), aCopy({ id: 'x-fr-1', network: 'x' })] })
  const after = kit({ copies: [aCopy({ text: 'Une usine de 86 emplois.' }), aCopy({ id: 'x-fr-1', network: 'x' })] })
  const { copies, count } = kitChanges(before, after, 'fr')
  expect(count).toBe(1)
  expect(copies.map(({ network, changes }) => [network, changes])).toEqual([
    ['linkedin', 1],
    ['x', 0]
  ])
  expect(copies[0]?.copies[0]).toMatchObject({
    state: 'changed',
    text: 'Une usine de \uE01280\uE013\uE01086\uE011 emplois.'
  })
})

test('what is new or gone says so; what is gone keeps the number that it had', () => {
  const before = kit({ copies: [aCopy({ id: 'a' }), aCopy({ id: 'b' })] })
  const after = kit({ copies: [aCopy({ id: 'a' }), aCopy({ id: 'c' })] })
  expect(
    kitChanges(before, after, 'fr').copies[0]?.copies.map(({ key, state, number }) => [key, state, number])
  ).toEqual([
    ['linkedin fr a', 'same', 1],
    ['linkedin fr c', 'added', 2],
    ['linkedin fr b', 'removed', 2]
  ])
})

test('of a picture, only what changed of its rights is told', () => {
  const changes = kitChanges(kit({ media: [aPicture()] }), kit({ media: [aPicture({ expires: '2027-01-31' })] }), 'fr')
  expect(changes.pictures).toMatchObject([
    { state: 'changed', facts: [{ field: 'expires', was: '', is: '2027-01-31' }] }
  ])
})

test('a text cannot bring marks of its own, changed or not', () => {
  const forged = kit({ campaign: '\uE012usine\uE013', copies: [aCopy({ text: '\uE012Un\uE013 texte' })] })
  for (const before of [forged, emptyKit]) {
    const { facts, copies } = kitChanges(before, forged, 'fr')
    expect([facts[0]?.text, copies[0]?.copies[0]?.text]).toEqual(['usine', 'Un texte'])
  }
})

test('a lost end of line shows', () => {
  const [one, two] = ['Un\nDeux', 'Un Deux'].map(text => kit({ copies: [aCopy({ text })] }))
  expect(kitChanges(one as ShareKit, two as ShareKit, 'fr').copies[0]?.copies[0]?.text).toBe(
    'Un\uE012¶\uE013\uE010 \uE011Deux'
  )
})

describe('whatever is signed', () => {
  const text = fc.constantFrom('', 'un', 'un deux', 'trois')
  const pictures = fc.array(
    fc
      .record({
        hash: fc.constantFrom('a', 'b'),
        alt: text,
        expires: fc.constantFrom(null, '2027-01-31'),
        width: fc.constantFrom(1, 2)
      })
      .map(aPicture),
    { maxLength: 3 }
  )
  const copies = fc.uniqueArray(
    fc
      .record({
        id: fc.constantFrom('a', 'b', 'c'),
        network: fc.constantFrom(...networks),
        lang: fc.constantFrom(...copyLangs),
        text
      })
      .map(aCopy),
    { selector: ({ id }) => id, maxLength: 3 }
  )
  const kits = fc.record({
    link: text,
    campaign: text,
    medium: text,
    messages: fc.array(fc.constantFrom('un', 'deux'), { maxLength: 2 }),
    other: fc.option(
      fc.record({
        title: fc.constantFrom('un', 'deux'),
        subtitle: text,
        messages: fc.array(fc.constantFrom('un'), { maxLength: 2 })
      })
    ),
    copies,
    media: pictures,
    destinations: fc.subarray(['a', 'b'])
  })

  test('a difference between two kits is never without a change to see', () => {
    fc.assert(
      fc.property(kits, kits, (before, after) => {
        const same = JSON.stringify(kitFields(before)) === JSON.stringify(kitFields(after))
        expect(kitChanges(before, after, 'fr').count === 0).toBe(same)
        expect(kitChanges(after, structuredClone(after), 'fr').count).toBe(0)
      }),
      { numRuns: 500 }
    )
  })
})
