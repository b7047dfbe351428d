import fc from 'fast-check'
import { parseHTML } from 'linkedom'
import { marked } from 'marked'
import { describe, expect, test } from 'vitest'
import { cleanText } from '../../../src/domain/releases/clean.ts'
import { textToMarkdown } from '../../../src/domain/releases/text-to-markdown.ts'
import { hasShared, pressReleases, sharedJson } from '../../support/shared.ts'

/** What a reader sees of Markdown: its paragraphs and line ends, as plain text. */
function seen(markdown: string): string[] {
  const html = marked.parse(markdown, { async: false, gfm: true })
  const { document } = parseHTML(
    `<!doctype html><html><head></head><body>${html.replace(/<br\s*\/?>/g, '\u2028')}</body></html>`
  )
  return [...document.body.children].map(block => `${block.nodeName} ${squeezed(block.textContent)}`)
}

const meant = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map(paragraph => paragraph.split('\n').map(squeezed).filter(Boolean).join('\u2028'))
    .filter(Boolean)
    .map(paragraph => `P ${paragraph}`)

const squeezed = (text: string): string =>
  text
    .replace(/[^\S\u2028]+/g, ' ')
    .replace(/ ?\u2028 ?/g, '\u2028')
    .trim()

const expectSame = (text: string): void => {
  expect(seen(textToMarkdown(text)), text).toEqual(meant(text))
}

describe('plain text as Markdown looks the same', () => {
  test.each([
    '# no heading',
    '1. no list\n2) neither',
    '- no list\n+ nor here\n* nor here',
    'Title\n=====\n\nOther\n---',
    'a * b * c, **d**, _e_, snake_case_name, ~~f~~, `g`',
    '<b>not bold</b> & &amp; &#169; <script>alert(1)</script>',
    '> no quote',
    '    no code',
    '```\nno fence\n```\n~~~\nnor here\n~~~',
    '| a | b |\n|---|---|\n| 1 | 2 |',
    'a | b\n--- | ---\n1 | 2',
    ':--|--:\nx',
    '![no](image) and [no](link) and [no]: http://x.example',
    'See https://armelin.example/a_b_c/_d_*e*~f~?x=1&copy=2 (https://armelin.example/).',
    'C:\\temp\\*.md and 50 \\% \\',
    '---\n***\n___',
    'Inès Kerbrat\npresse@armelin.example\n+33 2 61 91 00 14',
    'ends with a backslash\\\nnext'
  ])('%j', expectSame)

  test('whatever the text', () => {
    const sign = fc.constantFrom(...'#*_-+=>|<&;`~[]()!\\:. \n\nab1é', 'http://a.b/', 'www.a.b', '&amp;', '1. ', '\t')
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 40 }), signs => expectSame(cleanText(signs.join('')))),
      { numRuns: 3_000 }
    )
  })

  test.skipIf(!hasShared)(
    'every plain-text release and every naughty string of ../shared/data (skipped where that folder is absent)',
    () => {
      const texts = [...pressReleases('en'), ...pressReleases('fr')]
        .filter(row => row.format === 'text')
        .map(row => row.body)
      expect(texts.length).toBeGreaterThan(6_000)
      for (const text of texts) expectSame(cleanText(text))
      for (const { text } of sharedJson<{ text: string }[]>('unicode/naughty-strings.json')) expectSame(cleanText(text))
    }
  )
})
