import { describe, expect, test } from 'vitest'
import { readDocx } from '../../../src/main/workspace/releases/import/docx.ts'
import { readHtml } from '../../../src/main/workspace/releases/import/html.ts'
import { htmlToMarkdown } from '../../../src/main/workspace/releases/import/html-to-markdown.ts'
import { readMarkdown } from '../../../src/main/workspace/releases/import/markdown.ts'
import { docx, wordParagraph, zip } from '../../support/zip.ts'

const markdown = (text: string) => readMarkdown(Buffer.from(text), 'a.md')
const page = (html: string) => readHtml(Buffer.from(html), 'a.html')
const word = (bytes: Buffer) => readDocx(bytes, 'a.docx')

describe('Markdown', () => {
  test('takes what its front matter says', () => {
    const text =
      '---\ntitle: "Armelin : l’eau"\nsubtitle: Un chapeau\nlang: fr\nkind: statement\ndate: 2024-05-06\nid: 12\nother: [1, 2]\n---\n\nTexte.\n'
    expect(markdown(text)).toEqual({
      title: 'Armelin : l’eau',
      subtitle: 'Un chapeau',
      lang: 'fr',
      kind: 'statement',
      day: '2024-05-06',
      externalId: '12',
      body: 'Texte.'
    })
  })

  test.each([
    ['no front matter', '# Titre\n\nTexte.', { title: 'Titre', body: 'Texte.' }],
    ['an empty one', '---\n---\n# Titre\n\nTexte.', { title: 'Titre', body: 'Texte.' }],
    ['a rule first', '---\n\nA line.\n\n---\n\nMore.', { title: 'A line.', body: '---\n\nA line.\n\n---\n\nMore.' }],
    ['Windows line ends', '---\r\ntitle: T\r\n---\r\nOne\r\ntwo.\r\n', { title: 'T', body: 'One\ntwo.' }],
    [
      'keys that are no fields',
      '---\n__proto__: {x: 1}\nconstructor: 1\ntitle: [a]\n---\nTexte.\n\nSuite.',
      { title: 'Texte.', body: 'Suite.' }
    ]
  ])('with %s', (_name, text, document) => expect(markdown(text)).toEqual(document))

  test.each([
    ['file-date', '---\ntitle: T\ndate: 3024-01-01\n---\nx'],
    ['file-date', '---\ntitle: T\ndate: next week\n---\nx'],
    ['front-matter', '---\ntitle: one: two\n---\nx'],
    [
      'front-matter',
      `---\na: &a [1,1,1,1,1,1,1,1,1]\n${'bcdefghij'.replace(/./g, (key, at: number) => `${key}: &${key} [${`*${'abcdefghij'[at]},`.repeat(9)}]\n`)}title: x\n---\nx`
    ]
  ])('is refused as %s', (code, text) => expect(() => markdown(text)).toThrow(code))
})

