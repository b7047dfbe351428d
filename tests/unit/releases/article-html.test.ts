import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import { articleHtml, plainLine } from '../../../src/domain/releases/article-html.ts'
import { hasShared, sharedJson } from '../../support/shared.ts'

const ours = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '[a](javascript:alert(1))',
  '[a](JaVa\tScript:alert(1))',
  '[a](data:text/html,<script>alert(1)</script>)',
  '[a](vbscript:x)',
  '![a](javascript:alert(1))',
  '![a](data:image/svg+xml;base64,PHN2Zy8+)',
  '<javascript:alert(1)>',
  '[a](https://x.example/"onmouseover="alert(1))',
  '[a](https://x.example "t\\" onmouseover=\\"alert(1)")',
  '![a" onerror="alert(1)](https://x.example/a.png)',
  '```"><script>alert(1)</script>\nx\n```',
  '| a |\n|---|\n| <script>alert(1)</script> |',
  '[r]\n\n[r]: javascript:alert(1)',
  '[a](java&#115;cript:alert(1))',
  '[a](&#106;avascript:alert(1))',
  'a <script><scr" onx="ipt>b</scr"ipt>',
  'a <pre><img/src=x onerror=alert(1) b',
  'a <style><img src=x onerror="alert(1)//'
]
const theirs = hasShared
  ? ['bleach', 'dompurify', 'feedparser-sanitize', 'owasp-filter-evasion', 'payloadbox'].flatMap(name =>
      sharedJson<{ payload: string }[]>(`xss/${name}.json`).map(({ payload }) => payload)
    )
  : []

const elements = new Set(
  'a blockquote br code del em h1 h2 h3 h4 h5 h6 hr img li ol p pre strong table tbody td th thead tr ul'.split(' ')
)
const attributes = new Set(['a href', 'a title', 'img src', 'img alt', 'td align', 'th align', 'ol start'])

/** What in this HTML could run or load anything but a link and a picture. */
function harm(html: string): string[] {
  const { document } = parseHTML(`<html><body>${html}</body></html>`)
  return [...document.body.querySelectorAll('*')].flatMap(element => {
    const name = element.tagName.toLowerCase()
    const found = elements.has(name) ? [] : [name]
    for (const { name: attribute, value } of element.attributes) {
      if (!attributes.has(`${name} ${attribute}`)) found.push(`${name} ${attribute}`)
      if (attribute === 'href' && !/^(?:https?|mailto):/.test(value)) found.push(value)
      if (attribute === 'src' && !/^https?:/.test(value)) found.push(value)
    }
    return found
  })
}

test.each(ours)('%j does no harm', markdown => {
  expect(harm(articleHtml(markdown))).toEqual([])
})

test.skipIf(!hasShared)(
  'nor do attack strings that others collected (skipped where the shared data are not there)',
  () => {
    expect(theirs.length).toBeGreaterThan(300)
    for (const payload of theirs)
      for (const text of [payload, `[a](${payload})`, `![a](${payload})`, `\`${payload}\``])
        expect(harm(articleHtml(text))).toEqual([])
  }
)

test('markup in the text is shown as text', () => {
  expect(articleHtml('a <b>c</b> & d')).toBe('<p>a &lt;b&gt;c&lt;/b&gt; &amp; d</p>\n')
  expect(articleHtml('a <script>b <c" d')).toBe('<p>a &lt;script&gt;b &lt;c&quot; d</p>\n')
})

test('Markdown’s own entities and escapes are the characters that they stand for', () => {
  expect(articleHtml('R&amp;D &eacute;t&#233; \\*a\\* `&amp;`')).toBe(
    '<p>R&amp;D &eacute;té *a* <code>&amp;amp;</code></p>\n'
  )
})

test('what officers write comes through', () => {
  const html = articleHtml(
    '## Titre\n\n*a* **b** ~~c~~ [d](https://x.example/?a=1&b=2 "e") ![f](https://x.example/f.png)\n\n1. g\n2. h\n\n| i |\n|:-:|\n| j |\n\n- [x] k'
  )
  expect(html).toContain('<h2>Titre</h2>')
  expect(html).toContain(
    '<em>a</em> <strong>b</strong> <del>c</del> <a href="https://x.example/?a=1&amp;b=2" title="e">d</a>'
  )
  expect(html).toContain('<img src="https://x.example/f.png" alt="f">')
  expect(html).toContain('<ol>\n<li>g</li>\n<li>h</li>\n</ol>')
  expect(html).toContain('<td align="center">j</td>')
  expect(html).toContain('☑ k')
})

test('relative links lead nowhere, so their words stay without them', () => {
  expect(articleHtml('[a](/b) ![c](d.png)')).toBe('<p>a c</p>\n')
})

describe('what XML cannot hold is left out', () => {
  test('in a body', () => {
    expect(articleHtml('a\u0000b\u0008c\uD800d\uFFFFe😀')).toBe('<p>abcde😀</p>\n')
  })

  test('in a line, which stays one', () => {
    expect(plainLine(' a\u000b\nb\t c\uDFFF ')).toBe('a b c')
  })
})

describe('nesting without end is refused at once', () => {
  test.each([
    ['quotes', '> '.repeat(10_000)],
    ['quotes without spaces', '>'.repeat(1_000_000)],
    ['lists in a line', '- '.repeat(10_000)],
    ['numbers in a line', '1. '.repeat(10_000)],
    ['lists in lines', Array.from({ length: 2_000 }, (_line, level) => `${' '.repeat(level * 2)}- x`).join('\n')]
  ])('%s', (_name, markdown) => {
    expect(() => articleHtml(`# a\n\n${markdown}`)).toThrow(expect.objectContaining({ code: 'too-deep' }))
  })

  test('while depths that people write are not', () => {
    expect(articleHtml('> '.repeat(12) + 'a')).toContain('<p>a</p>')
    expect(
      articleHtml(Array.from({ length: 12 }, (_line, level) => `${'  '.repeat(level)}- x`).join('\n')).match(/<ul>/g)
    ).toHaveLength(12)
  })
})
