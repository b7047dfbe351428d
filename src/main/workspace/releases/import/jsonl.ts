import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { RelaisError } from '../../../../domain/errors.ts'
import { cleanText } from '../../../../domain/releases/clean.ts'
import { textToMarkdown } from '../../../../domain/releases/text-to-markdown.ts'
import { dayOf } from './dates.ts'
import type { ReadDocument, ReadResult } from './document.ts'
import type { ImportFile } from './files.ts'
import { oneLine, separateTitle } from './title.ts'
import type { Messages } from '../../../../messages/index.ts'

/** Why a row could not be read; worded in the messages. */
type RowProblem = keyof Messages['releases']['rowProblem']

const unpackedLimit = 500_000_000
const lineLimit = 16_000_000
export const bodyLimit = 2_000_000

/** How many documents a file of rows holds. Reads it once to its end, so a file that is cut short is refused before a row of it is in. */
export async function countRows(file: ImportFile): Promise<number> {
  let rows = 0
  for await (const _line of lines(file)) rows += 1
  return rows
}

/** The documents of a file with one JSON object a line, one at a time. A row that cannot be read is a failure of its own. */
export async function* readRows(file: ImportFile): AsyncGenerator<ReadResult> {
  for await (const { row, bytes } of lines(file)) {
    const read = bytes ? readRow(bytes) : 'too-long'
    yield typeof read === 'string'
      ? { row, failure: { code: 'row-unreadable', params: { row, problem: read } } }
      : { row, document: read }
  }
}

interface Line {
  /** Counts from 1, blank lines too, as an editor does. */
  row: number
  /** Null for a line longer than any document. */
  bytes: Buffer | null
}

async function* lines(file: ImportFile): AsyncGenerator<Line> {
  let row = 1
  let parts: Buffer[] = []
  let length = 0
  const take = (): Line | null => {
    const bytes = length > lineLimit ? null : Buffer.concat(parts)
    parts = []
    length = 0
    return bytes?.toString('latin1').trim() === '' ? null : { row, bytes }
  }
  const add = (part: Buffer): void => {
    length += part.length
    if (length > lineLimit) parts = []
    else parts.push(part)
  }
  for await (const chunk of unpacked(file)) {
    let from = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      add(chunk.subarray(from, end))
      from = end + 1
      const line = take()
      if (line) yield line
      row += 1
    }
    add(chunk.subarray(from))
  }
  const line = take()
  if (line) yield line
}

async function* unpacked(file: ImportFile): AsyncGenerator<Buffer> {
  const { path } = file
  let total = 0
  const source = Readable.from(file.chunks(), { objectMode: false })
  const gunzip = createGunzip()
  // A pipe does not pass on what fails before it.
  source.once('error', cause => gunzip.destroy(cause))
  const chunks = path.toLowerCase().endsWith('.gz') ? source.pipe(gunzip) : source
  try {
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      total += chunk.length
      if (total > unpackedLimit) throw new RelaisError('file-too-large', { path, limit: unpackedLimit / 1_000_000 })
      yield chunk
    }
  } catch (cause) {
    throw cause instanceof RelaisError ? cause : new RelaisError('file-damaged', { path }, { cause })
  } finally {
    source.destroy()
    gunzip.destroy()
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function readRow(bytes: Buffer): ReadDocument | RowProblem {
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    return 'encoding'
  }
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? documentOf(value as Record<string, unknown>)
      : 'not-an-object'
  } catch {
    return 'not-json'
  }
}

function documentOf(row: Record<string, unknown>): ReadDocument | RowProblem {
  const field = (name: string): string | undefined => {
    const value = row[name]
    return typeof value === 'string' || typeof value === 'number' ? oneLine(String(value)) || undefined : undefined
  }
  const title = field('title')
  if (!title) return 'title'
  if (typeof row['body'] !== 'string') return 'body'
  const format = row['format'] ?? 'text'
  if (format !== 'text' && format !== 'markdown') return 'format'
  const text = cleanText(row['body'])
  const body = format === 'text' ? textToMarkdown(text) : separateTitle(text, title).body
  if (!body.trim()) return 'body'
  if (body.length > bodyLimit) return 'too-long'
  const day = row['date'] === undefined || row['date'] === null || row['date'] === '' ? undefined : dayOf(row['date'])
  if (day === null) return 'date'
  const [lang, source, externalId] = [field('lang'), field('source'), field('id')]
  return {
    title,
    body,
    ...(day && { day }),
    ...(lang && { lang }),
    ...(source && { source }),
    ...(externalId && { externalId })
  }
}
