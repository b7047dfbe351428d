import { describe, expect, test } from 'vitest'
import { decodeFeed } from '../../../src/main/workspace/curation/decode.ts'

const xml = (encoding: string | null, text = 'Écoles, l’été : 20 €') =>
  `<?xml version="1.0"${encoding ? ` encoding="${encoding}"` : ''}?><rss><title>${text}</title></rss>`

const utf16 = (text: string, big = false): Buffer => {
  const bytes = Buffer.from(text, 'utf16le')
  return big ? bytes.swap16() : bytes
}
const utf32 = (text: string, big = false): Buffer => {
  const bytes = Buffer.alloc([...text].length * 4)
  ;[...text].forEach((sign, at) => bytes[big ? 'writeUInt32BE' : 'writeUInt32LE'](sign.codePointAt(0) ?? 0, at * 4))
  return bytes
}
/** The text as bytes of an encoding in which each of its signs is one byte. */
const single = (encoding: string, text: string): Buffer => {
  const all = Array.from({ length: 256 }, (_, byte) => new TextDecoder(encoding).decode(Uint8Array.of(byte)))
  return Buffer.from([...text].map(sign => all.indexOf(sign)))
}

describe('the encoding of a feed', () => {
  const text = xml('utf-16')
  const mark = '\uFEFF'
  test.each([
    ['UTF-8', Buffer.from(xml('utf-8')), '', xml('utf-8')],
    ['UTF-8 with a mark', Buffer.from(mark + xml(null)), '', xml(null)],
    ['UTF-8 that says nothing', Buffer.from(xml(null)), '', xml(null)],
    ['UTF-16 with a mark, little end first', utf16(mark + text), '', text],
    ['UTF-16 with a mark, big end first', utf16(mark + text, true), '', text],
    ['UTF-16 without a mark, little end first', utf16(text), '', text],
    ['UTF-16 without a mark, big end first', utf16(text, true), '', text],
    ['UTF-32 with a mark, little end first', utf32(mark + text), '', text],
    ['UTF-32 with a mark, big end first', utf32(mark + text, true), '', text],
    ['UTF-32 without a mark, big end first', utf32(text, true), '', text],
    ['UTF-8 called UTF-16 by a program that wrote to a string', Buffer.from(text), '', text],
    ['Windows-1252', single('windows-1252', xml('windows-1252')), '', xml('windows-1252')],
    [
      'Windows-1252 by the server alone',
      single('windows-1252', xml(null)),
      'text/xml; charset=windows-1252',
      xml(null)
    ],
    [
      'the server over the document',
      single('windows-1251', xml('utf-8', 'Школа')),
      'text/xml;charset="Windows-1251"',
      xml('utf-8', 'Школа')
    ],
    [
      'the document over a server that is wrong',
      Buffer.from(xml('utf-8')),
      'text/xml; charset=ISO-8859-1',
      xml('utf-8')
    ],
    ['ISO-8859-15', single('iso-8859-15', xml('iso-8859-15', 'Œuvre, 20 €')), '', xml('iso-8859-15', 'Œuvre, 20 €')],
    [
      'Mac Cyrillic, under the name that XML has for it',
      single('x-mac-cyrillic', xml('mac-cyrillic', 'Школа')),
      '',
      xml('mac-cyrillic', 'Школа')
    ],
    ['JSON in UTF-16', utf16('{"title":"É"}'), '', '{"title":"É"}']
  ])('%s', (_, bytes, contentType, expected) => {
    expect(decodeFeed(bytes, contentType)).toEqual({ text: expected, guessed: null })
  })

  test('is guessed and said where nothing that is claimed can be true', () => {
    expect(decodeFeed(single('windows-1252', xml('utf-8')))).toEqual({ text: xml('utf-8'), guessed: 'windows-1252' })
    const scratched = Buffer.concat([Buffer.from(xml('utf-8')), Buffer.of(0xff)])
    expect(decodeFeed(scratched)).toEqual({ text: `${xml('utf-8')}\uFFFD`, guessed: 'utf-8' })
    expect(decodeFeed(Buffer.from(xml('klingon')))).toEqual({ text: xml('klingon'), guessed: 'utf-8' })
  })

  test('curly quotes that came as control characters are quotes again', () => {
    expect(decodeFeed(Buffer.from('<rss>l\u0092\u00e9t\u00e9 \u0093\u00e0\u0094</rss>')).text).toBe(
      '<rss>l’été “à”</rss>'
    )
  })
})