describe('HTML', () => {
  const words =
    '<p>Armelin inaugure à Lyon son centre de formation, ouvert à tous les artisans de la région et à leurs apprentis.</p>'
  const release = `<p>Rennes, le 6 mai 2024.</p>${words.repeat(6)}<p>Contact presse : Inès Kerbrat</p>`
  const site = (head: string, body = release) =>
    `<!doctype html><html lang="fr-FR"><head>${head}</head><body><nav><a href="/">Accueil</a><a href="/x">Presse</a></nav><main><article><h1>Armelin ouvre</h1>${body}</article></main><aside>À lire aussi</aside><script>alert(1)</script></body></html>`

  test('finds the article, and loses nothing short in it', () => {
    const read = page(
      site(
        '<title>Armelin ouvre | Le site</title><meta property="og:title" content="Armelin ouvre à Lyon"><meta name="date" content="2024-05-06T08:00:00+02:00">'
      )
    )
    expect(read).toMatchObject({ title: 'Armelin ouvre à Lyon', lang: 'fr-FR', day: '2024-05-06' })
    expect(read.body).toContain('Rennes, le 6 mai 2024.')
    expect(read.body).toContain('Contact presse : Inès Kerbrat')
    expect(read.body).not.toMatch(/Accueil|À lire aussi|alert/)
  })

  test.each([
    [
      'JSON-LD',
      '<script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],"headline":"Du JSON","datePublished":"2023-01-02"}]}</script>',
      'Du JSON',
      '2023-01-02'
    ],
    ['RDFa', '<span property="dc:date" content="2022-03-04T00:00:00-05:00">', 'Armelin ouvre', '2022-03-04'],
    [
      'broken JSON-LD and no sensible date',
      '<script type="application/ld+json">{"@type":</script><meta name="date" content="0000-00-00">',
      'Armelin ouvre',
      undefined
    ]
  ])('is described by %s', (_name, head, title, day) =>
    expect(page(site(head))).toMatchObject({ title, ...(day && { day }) })
  )

  test('in its own encoding', () => {
    const html = site('<meta charset="iso-8859-1"><title>x</title>')
    expect(readHtml(Buffer.from(html, 'latin1'), 'a.html').body).toContain('Contact presse : Inès')
  })

  test('with tags left out', () => {
    expect(page('<title>Un titre</title><p>Un texte court.')).toEqual({ title: 'Un titre', body: 'Un texte court.' })
    expect(page('<html lang=en><title>A title</title><p>A short text.')).toEqual({
      title: 'A title',
      body: 'A short text.',
      lang: 'en'
    })
    expect(page('just words').body).toBe('just words')
  })

  test.each([
    ['refused', 'very many elements', '<div>'.repeat(100_000), 'file-too-complex'],
    ['refused', 'very deep ones', '<div>'.repeat(3_000), 'file-too-complex'],
    ['refused', 'endless markup', ' '.repeat(6_000_000), 'file-too-large'],
    ['read whole', 'deep ones', '<div>'.repeat(500), null],
    ['read without them', 'pictures saved into it', `<img src="data:image/png;base64,${'A'.repeat(6_000_000)}">`, null]
  ])('is %s with %s, and soon', (_done, _name, filling, code) => {
    const started = performance.now()
    if (code) expect(() => page(`<body>${filling}word`)).toThrow(code)
    else expect(page(`<body>${filling}word`).body).toBe('word')
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

describe('HTML as Markdown', () => {
  test.each([
    ['<h2>A<br>b</h2><p>c <b>d</b> <i>e</i></p>', '## A b\n\nc **d** *e*'],
    ['<p>a<br>b</p>', 'a\\\nb'],
    ['<p>1 * 2 &lt;b&gt; [x] &amp;amp; snake_case</p>', '1 \\* 2 \\<b> \\[x\\] \\&amp; snake_case'],
    ['<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><ol start="3"><li>d</li></ol>', '- a\n- b\n  - c\n\n3. d'],
    ['<blockquote><p>a</p></blockquote><hr><pre><code>b *c*</code></pre>', '> a\n\n---\n\n```\nb *c*\n```'],
    ['<a href="https://armelin.example/a_(b)">là <b>bas</b></a>', '[là **bas**](https://armelin.example/a_%28b%29)'],
    ['<a href="https://armelin.example/a_b">https://armelin.example/a_b</a>', '<https://armelin.example/a_b>'],
    ['<a href="https://armelin.example/">www.armelin.example</a>', '[www.armelin.example](https://armelin.example/)'],
    ['<a href="/presse">presse</a> <a href="#haut">haut</a>', 'presse haut'],
    ['<a href="javascript:alert(1)">x</a><a href="data:text/html,x">y</a>', 'xy'],
    ['<p>a<img src="x.png" alt="photo" onerror="alert(1)">b</p><script>alert(1)</script><style>p{}</style>', 'ab'],
    [
      '<table><tr><th>a|b</th><td></td><th>c</th></tr><tr><td colspan="2">d<br>e</td><td>f</td></tr><tr></tr></table>',
      '| a\\|b | c |\n| --- | --- |\n| d e | f |'
    ],
    ['<table><tr><td><p>a</p><p>b</p></td></tr></table>', 'a\n\nb'],
    ['<table><tr><td>a<table><tr><td>1</td><td>2</td></tr></table></td></tr></table>', 'a\n\n| 1 | 2 |\n| --- | --- |']
  ])('%s', (html, expected) => expect(htmlToMarkdown(html)).toBe(expected))

  test('resolves links where it knows the page’s address', () => {
    expect(htmlToMarkdown('<a href="../a">x</a>', 'https://armelin.example/b/c')).toBe('[x](https://armelin.example/a)')
  })
})

describe('Word', () => {
  const body = wordParagraph('Armelin ouvre à Lyon') + wordParagraph('Un texte &amp; sa suite.')

  test('takes its title from its properties, else from its first line', async () => {
    expect(await word(docx(body, 'Le &quot;titre&quot; &#233;crit'))).toEqual({
      title: 'Le "titre" écrit',
      body: 'Armelin ouvre à Lyon\n\nUn texte & sa suite.'
    })
    expect(await word(docx(body))).toEqual({ title: 'Armelin ouvre à Lyon', body: 'Un texte & sa suite.' })
  })

  test.each([
    ['file-damaged', 'no zip', Buffer.from('not a zip')],
    ['file-damaged', 'a zip cut short', docx(body).subarray(0, 700)],
    ['file-damaged', 'a zip with no document', zip([{ name: 'a.xml', content: '<a/>' }])],
    [
      'file-damaged',
      'a part larger than it declares',
      docx(body, '', [{ name: 'word/media/a.bin', content: Buffer.alloc(5_000), declared: 10 }])
    ],
    ['file-encrypted', 'a locked part', docx(body, '', [{ name: 'word/a.xml', content: '<a/>', encrypted: true }])],
    [
      'file-encrypted',
      'a locked container',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')])
    ],
    [
      'file-unsafe',
      'an external entity',
      docx(body, '', [
        { name: 'word/a.xml', content: '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>' }
      ])
    ],
    [
      'file-unsafe',
      'the same in UTF-16',
      docx(body, '', [{ name: 'word/a.xml', content: Buffer.from('\uFEFF<!DOCTYPE a []><a/>', 'utf16le') }])
    ],
    ['file-too-complex', 'a zip bomb', docx(body, '', [{ name: 'word/a.bin', content: Buffer.alloc(101_000_000) }])],
    [
      'file-too-complex',
      'a bomb of XML',
      docx(body, '', [{ name: 'word/a.xml', content: Buffer.alloc(31_000_000, 32) }])
    ],
    [
      'file-too-complex',
      'very many parts',
      zip(Array.from({ length: 10_001 }, (_, index) => ({ name: `${index}`, content: '' })))
    ]
  ])('is refused as %s: %s', async (code, _name, bytes) => {
    await expect(word(bytes)).rejects.toThrow(code)
  })
})
