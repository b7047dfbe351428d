import { rmSync, writeFileSync } from 'node:fs'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toUse } from '../../../src/domain/share/media-use.ts'
import type { ParcelMedia, Picture, PictureLimits } from '../../../src/main/workspace/delivery/connectors/connector.ts'
import { mediaFile } from '../../../src/main/workspace/share/media-file.ts'
import { mediaHandlers } from '../../../src/main/workspace/share/media.handlers.ts'
import { parcelMedia } from '../../../src/main/workspace/share/parcel-media.ts'
import { fitPicture } from '../../../src/main/workspace/share/picture.ts'
import type { Media } from '../../../src/preload/contract/share.ts'
import { canvas, moving, noisy, photo } from '../../support/pictures.ts'
import { testWorkspace, type TestWorkspace } from '../../support/workspace.ts'

const roomy: PictureLimits = { width: 1_200, height: 1_200, bytes: 1_000_000 }

const pixelsOf = async (picture: Picture): Promise<number[]> => [
  ...(await sharp(picture.bytes).raw().toBuffer()).subarray(0, 4)
]

describe('a picture made to fit', () => {
  test('is scaled inside the limits, keeps its proportions, and is never made larger', async () => {
    const wide = await canvas(2_000, 1_000).png().toBuffer()
    for (const [width, height, expected] of [
      [600, 600, [600, 300]],
      [5_000, 100, [200, 100]],
      [5_000, 5_000, [2_000, 1_000]]
    ] as const) {
      const fitted = await fitPicture(wide, { width, height, bytes: 1_000_000 })
      expect([fitted.width, fitted.height]).toEqual(expected)
      expect(await sharp(fitted.bytes).metadata()).toMatchObject({
        format: 'jpeg',
        width: expected[0],
        height: expected[1]
      })
    }
  })

  test('gets lighter by quality first and by size then, down to whatever it takes', async () => {
    const heavy = await noisy(900, 600)
    const sizes = await Promise.all(
      [1_000_000, 400_000, 20_000, 2_000].map(async bytes => {
        const fitted = await fitPicture(heavy, { width: 900, height: 900, bytes })
        expect(fitted.bytes.length).toBeLessThanOrEqual(bytes)
        return fitted.width
      })
    )
    expect(sizes[0]).toBe(900)
    expect(sizes[1]).toBe(900)
    expect(sizes[2]).toBeLessThan(900)
    expect(sizes[3]).toBeLessThan(sizes[2] as number)
    await expect(fitPicture(heavy, { width: 900, height: 900, bytes: 100 })).rejects.toMatchObject({
      code: 'media-unfit'
    })
  })

  test('loses what the camera wrote, and stands as people saw it', async () => {
    const bytes = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#000' } })
      .composite([{ input: { create: { width: 20, height: 20, channels: 3, background: '#fff' } }, left: 0, top: 0 }])
      .withExif({ IFD0: { Artist: 'SECRET-ARTIST' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 6/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 100 })
      .toBuffer()
    for (const types of [['image/jpeg'], ['image/webp'], ['image/png']]) {
      const fitted = await fitPicture(bytes, { ...roomy, types })
      const { exif, xmp, iptc, orientation, width, height } = await sharp(fitted.bytes).metadata()
      expect({ exif, xmp, iptc, orientation, width, height }).toEqual({ width: 20, height: 40 })
      expect(Buffer.from(fitted.bytes).includes('SECRET-ARTIST')).toBe(false)
      // The left half was white; turned clockwise, it is the upper one.
      expect((await pixelsOf(fitted))[0]).toBeGreaterThan(240)
    }
  })

  test('has the colours of the web, whatever profile they were written in', async () => {
    const inP3 = await sharp({ create: { width: 32, height: 32, channels: 3, background: '#ff0000' } })
      .withIccProfile('p3')
      .png()
      .toBuffer()
    const stored = await sharp(inP3, { ignoreIcc: true }).raw().toBuffer()
    expect(stored[0]).toBeLessThan(240)
    const fitted = await fitPicture(inP3, { ...roomy, types: ['image/png'] })
    expect((await sharp(fitted.bytes).metadata()).hasProfile).toBe(false)
    const [red = 0, green = 0, blue = 0] = await pixelsOf(fitted)
    expect([red > 250, green < 5, blue < 5]).toEqual([true, true, true])
    const inks = await canvas(32, 32).toColourspace('cmyk').jpeg().toBuffer()
    expect(await sharp((await fitPicture(inks, roomy)).bytes).metadata()).toMatchObject({ space: 'srgb', channels: 3 })
  })

  test('is white where it was transparent, unless a type that knows transparency is taken', async () => {
    const clear = await sharp({ create: { width: 20, height: 20, channels: 4, background: '#00f0' } })
      .png()
      .toBuffer()
    expect((await pixelsOf(await fitPicture(clear, roomy))).slice(0, 3)).toEqual([255, 255, 255])
    const kept = await fitPicture(clear, { ...roomy, types: ['image/jpeg', 'image/png'] })
    expect([kept.type, (await pixelsOf(kept))[3]]).toEqual(['image/png', 0])
  })

  test('keeps its type where that is taken and light enough', async () => {
    const png = await noisy(600, 400, 'png')
    const types = ['image/jpeg', 'image/png']
    expect((await fitPicture(png, { ...roomy, types })).type).toBe('image/png')
    expect((await fitPicture(png, { ...roomy, bytes: 100_000, types })).type).toBe('image/jpeg')
    expect((await fitPicture(await canvas(20, 20).webp().toBuffer(), { ...roomy, types: ['image/png'] })).type).toBe(
      'image/png'
    )
  })

  test('that moves goes on moving where that is taken, and is its first frame elsewhere', async () => {
    const gif = await moving(80, 60, 3)
    const still = await fitPicture(gif, roomy)
    expect([still.type, still.width, still.height]).toEqual(['image/jpeg', 80, 60])
    const moved = await fitPicture(gif, { width: 40, height: 40, bytes: 100_000, types: ['image/jpeg', 'image/gif'] })
    expect(await sharp(moved.bytes, { animated: true }).metadata()).toMatchObject({
      format: 'gif',
      pages: 3,
      width: 40,
      pageHeight: 30
    })
    expect([moved.width, moved.height]).toEqual([40, 30])
  })
})

describe('a picture of a parcel', () => {
  let workspace: TestWorkspace
  let media: ReturnType<typeof mediaHandlers>

  beforeEach(async () => {
    workspace = await testWorkspace()
    media = mediaHandlers(workspace.context)
    await workspace.sit(workspace.people.officer)
  })
  afterEach(() => workspace.close())

  async function added(bytes: Uint8Array): Promise<{ known: Media; parcel: ParcelMedia }> {
    const { added: list } = await media['media.add']({ files: [{ name: 'a.jpg', bytes: new Uint8Array(bytes) }] })
    const known = list[0] as Media
    return { known, parcel: parcelMedia(workspace.file, toUse(known, 'fr')) }
  }

  test('gives the same bytes for the same limits, made again or remembered', async () => {
    const bytes = await noisy(400, 300)
    const { parcel } = await added(bytes)
    const limits = { width: 200, height: 200, bytes: 9_000 }
    const first = await parcel.fit(limits)
    expect(await parcel.fit(limits)).toEqual(first)
    expect(await fitPicture(bytes, limits)).toEqual(first)
    expect(await parcel.fit({ ...limits, width: 100 })).not.toEqual(first)
  })

  test('is not given at all when its file is gone, or is another one', async () => {
    const { known, parcel } = await added(await photo(50, 50, 3))
    const file = mediaFile(workspace.file, known.hash)
    writeFileSync(file, await photo(50, 50, 4))
    await expect(parcel.fit(roomy)).rejects.toMatchObject({ code: 'media-lost' })
    rmSync(file)
    await expect(parcel.fit({ ...roomy, width: 40 })).rejects.toMatchObject({ code: 'media-lost' })
    await expect(media['media.picture']({ hash: known.hash, width: 160 })).rejects.toMatchObject({ code: 'media-lost' })
  })

  test('is shown small, and once made is not made again', async () => {
    const { known } = await added(await noisy(900, 600))
    const shown = await media['media.picture']({ hash: known.hash, width: 200 })
    expect(await sharp(shown.bytes).metadata()).toMatchObject({ format: 'webp', width: 320, height: 213 })
    rmSync(mediaFile(workspace.file, known.hash))
    expect(await media['media.picture']({ hash: known.hash, width: 300 })).toEqual(shown)
  })
})
