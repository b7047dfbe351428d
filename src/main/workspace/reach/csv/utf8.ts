import { isUtf8 } from 'node:buffer'

// 0x80 to 0x9F of Windows-1252. A table of our own: several versions of Node take the label "windows-1252" for Latin-1.
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/**
 * The bytes of a text file as UTF-8 without a byte order mark. Reads UTF-8, UTF-16 with a mark or with the zeros that Latin
 * text has in it, and takes everything else for Windows-1252, in which spreadsheets still write.
 */
export function toUtf8(bytes: Uint8Array): Buffer {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (startsWith(buffer, 0xef, 0xbb, 0xbf)) return buffer.subarray(3)
  if (startsWith(buffer, 0xff, 0xfe)) return fromUtf16(buffer.subarray(2), 'little')
  if (startsWith(buffer, 0xfe, 0xff)) return fromUtf16(buffer.subarray(2), 'big')
  const order = unmarkedUtf16(buffer)
  if (order) return fromUtf16(buffer, order)
  return isUtf8(buffer) ? buffer : fromWindows1252(buffer)
}

const startsWith = (buffer: Buffer, ...mark: number[]): boolean => mark.every((byte, index) => buffer[index] === byte)

function fromUtf16(buffer: Buffer, order: 'little' | 'big'): Buffer {
  const whole = buffer.subarray(0, buffer.length - (buffer.length % 2))
  return Buffer.from((order === 'little' ? whole : Buffer.from(whole).swap16()).toString('utf16le'))
}

function unmarkedUtf16(buffer: Buffer): 'little' | 'big' | null {
  const head = buffer.subarray(0, 512)
  const zeros = [0, 0]
  head.forEach((byte, index) => void (byte === 0 && (zeros[index % 2] = (zeros[index % 2] ?? 0) + 1)))
  const [even = 0, odd = 0] = zeros
  if (odd > head.length / 4 && even < odd / 8) return 'little'
  return even > head.length / 4 && odd < even / 8 ? 'big' : null
}

const fromWindows1252 = (buffer: Buffer): Buffer =>
  Buffer.from(
    buffer
      .toString('latin1')
      .replace(/[\u0080-\u009f]/g, control => windows1252[control.charCodeAt(0) - 0x80] ?? control)
  )
