import { expect, test } from 'vitest'
import { canonicalContent } from '../../../src/domain/releases/content.ts'
import { copyNumber, emptyKit, isEmptyKit, type ShareKit } from '../../../src/domain/share/kit.ts'
import { kitUnder, noRules } from '../../../src/domain/share/rules.ts'
import { contentHash } from '../../../src/main/workspace/releases/content-hash.ts'
import { sampleContent } from '../../support/approved.ts'
import { aCopy, aPicture, houseRules, link, withKit } from '../../support/kit.ts'

const whole: ShareKit = {
  link,
  campaign: 'usine',
  medium: 'employees',
  messages: ['Quarante emplois sont créés.'],
  other: { title: 'A plant opens', subtitle: 'Forty jobs', messages: ['Forty jobs are created.'] },
  copies: [aCopy()],
  media: [aPicture()],
  destinations: ['018f0000-0000-7000-8000-000000000001']
}

test('every field of a kit is covered by the hash that is signed', () => {
  const changes: Partial<ShareKit>[] = [
    { link: `${link}/` },
    { campaign: 'Usine' },
    { medium: '' },
    { messages: [] },
    { other: null },
    { other: { title: 'A plant opens', subtitle: 'Forty jobs', messages: [] } },
    ...[{ id: 'b' }, { network: 'x' as const }, { lang: 'en' as const }, { text: 'Autre' }].map(change => ({
      copies: [aCopy(change)]
    })),
    ...[
      { hash: 'b'.repeat(64) },
      { name: 'b.jpg' },
      { type: 'image/png' },
      { width: 1 },
      { height: 1 },
      { alt: 'x' },
      { credit: 'x' },
      { licence: 'x' },
      { expires: '2027-01-01' },
      { consent: 'given' as const }
    ].map(change => ({ media: [aPicture(change)] })),
    { destinations: [] }
  ]
  const { medium: _medium, ...without } = whole
  const hashes = [whole, without, ...changes.map(change => ({ ...whole, ...change }))].map(kit =>
    contentHash({ ...sampleContent, kit })
  )
  expect(new Set(hashes).size).toBe(changes.length + 2)
})

test('a kit that says nothing is none, to the hash too: what was signed before there were kits keeps its hash', () => {
  expect(isEmptyKit({ ...emptyKit, medium: 'employees' })).toBe(true)
  expect(canonicalContent(withKit({}))).toBe(canonicalContent(sampleContent))
  expect(contentHash(withKit({ medium: 'x' }))).toBe(contentHash(sampleContent))
})

test('a kit with a link takes the house’s medium along, one without has none', () => {
  expect(kitUnder({ ...emptyKit, link }, houseRules).medium).toBe('employees')
  expect(kitUnder({ ...emptyKit, link, medium: 'old' }, noRules).medium).toBe('')
  expect('medium' in kitUnder({ ...emptyKit, medium: 'old' }, houseRules)).toBe(false)
})

test('copies are counted within their network and language', () => {
  const copies = [
    aCopy({ id: 'a' }),
    aCopy({ id: 'b', network: 'x' }),
    aCopy({ id: 'c', lang: 'en' }),
    aCopy({ id: 'd' })
  ]
  expect(copies.map(copy => copyNumber(copies, copy))).toEqual([1, 1, 1, 2])
})
