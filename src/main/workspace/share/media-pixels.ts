import type { Metadata, Sharp, SharpOptions } from 'sharp'
import { claimedSize } from '../../../domain/share/picture-size.ts'
import { isPictureType, kindOf, type OtherKind, type PictureType } from '../../../domain/share/picture-type.ts'
import type { Picture, PictureLimits } from '../delivery/connectors/connector.ts'
import { sharp } from './media-codec.ts'

/** A whole picture from the largest cameras that press photographers use. */
const mostPixels = 100_000_000
/** No network takes more on a side, and what is made is held in memory whole. */
const longestSide = 8_192

/** What a file turned out to be. Sides are as the picture is seen, turned the right way up. */
export type Inspection =
  | { is: 'picture'; type: PictureType; width: number; height: number; frames: number }
  | { is: 'other'; kind: OtherKind }
  | { is: 'huge'; megapixels: number; limit: number }
  | { is: 'broken' }

/** Looks what a file is; a picture's header is read before its pixels are, and then these to their end. */
export async function inspect(bytes: Uint8Array): Promise<Inspection> {
  const type = kindOf(bytes)
  if (!isPictureType(type)) return { is: 'other', kind: type }
  const claimed = claimedSize(type, bytes)
  if (!claimed || (type === 'image/gif' && !endsGif(bytes))) return { is: 'broken' }
  const pixels = claimed.width * claimed.height
  if (pixels > mostPixels) return { is: 'huge', megapixels: Math.ceil(pixels / 1e6), limit: mostPixels / 1e6 }
  try {
    const { format, pages = 1, autoOrient } = await sharp(bytes, { limitInputPixels: mostPixels }).metadata()
    if (`image/${format}` !== type) return { is: 'broken' }
    const whole = pages > 1 && pages * pixels <= mostPixels ? moving(bytes, 'warning') : still(bytes, 'warning')
    await whole.resize(32, 32, { fit: 'inside' }).raw().toBuffer()
    return { is: 'picture', type, width: autoOrient.width, height: autoOrient.height, frames: pages }
  } catch {
    return { is: 'broken' }
  }
}

/** Decoders take a GIF that was cut between two frames for one with fewer; only its last byte tells. */
function endsGif(bytes: Uint8Array): boolean {
  let end = bytes.length - 1
  while (end > 0 && bytes[end] === 0) end -= 1
  return bytes[end] === 0x3b
}

/** A picture as people see it: turned the right way up, its first frame, in the colours of the web. */
const still = (bytes: Uint8Array, failOn: SharpOptions['failOn'] = 'truncated'): Sharp =>
  sharp(bytes, { failOn, limitInputPixels: mostPixels }).autoOrient().toColourspace('srgb')

const moving = (bytes: Uint8Array, failOn: SharpOptions['failOn'] = 'truncated'): Sharp =>
  sharp(bytes, { failOn, limitInputPixels: mostPixels, animated: true })

/** What an encoder can be told, from the best to the least that is worth sending. */
const qualities = [88, 80, 72, 64, 56, 48]
/** Where that is not enough, the picture gets smaller by this until it is. */
const shrink = 0.75
const smallest = 16

/**
 * Makes a picture fit, by quality first and by size then; null where even a very small one is too heavy.
 *
 * What cameras and editors write about it is left behind. JPEG has no transparency, so what is behind it becomes white.
 */
export async function fit(bytes: Uint8Array, limits: PictureLimits): Promise<Picture | null> {
  const own = kindOf(bytes)
  if (!isPictureType(own)) return null
  const box = { width: Math.min(limits.width, longestSide), height: Math.min(limits.height, longestSide) }
  const types = candidates(own, limits.types)
  if (types[0] === 'image/gif') {
    const moving = await fitMoving(bytes, box, limits.bytes)
    if (moving) return moving
  }
  for (let scale = 1; Math.min(box.width, box.height) * scale >= smallest; scale *= shrink) {
    const frame = await frameIn(bytes, { width: box.width * scale, height: box.height * scale })
    for (const type of types) {
      // A large picture without losses is soon a small one with; only where nothing else is taken does it get smaller.
      for (const quality of type === 'image/png' ? [100] : scale === 1 ? qualities : qualities.slice(2)) {
        const encoded = await encode(frame, type, quality)
        if (encoded.length <= limits.bytes) return { bytes: encoded, type, width: frame.width, height: frame.height }
      }
    }
  }
  return null
}

/** The picture's own type if that is taken, and then those with losses, which are smaller. */
function candidates(own: PictureType, taken: readonly string[] = ['image/jpeg']): PictureType[] {
  const order = [own, 'image/jpeg', 'image/webp', 'image/png', 'image/gif'] as const
  const types = [...new Set(order)].filter(type => taken.includes(type))
  return types.length > 0 ? types : ['image/jpeg']
}

interface Frame {
  data: Buffer
  width: number
  height: number
  channels: 3 | 4
}

/** Decoded and scaled once, to be encoded as often as it takes. */
async function frameIn(bytes: Uint8Array, box: { width: number; height: number }): Promise<Frame> {
  const { data, info } = await still(bytes)
    .resize({ ...whole(box), fit: 'inside', withoutEnlargement: true })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, channels: info.channels as 3 | 4 }
}

const whole = (box: { width: number; height: number }) => ({
  width: Math.max(1, Math.round(box.width)),
  height: Math.max(1, Math.round(box.height))
})

function encode({ data, ...raw }: Frame, type: PictureType, quality: number): Promise<Buffer> {
  const picture = sharp(data, { raw, limitInputPixels: mostPixels })
  switch (type) {
    case 'image/jpeg':
      return picture
        .flatten({ background: '#ffffff' })
        .jpeg({ quality, chromaSubsampling: quality > 85 ? '4:4:4' : '4:2:0' })
        .toBuffer()
    case 'image/webp':
      return picture.webp({ quality }).toBuffer()
    case 'image/png':
      return picture.png({ compressionLevel: 9 }).toBuffer()
    case 'image/gif':
      return picture.gif().toBuffer()
  }
}

/** A picture that moves, with all its frames; null if it does not, is too much to be held at once, or does not get small enough. */
async function fitMoving(
  bytes: Uint8Array,
  box: { width: number; height: number },
  most: number
): Promise<Picture | null> {
  const { pages = 1, width, height }: Metadata = await sharp(bytes, { limitInputPixels: false }).metadata()
  if (pages < 2 || pages * width * height > mostPixels) return null
  for (let scale = 1; scale > 0.2; scale *= shrink) {
    const { data, info } = await moving(bytes)
      .resize({
        ...whole({ width: box.width * scale, height: box.height * scale }),
        fit: 'inside',
        withoutEnlargement: true
      })
      .gif()
      .toBuffer({ resolveWithObject: true })
    if (data.length <= most)
      return { bytes: data, type: 'image/gif', width: info.width, height: info.pageHeight ?? info.height }
  }
  return null
}

/** For showing on a page: as wide as asked or smaller, and transparent where the picture is. */
export const thumbnail = (bytes: Uint8Array, width: number): Promise<Uint8Array> =>
  still(bytes)
    .resize({ width, height: 4 * width, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 78 })
    .toBuffer()
