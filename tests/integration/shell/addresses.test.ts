import { join, resolve, sep } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fileFor, isLoadable, isPage, linkTarget, pages, signInTarget } from '../../../src/main/addresses.ts'

const root = resolve('built', 'renderer')

describe('files of the app scheme', () => {
  test('a page and what it is made of', () => {
    expect(fileFor(root, pages.main)).toEqual({ file: join(root, 'index.html'), type: 'text/html; charset=utf-8' })
    expect(fileFor(root, 'app://relais/assets/a%20b.woff2')?.file).toBe(join(root, 'assets', 'a b.woff2'))
    expect(fileFor(root, 'app://relais/index.html?lang=fr#top')?.file).toBe(join(root, 'index.html'))
  })

  test.each([
    'app://relais/',
    'app://relais',
    'app://other/index.html',
    'app://relais.evil/index.html',
    'app://relais@other/index.html',
    'app://relais/settings.json',
    'app://relais/index.html%00.js',
    'app://relais/%',
    'app://relais/%E0%A4%A',
    'file:///etc/hosts.html',
    'https://relais/index.html',
    'index.html',
    ''
  ])('nothing is served for %s', address => {
    expect(fileFor(root, address)).toBeNull()
  })

  test.each([
    'app://relais/../main/index.js',
    'app://relais/%2e%2e/main/index.js',
    'app://relais/..%2fmain%2findex.js',
    'app://relais/..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpage.html',
    'app://relais/assets/..%2f..%2frenderer-of-another/index.html',
    'app://relais/..%5cmain%5cindex.js',
    'app://relais//etc/page.html',
    'app://relais/%2fetc/page.html'
  ])('what is served for %s, if anything, lies in the folder', address => {
    const found = fileFor(root, address)
    expect(found === null || found.file.startsWith(root + sep)).toBe(true)
  })
})

describe('who is speaking', () => {
  test('the top frame of the page', () => {
    expect(isPage({ url: `${pages.main}#releases`, parent: null }, 'main')).toBe(true)
    expect(isPage({ url: pages.passphrase, parent: null }, 'passphrase')).toBe(true)
  })

  test.each([
    [null],
    [{ url: pages.main, parent: {} }],
    [{ url: pages.report, parent: null }],
    [{ url: 'app://relais.evil/index.html', parent: null }],
    [{ url: 'app://evil/index.html', parent: null }],
    [{ url: 'https://relais/index.html', parent: null }],
    [{ url: 'https://evil.example/app://relais/index.html', parent: null }],
    [{ url: 'about:blank', parent: null }],
    [{ url: '', parent: null }]
  ])('not %j', frame => {
    expect(isPage(frame, 'main')).toBe(false)
  })
})

test.each([
  'http://a.example/',
  'https://a.example/',
  'ws://a.example/',
  'file:///etc/passwd',
  'ftp://a/',
  'javascript:1',
  'x'
])('no page loads %s', address => {
  expect(isLoadable(address)).toBe(false)
})

describe('links', () => {
  test.each(['https://example.org/a?b=c#d', 'HTTPS://EXAMPLE.ORG/', 'mailto:press@example.org'])(
    '%s opens',
    address => {
      expect(linkTarget(address)?.href).toBe(new URL(address).href)
    }
  )

  test.each([
    'http://example.org/',
    'javascript:alert(1)',
    'javascript://https://example.org/%0aalert(1)',
    ' file:///etc/passwd',
    'data:text/html,<script>1</script>',
    'smb://host/share',
    'ms-msdt:/id',
    'vscode://file/x',
    'app://relais/index.html',
    'https://example.org@evil.example/',
    '//example.org',
    'example.org',
    ''
  ])('%s does not', address => {
    expect(linkTarget(address)).toBeNull()
  })
})

describe('the address at which a person signs in', () => {
  test.each([
    ['https://www.linkedin.com/oauth/v2/authorization?client_id=1', undefined],
    ['http://127.0.0.1:4000/authorize', '127.0.0.1'],
    ['http://127.0.0.1:4000/authorize', '127.0.0.1:4000'],
    ['http://localhost/authorize', 'true']
  ])('%s, allowed %s', (address, allowed) => expect(signInTarget(address, allowed)?.href).toBe(address))

  test.each([
    ['http://www.linkedin.com/', undefined],
    ['http://www.linkedin.com/', 'www.linkedin.com'],
    ['http://127.0.0.1:4000/authorize', undefined],
    ['http://127.0.0.1:4000/authorize', 'localhost'],
    ['http://192.168.1.1/', '192.168.1.1'],
    ['https://a@b.example/', undefined],
    ['file:///etc/passwd', 'true'],
    ['javascript:alert(1)', 'true'],
    ['', 'true']
  ])('never %s, allowed %s', (address, allowed) => expect(signInTarget(address, allowed)).toBeNull())
})
