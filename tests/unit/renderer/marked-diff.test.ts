import fc from 'fast-check'
import { marked } from 'marked'
import { expect, test } from 'vitest'
import { changesAsHtml, markedDiff } from '../../../src/renderer/review/marked-diff.ts'

const html = (before: string, after: string): string =>
  changesAsHtml(marked.parse(markedDiff(before, after, 'fr').text, { async: false }))

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

const marks = /[\uE010-\uE013]/g
const kept = (text: string, open: string, close: string): string =>
  text.replace(new RegExp(`${open}[^${close}]*${close}`, 'g'), '')

test('taking out what was added gives the text before, and the other way round', () => {
  const word = fc.constantFrom('un', 'deux', 'trois ', ' ', '\n', '- ', '# ', 'été', '1900')
  const text = fc.array(word, { maxLength: 20 }).map(words => words.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { text: both } = markedDiff(before, after, 'fr')
      const visible = (value: string): string => value.replace(/[\s#>-]/g, '')
      expect(visible(kept(both, '\uE010', '\uE011').replace(marks, ''))).toBe(visible(before))
      expect(visible(kept(both, '\uE012', '\uE013').replace(marks, ''))).toBe(visible(after))
    })
  )
})
