import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** A picture with something to see in it: no two seeds give the same bytes. */
export const canvas = (width: number, height: number, seed = 1) =>
  sharp({
    create: { width, height, channels: 3, background: { r: (seed * 37) % 256, g: (seed * 91) % 256, b: seed % 256 } }
  })

export const photo = (width = 64, height = 48, seed = 1): Promise<Buffer> =>
  canvas(width, height, seed).jpeg({ quality: 90 }).toBuffer()

/** Noise does not compress: for pictures that have to be made small. */
export const noisy = (width: number, height: number, type: 'jpeg' | 'png' | 'webp' = 'jpeg'): Promise<Buffer> => {
  let state = 42
  const data = Buffer.alloc(width * height * 3)
  for (let at = 0; at < data.length; at++)
    data[at] = (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) >> 16
  return sharp(data, { raw: { width, height, channels: 3 } })
    .toFormat(type, { quality: 95 })
    .toBuffer()
}

/** A GIF that moves. */
export async function moving(width: number, height: number, frames: number): Promise<Buffer> {
  const each = await Promise.all(
    Array.from({ length: frames }, (_, index) =>
      canvas(width, height, index * 40 + 1)
        .png()
        .toBuffer()
    )
  )
  return sharp(each, { join: { animated: true } })
    .gif()
    .toBuffer()
}

/** One of each type that is taken. */
export const everyType = async (): Promise<
  Record<'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif', Buffer>
> => ({
  'image/jpeg': await photo(),
  'image/png': await canvas(64, 48).png().toBuffer(),
  'image/webp': await canvas(64, 48).webp().toBuffer(),
  'image/gif': await canvas(64, 48).gif().toBuffer()
})

const chunk = (name: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** A PNG of one colour, of any size that its header can say, that is small on the disk: every row is zeros. */
export function bombPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(20_000_000))),
    chunk('IEND', Buffer.alloc(0))
  ])
}

/** A JPEG, WebP or GIF whose header claims other sides than it has. */
export async function claiming(
  type: 'image/jpeg' | 'image/webp' | 'image/gif',
  width: number,
  height: number
): Promise<Buffer> {
  const bytes = Buffer.from((await everyType())[type])
  if (type === 'image/gif') {
    for (const at of [6, bytes.indexOf(0x2c, 13) + 5]) {
      bytes.writeUInt16LE(width, at)
      bytes.writeUInt16LE(height, at + 2)
    }
  } else if (type === 'image/jpeg') {
    const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]))
    bytes.writeUInt16BE(height, frame + 5)
    bytes.writeUInt16BE(width, frame + 7)
  } else {
    const key = bytes.indexOf(Buffer.from([0x9d, 0x01, 0x2a]))
    bytes.writeUInt16LE(width, key + 3)
    bytes.writeUInt16LE(height, key + 5)
  }
  return bytes
}
