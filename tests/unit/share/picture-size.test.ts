import fc from 'fast-check'
import { expect, test } from 'vitest'
import { claimedSize } from '../../../src/domain/share/picture-size.ts'
import { pictureTypes } from '../../../src/domain/share/picture-type.ts'
import { canvas, claiming, moving } from '../../support/pictures.ts'

const [width, height] = [301, 207]

test('every way to write a picture tells its sides', async () => {
  const written = {
    jpeg: [
      canvas(width, height).jpeg(),
      canvas(width, height).jpeg({ progressive: true }),
      canvas(width, height)
        .withExif({ IFD0: { Copyright: 'x'.repeat(9_000) } })
        .withIccProfile('p3')
        .jpeg()
    ],
    png: [canvas(width, height).png(), canvas(width, height).png({ palette: true, progressive: true })],
    webp: [
      canvas(width, height).webp(),
      canvas(width, height).webp({ lossless: true }),
      canvas(width, height)
        .withExif({ IFD0: { Copyright: 'x' } })
        .webp()
    ],
    gif: [canvas(width, height).gif()]
  }
  for (const [name, pictures] of Object.entries(written))
    for (const picture of pictures)
      expect(claimedSize(`image/${name}` as 'image/gif', await picture.toBuffer())).toEqual({ width, height })
  expect(claimedSize('image/gif', await moving(width, height, 2))).toEqual({ width, height })
})

test('the largest sides that a header can say', async () => {
  expect(claimedSize('image/jpeg', await claiming('image/jpeg', 65_535, 65_535))).toEqual({
    width: 65_535,
    height: 65_535
  })
  expect(claimedSize('image/webp', await claiming('image/webp', 16_383, 16_383))).toEqual({
    width: 16_383,
    height: 16_383
  })
})

test('a header that is cut, or is none, tells nothing and stops', () => {
  fc.assert(
    fc.property(fc.constantFrom(...pictureTypes), fc.uint8Array({ maxLength: 64 }), (type, bytes) => {
      const size = claimedSize(type, bytes)
      if (size) expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(0)
    })
  )
  expect(claimedSize('image/jpeg', Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(5_000_000, 0xff)]))).toBe(
    null
  )
})
