import mammoth from 'mammoth'
import { RelaisError } from '../../../../domain/errors.ts'
import { cleanText } from '../../../../domain/releases/clean.ts'
import type { ReadDocument } from './document.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'
import { separateTitle } from './title.ts'
import { unzip, zipEntries, type ZipEntry } from './zip.ts'

/** The XML of a document is held in memory as a tree, many times its size. */
const xmlLimit = 30_000_000

const styles = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"]

/**
 * Reads a Word document. Its pictures are left out; headers, footers and comments are no part of its text.
 * @throws RelaisError `file-damaged`, `file-encrypted`, `file-unsafe`, `file-too-complex`
 */
export async function readDocx(given: Uint8Array, path: string): Promise<ReadDocument> {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) throw new RelaisError('file-encrypted', { path })
  const entries = zipEntries(bytes, path)
  if (entries.some(entry => entry.encrypted)) throw new RelaisError('file-encrypted', { path })
  const title = checkParts(bytes, entries, path)
  const { value } = await convert(bytes, path)
  return separateTitle(htmlToMarkdown(cleanText(value)), title)
}

/** Unpacks every part once, within limits, before any of them is trusted; answers with the title in the properties. */
function checkParts(bytes: Buffer, entries: readonly ZipEntry[], path: string): string | undefined {
  let title: string | undefined
  let xml = 0
  for (const entry of entries) {
    const part = unzip(bytes, entry, path)
    if (!/\.(?:xml|rels)$/i.test(entry.name)) continue
    xml += part.length
    if (xml > xmlLimit) throw new RelaisError('file-too-complex', { path })
    // Word writes none; what a document type declares is entities, to read other files or to fill the memory.
    if (part.includes('<!DOCTYPE') || part.includes(Buffer.from('<!DOCTYPE', 'utf16le')))
      throw new RelaisError('file-unsafe', { path })
    if (entry.name === 'docProps/core.xml') title = titleIn(part.toString('utf8'))
  }
  return title
}

const titleIn = (properties: string): string | undefined =>
  /<dc:title[^>]*>([^<]+)<\/dc:title>/
    .exec(properties)?.[1]
    ?.replace(/&(?:(lt|gt|amp|quot|apos)|#(\d+)|#x([\da-f]+));/gi, decodeEntity)

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const decodeEntity = (_entity: string, name?: string, decimal?: string, hex?: string): string =>
  name
    ? (named[name] ?? '')
    : String.fromCodePoint(Math.min(decimal ? Number(decimal) : parseInt(hex ?? '20', 16), 0x10ffff))

async function convert(bytes: Buffer, path: string): Promise<{ value: string }> {
  try {
    return await mammoth.convertToHtml(
      { buffer: bytes },
      {
        styleMap: styles,
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' }))
      }
    )
  } catch (cause) {
    throw new RelaisError('file-damaged', { path }, { cause })
  }
}
