import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPictureType, kindOf } from '../../../src/domain/share/picture-type.ts'
import { hasShared, sharedJson } from '../../support/shared.ts'
import { everyType } from '../../support/pictures.ts'

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1')
const script = '<script>alert(1)</script>'

describe('what a file is, by its bytes', () => {
  test('a picture of each type that is taken', async () => {
    for (const [type, bytes] of Object.entries(await everyType())) expect(kindOf(bytes)).toBe(type)
  })

  test.each<[string, string | Uint8Array]>([
    ['empty', ''],
    ['svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    [
      'svg',
      `\ufeff<?xml version="1.0"?>\n<!-- <html> -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">\n<svg:svg>`
    ],
    ['svg', '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'],
    ['svg', Buffer.from('\ufeff<svg onload="alert(1)"/>', 'utf16le')],
    ['html', `<!DOCTYPE html>${script}`],
    ['html', `  \n<!-- a --> <html>`],
    ['html', '<img src=x onerror=alert(1)>'],
    ['pdf', '%PDF-1.7\n'],
    ['pdf', latin1(`${'\x00'.repeat(900)}%PDF-1.4`)],
    ['archive', latin1('PK\x03\x04\x14\x00')],
    ['archive', latin1('\x1f\x8b\x08\x00')],
    ['program', latin1('MZ\x90\x00')],
    ['program', latin1('\x7fELF\x02\x01')],
    ['program', '#!/bin/sh\nrm -rf ~'],
    ['heic', latin1('\x00\x00\x00\x18ftypheic')],
    ['avif', latin1('\x00\x00\x00\x1cftypavif')],
    ['film', latin1('\x00\x00\x00\x20ftypisom')],
    ['tiff', latin1('II*\x00\x08\x00')],
    ['bmp', latin1('BM\x36\x00\x00\x00\x00\x00\x00\x00')],
    ['icon', latin1('\x00\x00\x01\x00\x01\x00')],
    ['photoshop', latin1('8BPS\x00\x01')],
    ['text', 'alert(document.domain)'],
    ['unknown', latin1('\x00\x01\x02\x03')],
    ['unknown', latin1('\x89PNG\r\n\x1a')]
  ])('%s', (kind, content) => {
    expect(kindOf(typeof content === 'string' ? Buffer.from(content) : content)).toBe(kind)
  })

  test('a picture that something else would read as itself is that', async () => {
    const { 'image/jpeg': jpeg, 'image/gif': gif, 'image/png': png } = await everyType()
    const archive = Buffer.concat([latin1('PK\x05\x06'), Buffer.alloc(16), latin1('\x03\x00abc')])
    const inComment = (text: string): Buffer => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(text.length + 2)
      return Buffer.concat([jpeg.subarray(0, 2), latin1('\xff\xfe'), length, latin1(text), jpeg.subarray(2)])
    }
    expect(kindOf(Buffer.concat([jpeg, archive]))).toBe('archive')
    expect(kindOf(inComment('%PDF-1.5 1 0 obj'))).toBe('pdf')
    expect(kindOf(inComment('<?php system($_GET[0]); ?>'))).toBe('script')
    expect(kindOf(Buffer.concat([png, latin1(`<ScRiPt >${'x'.repeat(9_000)}`)]))).toBe('script')
    expect(kindOf(Buffer.concat([gif.subarray(0, 6), latin1('/*'), gif.subarray(8)]))).toBe('script')
    expect(kindOf(Buffer.concat([jpeg.subarray(0, 4), latin1('/*'), jpeg.subarray(6)]))).toBe('script')
  })

  test('what cameras put behind a picture keeps it a picture', async () => {
    const { 'image/jpeg': jpeg } = await everyType()
    const film = Buffer.concat([latin1('\x00\x00\x00\x18ftypmp42'), Buffer.alloc(70_000, 'PK<sc')])
    expect(kindOf(Buffer.concat([jpeg, film]))).toBe('image/jpeg')
  })

  test('no text is taken for a picture, in whatever it is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('utf8', 'utf16le'), (text, encoding) => {
        expect(isPictureType(kindOf(Buffer.from(`<${text}`, encoding as BufferEncoding)))).toBe(false)
      })
    )
  })

  test('it is told quickly of the longest and most tangled file', () => {
    const started = performance.now()
    for (const text of ['<!--a-->', '<!----', '<?xml>', ' ', '<!doctype svg '])
      expect(kindOf(Buffer.from(`${text.repeat(2_000)}x`))).not.toBe('svg')
    for (const filling of ['<', '<scrip', 'PK\x05\x06'])
      expect(kindOf(Buffer.concat([latin1('\xff\xd8\xff'), Buffer.alloc(20_000_000, filling)]))).toBe('image/jpeg')
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  test.skipIf(!hasShared)(
    'no attack string of ../shared/data is a picture (skipped where that folder is absent)',
    () => {
      for (const name of ['bleach', 'dompurify', 'owasp-filter-evasion', 'payloadbox'])
        for (const { payload } of sharedJson<{ payload: string }[]>(`xss/${name}.json`))
          expect(isPictureType(kindOf(Buffer.from(payload)))).toBe(false)
    }
  )
})
