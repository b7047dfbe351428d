import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { campaignLink, placeLink, webAddress } from '../../../src/domain/share/link.ts'

const campaign = { source: 'linkedin', medium: 'employees', campaign: 'Usine (été)', copy: 'linkedin-fr-1' } as const

describe('a web address', () => {
  test.each(['javascript:alert(1)', 'file:///etc/passwd', 'armelin.com', 'mailto:a@b.fr', 'https://a:b@c.fr', ''])(
    'is not %j',
    text => expect(webAddress(text)).toBeNull()
  )
  test('is written as browsers write it', () => {
    expect(webAddress(' https://Armélin.com/été page?x=é ')).toBe(
      'https://xn--armlin-dva.com/%C3%A9t%C3%A9%20page?x=%C3%A9'
    )
  })
})

describe('campaign parameters', () => {
  test('go before the fragment, after what is there', () => {
    expect(campaignLink('https://a.fr/p?id=3#top', campaign)).toBe(
      'https://a.fr/p?id=3&utm_source=linkedin&utm_medium=employees&utm_campaign=Usine%20%28%C3%A9t%C3%A9%29&utm_content=linkedin-fr-1#top'
    )
  })

  test('that the writer typed win', () => {
    expect(campaignLink('https://a.fr/?utm_source=lettre&UTM_Medium=x', campaign)).toBe(
      'https://a.fr/?utm_source=lettre&UTM_Medium=x&utm_campaign=Usine%20%28%C3%A9t%C3%A9%29&utm_content=linkedin-fr-1'
    )
  })

  test('are left out without a medium; an empty one of them is too', () => {
    expect(campaignLink('https://a.fr/', { ...campaign, medium: '' })).toBe('https://a.fr/')
    expect(campaignLink('https://a.fr/', { ...campaign, campaign: '', copy: null })).toBe(
      'https://a.fr/?utm_source=linkedin&utm_medium=employees'
    )
  })

  test('never change the page, its query or its fragment, and read back as they were given', () => {
    const piece = fc.string({ minLength: 1, maxLength: 8 }).map(encodeURIComponent)
    const pieces = fc.array(fc.tuple(piece, piece), { maxLength: 3 })
    fc.assert(
      fc.property(
        fc.webUrl(),
        pieces,
        fc.option(piece),
        fc.string({ unit: 'grapheme' }),
        (page, query, fragment, name) => {
          const words = query.map(pair => pair.join('=')).join('&')
          const link = webAddress(`${page}?${words}${fragment === null ? '' : `#${fragment}`}`) as string
          const [before, after] = [new URL(link), new URL(campaignLink(link, { ...campaign, campaign: name }))]
          expect(after.origin + after.pathname + after.hash).toBe(before.origin + before.pathname + before.hash)
          for (const [key, value] of before.searchParams) expect(after.searchParams.getAll(key)).toContain(value)
          if (name !== '') expect(after.searchParams.get('utm_campaign')).toBe(name)
        }
      )
    )
  })
})

describe('the link of a copy', () => {
  const link = 'https://a.fr/p?utm_source=x'
  test('ends the text where the network has no card, and is left to the card where it has one', () => {
    expect(placeLink('x', 'Texte ', link)).toBe(`Texte\n\n${link}`)
    expect(placeLink('linkedin', 'Texte ', link)).toBe('Texte')
  })
  test('stands where the copy wants it', () => {
    expect(placeLink('linkedin', 'À lire : {link}, vite', link)).toBe(`À lire : ${link}, vite`)
    expect(placeLink('x', 'À lire : {link}', 'https://a.fr/$&')).toBe('À lire : https://a.fr/$&')
    expect(placeLink('x', 'À lire {link}\n#Eau', null)).toBe('À lire\n#Eau')
  })
  test('is not written twice', () => {
    expect(placeLink('x', 'Tout est sur https://a.fr/p.', link)).toBe('Tout est sur https://a.fr/p.')
    expect(placeLink('x', 'Voir https://a.fr/page', link)).toContain(link)
  })
})
