import { describe, expect, test } from 'vitest'
import { checkCopy, checkKit, stops } from '../../../src/domain/share/check.ts'
import { postsOf } from '../../../src/domain/share/compose.ts'
import type { Post } from '../../../src/domain/share/post.ts'
import { noRules, type ShareRules } from '../../../src/domain/share/rules.ts'
import { aCopy, aPicture, houseRules, link, withKit } from '../../support/kit.ts'

const post = (change: Partial<Post> = {}): Post => ({
  network: 'linkedin',
  lang: 'fr',
  copy: 'linkedin-fr-1',
  text: 'Un texte.',
  link,
  title: '',
  summary: '',
  ...change
})
const codes = (text: string, rules: Partial<ShareRules> = {}, change: Partial<Post> = {}): string[] =>
  checkCopy(post({ text, ...change }), { rules: { ...noRules, ...rules } }).map(({ code }) => code)

test('a good copy has no problem', () => expect(codes('Un texte.')).toEqual([]))

describe('a blocked word', () => {
  const blocked = ['révolutionnaire', 'numéro un', 'art']
  test.each([
    'Une cuve REVOLUTIONNAIRE.',
    'Une cuve re\u0301volutionnaire !',
    'Une cuve révo\u00ADlutionnaire.',
    'Le nume\u0301ro\u00A0un du secteur',
    'L’art de la pluie'
  ])('is found in %j', text => expect(codes(text, { blocked })).toEqual(['blocked-word']))
  test.each(['Un départ remarqué, artisanal', 'numéro une', 'révolutionnaires'])('is not in %j', text =>
    expect(codes(text, { blocked })).toEqual([])
  )
  test('says which one', () =>
    expect(checkCopy(post({ text: 'L’art' }), { rules: { ...noRules, blocked } })[0]).toEqual({
      code: 'blocked-word',
      stops: true,
      params: { word: 'art' }
    }))
})

test('the disclosure of its language has to be there, whatever its case', () => {
  const disclosure = { fr: '#salarié Armelin', en: 'Opinions my own' }
  expect(codes('Un texte', { disclosure })).toEqual(['disclosure-missing'])
  expect(codes('Un texte. #Salarie armelin', { disclosure })).toEqual([])
  expect(codes('A text', { disclosure }, { lang: 'en' })).toEqual(['disclosure-missing'])
  expect(codes('A text. Opinions my own.', { disclosure }, { lang: 'en' })).toEqual([])
})

test('one of the hashtags is advised, where hashtags lead anywhere', () => {
  const hashtags = ['Eau', 'Pluie']
  expect(codes('Un texte', { hashtags })).toEqual(['hashtag-missing'])
  expect(codes('Un texte #pluie', { hashtags })).toEqual([])
  expect(codes('Un texte', { hashtags }, { network: 'mail' })).toEqual([])
})

test('the network’s limits: length, bytes, cashtags, characters', () => {
  expect(checkCopy(post({ network: 'x', text: 'a'.repeat(283) }), { rules: noRules })[0]).toEqual({
    code: 'too-long',
    stops: true,
    params: { used: 283, limit: 280, over: 3, unit: 'weighted' }
  })
  expect(codes('👩‍👩‍👧‍👧'.repeat(121), {}, { network: 'bluesky' })).toEqual(['too-many-bytes'])
  expect(codes('$ABC et $DEF', {}, { network: 'x' })).toEqual(['too-many-cashtags'])
  expect(codes('$ABC et $DEF', {}, { network: 'linkedin' })).toEqual([])
  expect(codes('a\uFFFEb', {}, { network: 'x' })).toEqual(['refused-character'])
  expect(
    checkCopy(post({ network: 'mastodon', text: 'a'.repeat(600) }), { rules: noRules, limits: { most: 1_000 } })
  ).toEqual([])
})

test('where no limit is known, a long text is advised against, and stops nothing', () => {
  const [problem] = checkCopy(post({ network: 'facebook', text: 'a '.repeat(2_000) }), { rules: noRules })
  expect(problem).toMatchObject({ code: 'long-read', stops: false })
})

test('no text is no copy, a link alone neither', () => {
  expect(codes(' \n')).toEqual(['empty'])
  expect(codes(link, {}, { network: 'x' })).toEqual(['empty'])
})

test('what stops it comes first', () => {
  const problems = checkCopy(post({ text: 'révolutionnaire', link: null }), { rules: houseRules })
  expect(problems.map(({ code, stops: halts }) => [code, halts])).toEqual([
    ['blocked-word', true],
    ['disclosure-missing', true],
    ['hashtag-missing', false],
    ['link-missing', false]
  ])
})

describe('a kit', () => {
  test('without a kit there is nothing to say', () => {
    expect(checkKit(withKit({}), noRules)).toEqual([])
    const { kit: _kit, ...content } = withKit({})
    expect(checkKit(content, houseRules)).toEqual([])
  })

  test('colleagues do not all post the same: two alike are told of each other', () => {
    const copies = [aCopy({ network: 'x', id: 'x-fr-1' }), aCopy({ network: 'x', id: 'x-fr-2' }), aCopy()]
    const problems = checkKit(withKit({ link, medium: 'm', copies }), noRules)
    expect(problems).toEqual([
      { copy: 'x-fr-1', problems: [{ code: 'same-as-another', stops: false, params: { copy: 'x-fr-2' } }] },
      { copy: 'x-fr-2', problems: [{ code: 'same-as-another', stops: false, params: { copy: 'x-fr-1' } }] }
    ])
    expect(stops(problems)).toBe(false)
  })

  test('says once that the link is missing, and stops at one that is none', () => {
    const copies = [aCopy(), aCopy({ id: 'linkedin-fr-2', text: 'Autre chose' })]
    expect(checkKit(withKit({ copies }), noRules)).toEqual([
      { copy: null, problems: [{ code: 'link-missing', stops: false, params: {} }] }
    ])
    expect(stops(checkKit(withKit({ link: 'javascript:alert(1)' }), noRules))).toBe(true)
  })

  test('says how many pictures stay behind', () => {
    const copies = [aCopy({ network: 'x', id: 'x-fr-1' }), aCopy()]
    const media = Array.from({ length: 5 }, () => aPicture())
    expect(checkKit(withKit({ link, copies, media }), noRules)).toEqual([
      {
        copy: null,
        problems: [{ code: 'too-many-pictures', stops: false, params: { network: 'x', pictures: 5, most: 4 } }]
      }
    ])
  })

  test('is checked as it is sent: with its link', () => {
    const copies = [aCopy({ network: 'x', id: 'x-fr-1', text: 'a'.repeat(270) })]
    expect(checkKit(withKit({ copies }), noRules).flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual([
      'link-missing'
    ])
    const content = withKit({ link, copies })
    expect(stops(checkKit(content, noRules))).toBe(true)
    expect(postsOf(content, noRules)[0]?.text).toContain(link)
  })
})
