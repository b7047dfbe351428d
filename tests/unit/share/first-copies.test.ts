import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReleaseContent } from '../../../src/domain/releases/release.ts'
import { checkCopy, checkKit, stops } from '../../../src/domain/share/check.ts'
import { composer } from '../../../src/domain/share/compose.ts'
import { firstCopies, newCopyId } from '../../../src/domain/share/first-copies.ts'
import { fold } from '../../../src/domain/share/fold.ts'
import { emptyKit, type ShareCopy } from '../../../src/domain/share/kit.ts'
import { networks } from '../../../src/domain/share/networks.ts'
import { noRules, type ShareRules } from '../../../src/domain/share/rules.ts'
import { sampleContent } from '../../support/approved.ts'
import { houseRules, link, withKit } from '../../support/kit.ts'
import { hasShared, pressReleases } from '../../support/shared.ts'

const stopping = (content: ReleaseContent, rules: ShareRules, copies: readonly ShareCopy[]): string[] =>
  copies.flatMap(copy =>
    checkCopy(composer(content, rules)(copy), { rules })
      .filter(problem => problem.stops)
      .map(({ code }) => `${copy.id}: ${code}`)
  )

const perNetwork = (copies: readonly ShareCopy[], lang: string): number[] =>
  networks.map(network => copies.filter(copy => copy.network === network && copy.lang === lang).length)

const words = { title: 'Armelin opens a plant in Landelles', subtitle: 'Forty jobs on site', messages: [] }

