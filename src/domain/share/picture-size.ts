import type { PictureType } from './picture-type.ts'

/** Sides in pixels. */
interface Size {
  width: number
  height: number
}

/**
 * The sides that a picture's header claims, before anything decodes it: some decoders take the memory for all of it only to
 * look at the header. Null where the header cannot be read, which a decoder would not do either.
 */
export function claimedSize(type: PictureType, bytes: Uint8Array): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return readers[type](view)
  } catch (cause) {
    if (cause instanceof RangeError) return null
    throw cause
  }
}

const readers: Record<PictureType, (view: DataView) => Size | null> = {
  'image/png': view => ({ width: view.getUint32(16), height: view.getUint32(20) }),
  'image/gif': view => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  'image/webp': webpSize,
  'image/jpeg': jpegSize
}

/** RFC 9649, section 2. */
function webpSize(view: DataView): Size | null {
  switch (view.getUint32(12)) {
    // “VP8X”: what all frames are drawn on.
    case 0x56503858:
      return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) }
    // “VP8L”: fourteen bits each.
    case 0x5650384c: {
      const bits = view.getUint32(21, true)
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) }
    }
    // “VP8 ”: the two highest bits are a scale for showing it.
    case 0x56503820:
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    default:
      return null
  }
}

const uint24 = (view: DataView, at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)

/** The first frame header (ITU-T T.81, B.2.2), past all segments before it. */
function jpegSize(view: DataView): Size | null {
  for (let at = 2; view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1)
    // Any number of bytes may fill the space before a marker.
    if (marker === 0xff) at += 1
    else if (isFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    else at += 2 + view.getUint16(at + 2)
  }
  return null
}

/** All of 0xC0 to 0xCF but the tables DHT, JPG and DAC. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
