import { marked } from 'marked'
import { expect, test } from 'vitest'
import { parseMarkdown, writeMarkdown } from '../../../src/renderer/releases/markdown.ts'
import { hasShared, sharedJson } from '../../support/shared.ts'

const trip = (markdown: string): string => writeMarkdown(parseMarkdown(markdown))

test.each([
  'Un paragraphe, **gras**, *italique*, `code` et [un lien](https://armelin.example).',
  '## Intertitre\n\nTexte.',
  '> « Une citation. »\n>\n> Solène Armelin',
  '- un\n- deux\n  - deux bis\n- trois',
  '3. trois\n4. quatre',
  '| A | B |\n| --- | --- |\n| 1 | 2 \\| 3 |',
  '```js\nconst a = 1\n```',
  'Une ligne\\\nune autre',
  '![Une cuve](https://armelin.example/cuve.png "Titre")',
  'Du texte avec \\* une étoile et 2 \\< 3.',
  '---'
])('%s comes back as it was', markdown => {
  expect(marked.parse(trip(markdown))).toBe(marked.parse(markdown))
})

test('writing what was written changes nothing more', () => {
  const once = trip('Texte\n\n* un\n* deux\n\n1) a\n2) b\n\n***gras italique***')
  expect(trip(once)).toBe(once)
})

test('raw HTML stays text: nothing of it becomes markup', () => {
  expect(marked.parse(trip('Un <script>alert(1)</script> deux'))).not.toContain('<script')
})

test.skipIf(!hasShared)('most of the CommonMark specification survives the editor (skipped without ../shared)', () => {
  const examples = sharedJson<{ markdown: string; section: string }[]>('markdown/commonmark-0.31.2.json').filter(
    ({ section }) => !/HTML/.test(section)
  )
  // Line breaks inside a paragraph mean nothing in HTML.
  const html = (markdown: string): string => (marked.parse(markdown) as string).replace(/\s+/g, ' ').trim()
  const same = examples.filter(({ markdown }) => html(trip(markdown)) === html(markdown))
  expect(same.length / examples.length).toBeGreaterThan(0.8)
})
