import { inflateRawSync } from 'node:zlib'
import { RelaisError } from '../../../../domain/errors.ts'

const entryLimit = 10_000
const unpackedLimit = 100_000_000

/** A file in a zip, as its central directory describes it. */
export interface ZipEntry {
  name: string
  encrypted: boolean
  method: number
  packed: number
  unpacked: number
  offset: number
}

/**
 * Reads a zip's central directory, and nothing else of it.
 * @throws RelaisError `file-damaged`; `file-too-complex` if it declares too many files or too many bytes
 */
export function zipEntries(bytes: Buffer, path: string): ZipEntry[] {
  try {
    return readDirectory(bytes, path)
  } catch (cause) {
    if (cause instanceof RelaisError) throw cause
    // An offset that points outside the file.
    throw new RelaisError('file-damaged', { path }, { cause })
  }
}

function readDirectory(bytes: Buffer, path: string): ZipEntry[] {
  const end = bytes.lastIndexOf('PK\u0005\u0006')
  if (end < 0) throw new RelaisError('file-damaged', { path })
  const count = bytes.readUInt16LE(end + 10)
  if (count > entryLimit) throw new RelaisError('file-too-complex', { path })
  const entries: ZipEntry[] = []
  let at = bytes.readUInt32LE(end + 16)
  let unpacked = 0
  for (let index = 0; index < count; index += 1) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new RelaisError('file-damaged', { path })
    const [name, extra, comment] = [
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32)
    ]
    const entry = {
      name: bytes.toString('utf8', at + 46, at + 46 + name),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42)
    }
    unpacked += entry.unpacked
    if (unpacked > unpackedLimit) throw new RelaisError('file-too-complex', { path })
    entries.push(entry)
    at += 46 + name + extra + comment
  }
  return entries
}

/**
 * Unpacks one file, and never more of it than the directory declared: a directory can lie.
 * @throws RelaisError `file-damaged`
 */
export function unzip(bytes: Buffer, entry: ZipEntry, path: string): Buffer {
  try {
    const start = entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28)
    const packed = bytes.subarray(start, start + entry.packed)
    const unpacked =
      entry.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(entry.unpacked, 1) })
    if (entry.method === 0 || entry.method === 8) if (unpacked.length === entry.unpacked) return unpacked
  } catch (cause) {
    throw new RelaisError('file-damaged', { path }, { cause })
  }
  throw new RelaisError('file-damaged', { path })
}
