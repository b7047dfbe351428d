import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanLine, cleanText } from '../../../src/domain/releases/clean.ts'
import { canonicalContent, excerptOf, plainOf, shorten } from '../../../src/domain/releases/content.ts'
import type { ReleaseContent } from '../../../src/domain/releases/release.ts'
import { contentHash } from '../../../src/main/workspace/releases/content-hash.ts'

const content: ReleaseContent = {
  kind: 'press-release',
  title: 'Armelin ouvre à Lyon',
  subtitle: '',
  body: 'Texte.',
  lang: 'fr',
  embargo: null
}

describe('content hash', () => {
  test('covers every field of the content and nothing else', () => {
    const embargo = { at: '2026-11-26T06:30:00.000Z', zone: 'Europe/Paris', wall: '2026-11-26T07:30' }
    const changes: Partial<ReleaseContent>[] = [
      { kind: 'statement' },
      { title: 'Armelin ouvre à Lyon ' },
      { subtitle: 'x' },
      { body: 'Texte' },
      { lang: 'en' },
      { embargo },
      { embargo: { ...embargo, zone: 'Europe/London' } },
      { embargo: { ...embargo, wall: '2026-11-26T07:31' } }
    ]
    const hashes = [content, ...changes.map(change => ({ ...content, ...change }))].map(contentHash)
    expect(new Set(hashes).size).toBe(changes.length + 1)
    expect(contentHash({ ...content, ...{ rev: 3, id: 'x' } })).toBe(hashes[0])
  })

  test('is SHA-256 of RFC 8785 canonical JSON', () => {
    expect(canonicalContent(content)).toBe(
      '{"body":"Texte.","embargo":null,"kind":"press-release","lang":"fr","subtitle":"","title":"Armelin ouvre à Lyon"}'
    )
    expect(contentHash(content)).toBe('8908adf8aacc5a4053b37c6bf727f5dd57ea3e29c03605ccd998cf0514799319')
  })
})

describe('excerpt', () => {
  test.each([
    ['# Title\n\nFirst **bold** and *soft* `code`.', 'Title First bold and soft code.'],
    ['- one\n- two\n\n1. three', 'one two three'],
    ['![alt](x.png)See [the site](https://armelin.example/a_b).', 'See the site.'],
    ['See <https://armelin.example/a_b> <b>now</b>.', 'See https://armelin.example/a_b now.'],
    ['5 \\* 3, snake_case and \\<tag\\>', '5 * 3, snake_case and <tag>'],
    ['one\\\ntwo', 'one two'],
    ['| a | b |\n| --- | --- |\n| 1 | 2 |', 'a b 1 2']
  ])('%j reads %j', (markdown, plain) => expect(excerptOf(markdown)).toBe(plain))

  test('is cut between words, and never in the middle of a character', () => {
    expect(shorten('alpha beta gamma', 12)).toBe('alpha beta…')
    expect(shorten('abcdefgh', 3)).toBe('abc…')
    expect(shorten(`ab${'🌧'.repeat(4)}`, 3)).toBe('ab…')
    expect(excerptOf('mot '.repeat(500)).length).toBeLessThanOrEqual(201)
  })

  test('takes no longer for hostile text', () => {
    for (const hostile of ['[', '![', '<', '*', '_', '`', '|', '\\', '[](', '<a', '|:\n', '# ', '1', '\n']) {
      const started = performance.now()
      plainOf(hostile.repeat(100_000 / hostile.length))
      expect(performance.now() - started, hostile).toBeLessThan(1_000)
    }
  })
})

describe('clean text', () => {
  test('drops what files and marks cannot bear, and keeps every other character', () => {
    expect(cleanText('a\0b\r\nc\rd\te\u0007\uE000f\uE001')).toBe('ab\nc\nd\tef')
    expect(cleanText('x\uD800y')).toBe('x\uFFFDy')
    expect(cleanLine('one\ntwo\tthree')).toBe('one two three')
    expect(cleanText('Été 🌧️ 株 \u202Ea\u200B')).toBe('Été 🌧️ 株 \u202Ea\u200B')
  })

  test('is the same when cleaned again, and survives UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const cleaned = cleanText(text)
        expect(cleanText(cleaned)).toBe(cleaned)
        expect(Buffer.from(cleaned).toString()).toBe(cleaned)
      })
    )
  })
})
