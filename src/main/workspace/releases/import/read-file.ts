import { basename } from 'node:path'
import { RelaisError, toErrorShape } from '../../../../domain/errors.ts'
import type { ReadDocument, ReadResult } from './document.ts'
import { readDocx } from './docx.ts'
import { readable, type ImportFile } from './files.ts'
import { readHtml } from './html.ts'
import { bodyLimit, countRows, readRows } from './jsonl.ts'
import { readMarkdown } from './markdown.ts'
import { oneLine } from './title.ts'

const sizeLimit = 50_000_000

/** Finds a reader by the file's name: one file is one document, except where it holds rows. */
const readers: [RegExp, (bytes: Uint8Array, path: string) => ReadDocument | Promise<ReadDocument>][] = [
  [/\.(?:md|markdown)$/i, readMarkdown],
  [/\.html?$/i, readHtml],
  [/\.docx$/i, readDocx]
]

/**
 * How many documents a file holds. Reads a file of rows to its end.
 * @throws RelaisError `file-type`, `file-empty`, and what stands in the way of reading it
 */
export async function countDocuments(file: ImportFile): Promise<number> {
  const { path } = file
  if (!readable.test(path)) throw new RelaisError('file-type', { path })
  if (readers.some(([name]) => name.test(path))) return 1
  const rows = await countRows(file)
  if (rows === 0) throw new RelaisError('file-empty', { path })
  return rows
}

/** The documents of a file, one at a time. Whatever goes wrong is a result too, so that one file never stops the rest. */
export async function* readFile(file: ImportFile): AsyncGenerator<ReadResult> {
  const reader = readers.find(([name]) => name.test(file.path))?.[1]
  try {
    if (reader) yield { document: await readWhole(file, reader) }
    else yield* readRows(file)
  } catch (cause) {
    // Whatever a parser throws at a hostile file, also a stack that overflows, is about that file.
    const failure =
      cause instanceof RelaisError ? cause : new RelaisError('file-damaged', { path: file.path }, { cause })
    yield { failure: toErrorShape(failure) }
  }
}

async function readWhole(file: ImportFile, reader: (typeof readers)[number][1]): Promise<ReadDocument> {
  const { path } = file
  const parts: Uint8Array[] = []
  let size = 0
  if (file.size > sizeLimit) throw new RelaisError('file-too-large', { path, limit: sizeLimit / 1_000_000 })
  for await (const part of file.chunks()) {
    size += part.length
    // It may have grown since it was looked at.
    if (size > sizeLimit) throw new RelaisError('file-too-large', { path, limit: sizeLimit / 1_000_000 })
    parts.push(part)
  }
  const document = await reader(Buffer.concat(parts), path)
  if (!document.body.trim()) throw new RelaisError('file-empty', { path })
  if (document.body.length > bodyLimit) throw new RelaisError('file-too-large', { path, limit: bodyLimit / 1_000_000 })
  return { ...document, title: document.title || oneLine(basename(path).replace(/\.\w+$/, '')) }
}