describe('first copies', () => {
  const content = withKit(
    { link, other: words, medium: 'employees' },
    {
      body: 'Armelin embauche 40 personnes dès mars.\n\n> « Nous formons douze apprentis sur place. »\n>\n> Maëlle Gicquel, directrice'
    }
  )
  const copies = firstCopies(content, houseRules)

  test('are three for each network and language', () => {
    expect(perNetwork(copies, 'fr')).toEqual(networks.map(() => 3))
    expect(perNetwork(copies, 'en')).toEqual(networks.map(() => 3))
    expect(copies.slice(0, 4).map(({ id }) => id)).toEqual([
      'linkedin-fr-1',
      'linkedin-fr-2',
      'linkedin-fr-3',
      'linkedin-en-1'
    ])
  })

  test('are what a person would post: facts, a voice, the house’s mention and hashtags', () => {
    expect(
      copies.filter(({ network, lang }) => network === 'linkedin' && lang === 'fr').map(({ text }) => text)
    ).toEqual([
      'Armelin ouvre une usine à Landelles\n\nQuarante emplois sur place\n\n#EauDePluie #Landelles\n#salarié Armelin',
      'Armelin embauche 40 personnes dès mars.\n\nArmelin ouvre une usine à Landelles\n\n#EauDePluie #Landelles\n#salarié Armelin',
      '«\u202FNous formons douze apprentis sur place.\u202F»\nMaëlle Gicquel, directrice\n\nArmelin ouvre une usine à Landelles\n\nQuarante emplois sur place\n\n#EauDePluie #Landelles\n#salarié Armelin'
    ])
  })

  test('leave the kit that takes them with nothing to say', () => {
    expect(checkKit({ ...content, kit: { ...emptyKit, ...content.kit, copies } }, houseRules)).toEqual([])
  })

  test('are the same for the same release and rules', () => {
    expect(firstCopies(content, houseRules)).toEqual(copies)
  })

  test('speak only languages that the release has words in', () => {
    expect(new Set(firstCopies(withKit({}), noRules).map(({ lang }) => lang))).toEqual(new Set(['fr']))
    expect(new Set(firstCopies({ ...sampleContent, lang: 'en-GB' }, noRules).map(({ lang }) => lang))).toEqual(
      new Set(['en'])
    )
    expect(firstCopies({ ...sampleContent, title: ' ', subtitle: '', body: '' }, noRules)).toEqual([])
  })

  test('say nothing that the house blocks, and go on without it', () => {
    const made = firstCopies(content, { ...houseRules, blocked: ['usine', 'apprentis'] })
    expect(perNetwork(made, 'fr')).toEqual(networks.map(() => 3))
    expect(made.filter(({ lang, text }) => lang === 'fr' && /usine|apprenti/i.test(text))).toEqual([])
  })

  test('are whole where there are enough of them: a message that fits goes before one that has to be cut', () => {
    const messages = [
      `Une phrase ${'vraiment '.repeat(40)}longue.`,
      'Le site ouvre en mars.',
      'Il emploie 40 personnes.'
    ]
    const made = firstCopies(withKit({ link, messages }), houseRules).filter(({ network }) => network === 'x')
    expect(made.map(({ text }) => text.split('\n')[0])).toEqual([sampleContent.title, ...messages.slice(1)])
  })

  test('cut a long title between words, say so, and keep the hashtags', () => {
    const title = `Armelin ouvre « la plus grande ${'très '.repeat(60)}grande usine » de France`
    const content = withKit({ link }, { title, subtitle: '', body: '' })
    const copy = firstCopies(content, houseRules).find(({ network }) => network === 'x')
    expect(copy?.text).toMatch(/ très…\u202F»\n\n#EauDePluie #Landelles\n#salarié Armelin$/)
  })

  test('ask for no second cashtag where one is all that is taken', () => {
    const copies = firstCopies({ ...sampleContent, title: 'Rachat de $ABC par $DEF à 12 $' }, noRules)
    expect(copies.find(({ id }) => id === 'x-fr-1')?.text).toContain('Rachat de $ABC par DEF à 12')
    expect(copies.find(({ id }) => id === 'linkedin-fr-1')?.text).toContain('$DEF')
  })

  test('give up where what must be there leaves no room', () => {
    const rules = { ...noRules, disclosure: { fr: 'Je suis salarié. '.repeat(30).trim(), en: '' } }
    expect(perNetwork(firstCopies(sampleContent, rules), 'fr')).toEqual([3, 0, 0, 0, 3, 3, 3, 3])
  })
})

test('an id for one more copy is one that none has', () => {
  expect(newCopyId([{ id: 'x-fr-1' }, { id: 'x-fr-3' }], 'x', 'fr')).toBe('x-fr-2')
})

describe('whatever the release says', () => {
  const text = (maxLength: number) =>
    fc.oneof(
      fc.string({ maxLength, unit: 'grapheme' }),
      fc.lorem({ maxCount: 60 }),
      fc.constantFrom(
        '',
        '👩‍👩‍👧‍👧'.repeat(400),
        'a'.repeat(1_900),
        '$ABC $DEF https://armelin.com/x',
        '« '.repeat(300),
        '{link}'
      )
    )
  const release = fc.record({
    title: text(300),
    subtitle: text(300),
    body: fc.array(text(400), { maxLength: 6 }).map(parts => parts.join('\n\n- ')),
    lang: fc.constantFrom('fr', 'en', 'de'),
    link: fc.oneof(fc.constantFrom('', 'ftp://x', link), fc.webUrl()),
    other: fc.option(
      fc.record({ title: text(200), subtitle: text(100), messages: fc.array(text(100), { maxLength: 3 }) })
    )
  })
  const rules = fc.record({
    disclosure: fc.record({ fr: fc.constantFrom('', '#salarié Armelin'), en: fc.constantFrom('', 'Opinions my own') }),
    blocked: fc.array(fc.constantFrom('lorem', 'a', 'usine'), { maxLength: 2 }),
    hashtags: fc.array(fc.constantFrom('Eau', 'Pluie', 'Armelin', 'Villes'), { maxLength: 5 }),
    medium: fc.constantFrom('', 'employees')
  })

  test('no first copy would be refused, and no two of a network and language are the same', () => {
    fc.assert(
      fc.property(release, rules, ({ title, subtitle, body, lang, ...kit }, given) => {
        const content = withKit(kit, { title, subtitle, body, lang })
        const copies = firstCopies(content, given)
        expect(stopping(content, given, copies)).toEqual([])
        expect(new Set(copies.map(({ id }) => id)).size).toBe(copies.length)
        expect(new Set(copies.map(({ network, lang: of, text: said }) => network + of + fold(said))).size).toBe(
          copies.length
        )
      }),
      { numRuns: 40 }
    )
  }, 60_000)
})

describe.skipIf(!hasShared)('real press releases (../shared/data; skipped where that folder is absent)', () => {
  test.each(['fr', 'en'] as const)(
    'in %s each get three copies for every network, and none would be refused',
    lang => {
      const all = pressReleases(lang)
      const some = all.filter((_, index) => index % Math.ceil(all.length / 60) === 0)
      expect(some.length).toBeGreaterThan(50)
      for (const { title, body } of some) {
        const content = withKit({ link }, { title, subtitle: '', body, lang })
        const copies = firstCopies(content, houseRules)
        expect({ title, copies: perNetwork(copies, lang) }).toEqual({ title, copies: networks.map(() => 3) })
        expect(stops(checkKit({ ...content, kit: { ...emptyKit, link, copies } }, houseRules))).toBe(false)
      }
    },
    60_000
  )
})
