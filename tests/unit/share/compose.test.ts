import { describe, expect, test } from 'vitest'
import { postFor, postsOf } from '../../../src/domain/share/compose.ts'
import { isWithin, measure } from '../../../src/domain/share/measure.ts'
import { networks } from '../../../src/domain/share/networks.ts'
import { noRules } from '../../../src/domain/share/rules.ts'
import { sampleContent } from '../../support/approved.ts'
import { aCopy, houseRules, link, withKit } from '../../support/kit.ts'

const english = { title: 'A plant opens', subtitle: 'Forty jobs', messages: ['Forty jobs are created this year.'] }

describe('a post', () => {
  test('is the first copy of its network and language, letter for letter, with its link and card', () => {
    const copies = [aCopy({ text: 'Premier  texte.' }), aCopy({ id: 'linkedin-fr-2', text: 'Second.' })]
    const content = withKit({ link, campaign: 'usine', medium: 'employees', copies })
    expect(postFor(content, 'linkedin', 'fr', noRules)).toEqual({
      network: 'linkedin',
      lang: 'fr',
      copy: 'linkedin-fr-1',
      text: 'Premier  texte.',
      link: `${link}?utm_source=linkedin&utm_medium=employees&utm_campaign=usine&utm_content=linkedin-fr-1`,
      title: sampleContent.title,
      summary: sampleContent.subtitle
    })
  })

  test('is made from the release’s own words where there is no copy, within what the network takes', () => {
    const title = 'Armelin ouvre une usine '.repeat(30)
    for (const network of networks) {
      const post = postFor(withKit({ link }, { title }), network, 'fr', houseRules)
      expect(post).toMatchObject({ copy: null, lang: 'fr' })
      expect(post.text).toContain('Armelin ouvre une usine')
      expect(isWithin(measure(network, post))).toBe(true)
    }
  })

  test('speaks the language it is asked for, else the release’s own', () => {
    const copies = [aCopy()]
    expect(postFor(withKit({ copies, other: english }), 'linkedin', 'en', noRules)).toMatchObject({
      lang: 'en',
      copy: null,
      text: 'A plant opens\n\nForty jobs',
      title: 'A plant opens',
      summary: 'Forty jobs'
    })
    expect(postFor(withKit({ copies }), 'linkedin', 'en', noRules)).toMatchObject({ lang: 'fr', copy: 'linkedin-fr-1' })
    expect(postFor(sampleContent, 'x', 'en', noRules)).toMatchObject({ lang: 'fr', copy: null, link: null })
  })

  test('says what was signed, whatever the house asks since', () => {
    const signed = withKit({
      link,
      campaign: 'usine',
      medium: 'employees',
      copies: [aCopy({ network: 'x', id: 'x-fr-1' })]
    })
    const asked = { ...houseRules, medium: 'other', disclosure: { fr: 'Autre mention', en: '' }, hashtags: ['Autre'] }
    for (const network of networks)
      expect(postFor(signed, network, 'fr', asked)).toEqual(postFor(signed, network, 'fr', noRules))
    expect(postsOf(signed, asked)).toEqual(postsOf(signed, noRules))
  })

  test('shows the house’s medium for a kit that was never saved', () => {
    expect(postFor(withKit({ link }), 'x', 'fr', houseRules).link).toContain('utm_medium=employees')
  })

  test('has no link that is none of the web', () => {
    for (const bad of ['', 'javascript:alert(1)', 'armelin.example'])
      expect(postFor(withKit({ link: bad }), 'x', 'fr', houseRules).link).toBeNull()
  })

  test('has a card from the text where there is no subtitle', () => {
    const content = withKit({}, { subtitle: '', body: 'Armelin embauche 40 personnes dès le mois de mars.' })
    expect(postFor(content, 'linkedin', 'fr', noRules).summary).toBe(
      'Armelin embauche 40 personnes dès le mois de mars.'
    )
  })
})

test('there is a post for every copy, in their order; without copies, one for each network', () => {
  const copies = [aCopy({ network: 'x', id: 'b' }), aCopy({ id: 'a' })]
  expect(postsOf(withKit({ copies }), noRules).map(({ copy }) => copy)).toEqual(['b', 'a'])
  expect(postsOf(sampleContent, noRules).map(({ network, copy }) => [network, copy])).toEqual(
    networks.map(network => [network, null])
  )
})
