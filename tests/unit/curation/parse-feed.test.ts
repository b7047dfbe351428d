import { describe, expect, test } from 'vitest'
import { parseFetched } from '../../../src/main/workspace/curation/parse-feed.ts'

const parse = (text: string, address = 'https://news.example/feeds/all.xml') =>
  parseFetched({ bytes: Buffer.from(text), contentType: '', address })
const rss = (items: string, channel = '<title>Presse</title><link>https://news.example/</link>') =>
  `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>${channel}${items}</channel></rss>`
const atom = (entries: string, attributes = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom"${attributes}><title>Presse</title>${entries}</feed>`
const only = (text: string, address?: string) => {
  const { items } = parse(text, address)
  expect(items).toHaveLength(1)
  const [item] = items
  if (!item) throw new Error('no item')
  return { ...item, body: item.body() }
}

describe('each format gives the same item', () => {
  const expected = {
    guid: 'https://news.example/1',
    url: 'https://news.example/1',
    title: 'L’été & l’école <ici>',
    lang: 'fr',
    publishedAt: '2026-11-26T06:30:00.000Z',
    body: 'Un **mot** et un [lien](https://news.example/plus).'
  }
  const html = '&lt;p&gt;Un &lt;b&gt;mot&lt;/b&gt; et un &lt;a href="/plus"&gt;lien&lt;/a&gt;.&lt;/p&gt;'

  test.each([
    [
      'rss',
      rss(
        `<item><title>L’été &amp;amp; l’école &amp;lt;ici&amp;gt;</title><link>https://news.example/1</link><guid>https://news.example/1</guid><pubDate>Thu, 26 Nov 2026 07:30:00 +0100</pubDate><description>${html}</description></item>`,
        '<title>Presse</title><language>fr</language>'
      )
    ],
    [
      'rss',
      `<rss version="0.91"><channel><title>Presse</title><language>fr</language><item><title>L’été &amp; l’école &amp;lt;ici></title><link>https://news.example/1</link><pubDate>26 Nov 2026 06:30</pubDate><description><![CDATA[<p>Un <b>mot</b> et un <a href="/plus">lien</a>.</p>]]></description></item></channel></rss>`
    ],
    [
      'rdf',
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.example/"><title>Presse</title></channel><item rdf:about="https://news.example/1"><title>L’été &amp; l’école &amp;lt;ici></title><link>https://news.example/1</link><dc:date>2026-11-26T07:30:00+01:00</dc:date><dc:language>fr</dc:language><description>${html}</description></item></rdf:RDF>`
    ],
    [
      'atom',
      atom(
        `<entry><id>https://news.example/1</id><title>L’été &amp; l’école &lt;ici></title><link rel="self" href="/self"/><link href="/1"/><published>2026-11-26T07:30:00+01:00</published><updated>2026-12-01T00:00:00Z</updated><content type="html">${html}</content></entry>`,
        ' xml:lang="fr"'
      )
    ],
    [
      'atom',
      atom(
        `<entry xml:lang="fr"><id>https://news.example/1</id><title type="html">L’été &amp;amp; l’école &amp;lt;ici></title><updated>2026-11-26T06:30:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Un <b>mot</b> et un <a href="/plus">lien</a>.</p></div></content></entry>`
      )
    ],
    [
      'json',
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Presse',
        language: 'fr',
        items: [
          {
            id: 'https://news.example/1',
            url: 'https://news.example/1',
            title: 'L’été & l’école <ici>',
            date_published: '2026-11-26T07:30:00+01:00',
            content_html: '<p>Un <b>mot</b> et un <a href="/plus">lien</a>.</p>'
          }
        ]
      })
    ]
  ])('%s', (format, text) => {
    expect(parse(text)).toMatchObject({ title: 'Presse', format, problems: [] })
    expect(only(text)).toEqual(expected)
  })
})

