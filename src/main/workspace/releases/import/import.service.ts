import { setImmediate as nextTurn } from 'node:timers/promises'
import { toErrorShape } from '../../../../domain/errors.ts'
import type { ImportResult } from '../../../../preload/contract/releases.ts'
import { requireRole, type Context } from '../../context.ts'
import { findWorkspace } from '../../people/person.repository.ts'
import type { Gathered, ImportFile } from './files.ts'
import { countDocuments, readFile } from './read-file.ts'
import { storeBatch, type Arrival, type ImportJob } from './store.ts'

const batchSize = 200
/** A batch is also stored when this much text or time has gone into it, so that others wait neither for the disk nor for news. */
const batchText = 4_000_000
const batchTime = 1_000
/** Longest time, in milliseconds, for which reading documents keeps other calls waiting, as far as one document allows. */
const turnTime = 20

/**
 * Imports files: counts what there is, then reads and stores it in batches that are each one transaction.
 * Between two documents it gives way to other calls and stops if it was cancelled; batches that are in stay in.
 * @throws RelaisError `locked`, `not-allowed`; a file or row that cannot be read is a failure in the result
 */
export async function runImport(
  context: Context,
  job: string,
  gather: () => Gathered | Promise<Gathered>,
  cancelled: () => boolean
): Promise<ImportResult> {
  const actor = requireRole(context.session, 'officer')
  const run: ImportJob = { id: job, actor, lang: (await findWorkspace(context.read)).lang }
  const { files, failed } = await gather()
  const result: ImportResult = { imported: [], present: [], failed, cancelled: false }
  const { countable, total } = await countAll(files, result, cancelled)
  if (cancelled()) return { ...result, cancelled: true }
  let done = 0
  context.tell({ topic: 'import', job, done, total })
  for await (const batch of batches(countable, result, cancelled)) {
    const stored = await storeBatch(context, run, batch.arrivals)
    result.imported.push(...stored.imported)
    result.present.push(...stored.present)
    done += batch.documents
    context.tell({ topic: 'import', job, done, total })
    await nextTurn()
  }
  return result
}

async function countAll(files: readonly ImportFile[], result: ImportResult, cancelled: () => boolean) {
  const countable: ImportFile[] = []
  let total = 0
  for (const file of files) {
    if (cancelled()) break
    try {
      total += await countDocuments(file)
      countable.push(file)
    } catch (cause) {
      result.failed.push({ path: file.path, ...toErrorShape(cause) })
    }
  }
  return { countable, total }
}

interface Batch {
  arrivals: Arrival[]
  /** How many documents it took, those that could not be read included. */
  documents: number
}

async function* batches(
  files: readonly ImportFile[],
  result: ImportResult,
  cancelled: () => boolean
): AsyncGenerator<Batch> {
  let batch: Batch = { arrivals: [], documents: 0 }
  let text = 0
  let started = performance.now()
  let turn = started
  for (const file of files) {
    for await (const { row, ...read } of readFile(file)) {
      if (cancelled()) {
        result.cancelled = true
        return
      }
      batch.documents += 1
      const place = { path: file.path, ...(row !== undefined && { row }) }
      if ('failure' in read) {
        result.failed.push({ ...place, ...read.failure })
      } else {
        batch.arrivals.push({ ...place, origin: file.origin, document: read.document })
        text += read.document.body.length
      }
      if (batch.documents >= batchSize || text >= batchText || performance.now() - started >= batchTime) {
        yield batch
        batch = { arrivals: [], documents: 0 }
        text = 0
        started = turn = performance.now()
      } else if (performance.now() - turn >= turnTime) {
        await nextTurn()
        turn = performance.now()
      }
    }
  }
  if (batch.documents > 0) yield batch
}
