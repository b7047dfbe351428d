import { describe, expect, test } from 'vitest'
import { oneLine, separateTitle } from '../../../src/main/workspace/releases/import/title.ts'

describe('the title of a document', () => {
  test.each([
    ['a heading leaves the text', '# Armelin ouvre à Lyon\n\nTexte.', undefined, 'Armelin ouvre à Lyon', 'Texte.'],
    ['so does one of two lines', 'Armelin ouvre à Lyon\n====\n\nTexte.', undefined, 'Armelin ouvre à Lyon', 'Texte.'],
    ['with closing signs and emphasis', '\n## Armelin *ouvre* ##\nTexte.', undefined, 'Armelin ouvre', 'Texte.'],
    [
      'a heading further down gives the title and stays',
      '> Note.\n\n# Armelin\n\nTexte.',
      undefined,
      'Armelin',
      '> Note.\n\n# Armelin\n\nTexte.'
    ],
    ['a short first paragraph is a title line', 'Armelin ouvre\n\nTexte.', undefined, 'Armelin ouvre', 'Texte.'],
    ['up to where a list begins', 'Armelin ouvre\n- un\n- deux', undefined, 'Armelin ouvre', '- un\n- deux'],
    ['also an emphasised one', '**Armelin ouvre**\n\nTexte.', undefined, 'Armelin ouvre', 'Texte.'],
    ['a list lends its first words', '- un point\n- deux', undefined, 'un point', '- un point\n- deux'],
    [
      'a table its first row',
      '| a | b |\n| --- | --- |\n| 1 | 2 |',
      undefined,
      'a b',
      '| a | b |\n| --- | --- |\n| 1 | 2 |'
    ],
    ['a text of one line keeps it', 'Armelin ouvre', undefined, 'Armelin ouvre', 'Armelin ouvre'],
    ['a given title wins', '# Autre\n\nTexte.', 'Armelin ouvre', 'Armelin ouvre', '# Autre\n\nTexte.'],
    ['and is not repeated', '# Armelin **OUVRE** !\n\nTexte.', ' Armelin\n ouvre ', 'Armelin ouvre', 'Texte.'],
    ['nothing gives nothing', '', undefined, '', '']
  ])('%s', (_name, markdown, given, title, body) => expect(separateTitle(markdown, given)).toEqual({ title, body }))

  test('a long first paragraph lends its opening and stays', () => {
    const long = 'Rennes, le 4 mars. '.repeat(30).trim()
    const { title, body } = separateTitle(`${long}\n\nSuite.`)
    expect(title.length).toBeLessThanOrEqual(201)
    expect(long.startsWith(title.slice(0, -1))).toBe(true)
    expect(body).toBe(`${long}\n\nSuite.`)
  })

  test('is one line that the editor takes', () => {
    expect(oneLine('  a\n\tb\u0000  c ')).toBe('a b c')
    expect(oneLine('x'.repeat(5_000)).length).toBeLessThanOrEqual(2_000)
  })

  test('is found quickly in a hostile text', () => {
    for (const hostile of ['# ', '#', ' ', '\n', '=', '-\n', '*', '[', '|', 'a ', '<'])
      for (const text of [hostile.repeat(1_000_000), `# ${hostile.repeat(1_000_000)}`]) {
        const started = performance.now()
        separateTitle(text)
        expect(performance.now() - started, text.slice(0, 9)).toBeLessThan(500)
      }
  })
})