describe('an item', () => {
  test('is known by its guid, else its address, else its title and date', () => {
    expect(only(rss('<item><title>A</title><guid isPermaLink="false">x-1</guid><link>/a</link></item>')).guid).toBe(
      'x-1'
    )
    expect(only(rss('<item><title>A</title><link>/a</link></item>')).guid).toBe('https://news.example/a')
    const named = (title: string, date: string) =>
      only(rss(`<item><title>${title}</title><pubDate>${date}</pubDate></item>`)).guid
    expect(named('A', '2026-01-01')).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(named('A', '2026-01-01')).toBe(named('A', '2026-01-01'))
    expect(named('A', '2026-01-01')).not.toBe(named('A', '2026-01-02'))
    expect(named('A', '2026-01-01')).not.toBe(named('B', '2026-01-01'))
    expect(only(rss(`<item><title>A</title><guid>${'x'.repeat(5_000)}</guid></item>`)).guid).toMatch(/^sha256:/)
  })

  test('takes a guid for its address unless the feed says that it is none', () => {
    expect(only(rss('<item><title>A</title><guid>https://news.example/g</guid></item>')).url).toBe(
      'https://news.example/g'
    )
    expect(
      only(rss('<item><title>A</title><guid isPermaLink="false">https://news.example/g</guid></item>')).url
    ).toBeNull()
    expect(only(rss('<item><title>A</title><guid>tag:x</guid></item>')).url).toBeNull()
  })

  test.each([
    'javascript:alert(1)',
    'data:text/html,a',
    'file:///etc/passwd',
    'mailto:a@b.example',
    'http://[',
    `/${'a'.repeat(3_000)}`
  ])('has no address from %s', link => {
    expect(only(rss(`<item><title>A</title><link>${link}</link></item>`)).url).toBeNull()
  })

  test('has its links resolved from the innermost base outwards', () => {
    const entry = (base: string) =>
      `<entry xml:base="fr/"><id>1</id><title>A</title><link href="page"/><content type="html" xml:base="${base}">&lt;a href="x">x&lt;/a></content></entry>`
    expect(only(atom(entry('images/'), ' xml:base="/root/"'))).toMatchObject({
      url: 'https://news.example/root/fr/page',
      body: '[x](https://news.example/root/fr/images/x)'
    })
    expect(only(atom(entry('https://else.example/'))).body).toBe('[x](https://else.example/x)')
  })

  test('of a feed from a file has them resolved from the site that the feed names', () => {
    const text = rss('<item><title>A</title><link>/a</link><description>&lt;a href="b">b&lt;/a></description></item>')
    const [item] = parseFetched({ bytes: Buffer.from(text), contentType: '' }).items
    expect([item?.url, item?.body()]).toEqual(['https://news.example/a', '[b](https://news.example/b)'])
  })

  test('has the language that is nearest to it, put right', () => {
    const lang = (written: string, feed = 'en') =>
      only(
        rss(
          `<item><title>A</title><dc:language>${written}</dc:language></item>`,
          `<title>P</title><language>${feed}</language>`
        )
      ).lang
    expect(lang('fr_fr')).toBe('fr-FR')
    expect(lang('')).toBe('en')
    expect(lang('not a language')).toBeNull()
    expect(only(atom('<entry xml:lang="de"><title>A</title></entry>', ' xml:lang="en"')).lang).toBe('de')
  })

  test('without a title is called by its first words', () => {
    const words = 'Un très long billet sans titre qui raconte une assez longue histoire, et puis encore une autre'
    expect(only(rss(`<item><description>&lt;p>${words}&lt;/p></description></item>`)).title).toBe(
      'Un très long billet sans titre qui raconte une assez longue histoire, et puis…'
    )
    expect(only(rss('<item><link>/a</link></item>')).title).toBe('https://news.example/a')
  })

  test('keeps plain text as it is, whatever Markdown or HTML would make of it', () => {
    const text = '*Pas* un titre\n# ni ceci\n\n<b>1 < 2</b> & [x](y)'
    const item = { id: '1', title: '<i>A</i> & B', content_text: text }
    const { title, body } = only(
      JSON.stringify({ version: 'https://jsonfeed.org/version/1', title: 'P', items: [item] })
    )
    expect(title).toBe('<i>A</i> & B')
    expect(body).toBe('\\*Pas\\* un titre\\\n\\# ni ceci\n\n\\<b>1 \\< 2\\</b> & \\[x\\](y)')
  })

  test('brings no script, frame or picture', () => {
    const html =
      '<p onclick="a()">Un<script>alert(1)</script><img src=x onerror=alert(1)> <a href="javascript:alert(1)">lien</a><iframe src="//x"></iframe><style>p{}</style></p>'
    expect(only(rss(`<item><title>A</title><description><![CDATA[${html}]]></description></item>`)).body).toBe(
      'Un lien'
    )
  })
})

