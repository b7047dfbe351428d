import { RelaisError } from '../../../../domain/errors.ts'

const marks: [string, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]]
]

/**
 * Bytes as text: by byte order mark, else as the document declares, else as UTF-8, else as Windows-1252, in which older
 * French documents are written and which reads anything.
 * @throws RelaisError `file-damaged` for what is not a text at all
 */
export function decodeText(bytes: Uint8Array, path: string, declared?: string): string {
  const marked = marks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))
  const text = marked ? new TextDecoder(marked[0]).decode(bytes) : decodeUnmarked(bytes, declared)
  const nuls = text.slice(0, 4_096).split('\0').length - 1
  if (nuls > Math.min(text.length, 4_096) / 10) throw new RelaisError('file-damaged', { path })
  return text
}

function decodeUnmarked(bytes: Uint8Array, declared = 'utf-8'): string {
  for (const encoding of new Set([declared, 'utf-8'])) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // An unknown name, or bytes that are not of that encoding.
    }
  }
  return new TextDecoder('windows-1252').decode(bytes)
}
