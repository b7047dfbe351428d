import fc from 'fast-check'
import { expect, test } from 'vitest'
import { articleHtml } from '../../../src/domain/releases/article-html.ts'
import { changesAsHtml, markedDiff } from '../../../src/renderer/review/marked-diff.ts'

const html = (before: string, after: string): string => changesAsHtml(articleHtml(markedDiff(before, after, 'fr').text))

test('a changed figure is one change, in place', () => {
  const { changes } = markedDiff('Le site de 3 800 m² ouvre.', 'Le site de 4 200 m² ouvre.', 'fr')
  expect(changes).toBeGreaterThan(0)
  expect(html('Il emploie 80 personnes.', 'Il emploie 86 personnes.')).toBe(
    '<p>Il emploie <del>80</del><ins>86</ins> personnes.</p>\n'
  )
})

test('an added item stays an item of its list, and a heading a heading', () => {
  expect(html('- un', '- un\n- deux')).toContain('<li><ins>deux</ins></li>')
  expect(html('Texte', '## Titre\n\nTexte')).toContain('<h2><ins>Titre</ins></h2>')
})

test('equal texts have no change', () => {
  expect(markedDiff('L’été à Nantes.', 'L’été à Nantes.', 'fr')).toEqual({ text: 'L’été à Nantes.', changes: 0 })
})

test('a text cannot bring marks of its own', () => {
  const forged = 'Nous ne \uE012promettons rien\uE013 \uE010d’autre\uE011.'
  expect(html(forged, forged)).toBe('<p>Nous ne promettons rien d’autre.</p>\n')
})

test('a changed address is shown, old and new', () => {
  const shown = html('Voir [notre site](https://armelin.example/a).', 'Voir [notre site](https://autre.example/b).')
  expect(shown).toContain('<del>[notre site](https://armelin.example/a)</del>')
  expect(shown).toContain(
    '<ins><a href="https://autre.example/b">notre site</a> (<code>https://autre.example/b</code>)</ins>'
  )
})

test('a merged paragraph and lost emphasis leave a mark', () => {
  expect(html('Un.\n\nDeux.', 'Un. Deux.')).toContain('<del>¶</del>')
  expect(html('Un **mot** fort.', 'Un mot fort.')).toContain('<del>**</del>mot<del>**</del>')
})

const marks = /[\uE010-\uE013]/g
const kept = (text: string, open: string, close: string): string =>
  text.replace(new RegExp(`${open}[^${close}]*${close}`, 'g'), '')

test('taking out what was added gives the text before, and the other way round', () => {
  const word = fc.constantFrom('un', 'deux', 'trois ', ' ', '\n', '- ', '# ', 'été', '1900')
  const text = fc.array(word, { maxLength: 20 }).map(words => words.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { text: both } = markedDiff(before, after, 'fr')
      const visible = (value: string): string => value.replace(/[\s#>¶\\-]/g, '')
      expect(visible(kept(both, '\uE010', '\uE011').replace(marks, ''))).toBe(visible(before))
      expect(visible(kept(both, '\uE012', '\uE013').replace(marks, ''))).toBe(visible(after))
    })
  )
})