describe('a feed that is not as it should be', () => {
  const codes = (text: string) => parse(text).problems.map(({ code, detail }) => (detail ? `${code} ${detail}` : code))

  test('has its first 2,000 items read, and says how many were left', () => {
    const items = Array.from({ length: 2_003 }, (_, n) => `<item><title>${n}</title><link>/${n}</link></item>`)
    const { items: read, problems } = parse(rss(items.join('')))
    expect([read.length, read[0]?.title, problems]).toEqual([2_000, '0', [{ code: 'items-left-out', detail: '3' }]])
  })

  test('says what it left out', () => {
    expect(codes(rss(''))).toEqual(['feed-empty'])
    expect(codes('<rss></rss>')).toEqual(['feed-empty'])
    expect(codes(rss('<item><author>x</author></item><item><title>A</title></item>'))).toEqual(['items-empty 1'])
    expect(codes(rss('<item><title>A</title><guid>1</guid></item>'.repeat(3)))).toEqual(['items-repeated 2'])
    expect(codes(rss('<item><title>A</title><pubDate>demain</pubDate></item>'))).toEqual(['dates-unreadable 1'])
  })

  test('keeps the first of items that share a guid', () => {
    const { items } = parse(
      rss('<item><title>A</title><guid>1</guid></item><item><title>B</title><guid>1</guid></item>')
    )
    expect(items.map(item => item.title)).toEqual(['A'])
  })

  test('is read past what stands before it', () => {
    const doctype =
      '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "https://x.example/rss.dtd" [<!ENTITY e "]>"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    const feed = '<rss version="2.0"><channel><title>P</title><item><title>A &f; B</title></item></channel></rss>'
    expect(only(`\n\nWarning: mysql\n<!-- <feed> --><?php?>${doctype}${feed}`).title).toBe('A &f; B')
  })

  test('does not grow by its entities', () => {
    const lol = Array.from({ length: 20 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
    const bomb = `<!DOCTYPE rss [<!ENTITY l0 "lol">${lol}]><rss version="2.0"><channel><item><title>&l20;</title></item></channel></rss>`
    expect(only(bomb).title).toBe('&l20;')
  })

  test('is read as far as it can be where its tags are wrong', () => {
    const text = '<rss version="2.0"><channel><title>P</titel><item><title>A</title></item></channel></rss>'
    expect(codes(text)).toContain('feed-mended')
    expect(parse(text).items.map(item => item.title)).toEqual(['A'])
  })

  test.each([
    [
      'rss',
      rss(
        '<item><title>Un &amp; un</title><link>/1</link><description><![CDATA[<p>Premier</p>]]></description></item><item><title>Deux</title><link>/2</link><description>Second</description></item>\n'
      )
    ],
    [
      'atom',
      atom(
        '<entry><id>1</id><title>Un</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Premier</p></div></content></entry><entry><id>2</id><title>Deux</title><summary>Second</summary></entry>\n'
      )
    ]
  ])('cut off anywhere, %s never brings half an item', (_, whole) => {
    const told = (text: string) => parse(text).items.map(item => [item.guid, item.title, item.body()])
    const all = told(whole)
    expect(all).toHaveLength(2)
    for (let end = whole.indexOf('</title>') + 8; end < whole.length - 3; end++) {
      const cut = whole.slice(0, end)
      const kept = told(cut)
      expect(kept, cut).toEqual(all.slice(0, kept.length))
      expect(codes(cut), cut).toContain('feed-cut-off')
    }
  })

  test.each([
    '',
    'plain words',
    '<html><body><p>Page</p></body></html>',
    '<opml version="2.0"></opml>',
    '{}',
    '{"items":',
    '[1]',
    '\0\0\0',
    '<',
    '<?xml version="1.0"?>'
  ])('%j is no feed', text => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'feed-unreadable' }))
  })

  test('with markup nested beyond all reason keeps its words', () => {
    for (const depth of [1_000, 20_000, 50_000]) {
      const deep = `${'<div>'.repeat(depth)}Ici${'</div>'.repeat(depth)}`
      expect(only(rss(`<item><title>A</title><description><![CDATA[${deep}]]></description></item>`)).body).toBe('Ici')
    }
    const long = `<p>${'mot '.repeat(200_000)}</p>`
    expect(only(rss(`<item><title>A</title><description><![CDATA[${long}]]></description></item>`)).body).toMatch(
      /^mot mot/
    )
  })
})
