import type { Reader, Writer } from '../database/access.ts'

/** A file as it is noted; `rows` counts all of its rows, read or not. */
export interface NewFile {
  id: string
  name: string
  sha256: string
  imported_at: string
  rows: number
}

/** Whether this very file was imported, to its end, before. */
export async function isImported(read: Reader, sha256: string): Promise<boolean> {
  const row = await read
    .selectFrom('metric_file')
    .select('seq')
    .where('sha256', '=', sha256)
    .where('finished', '=', 1)
    .executeTakeFirst()
  return row !== undefined
}

/** Notes a file whose rows begin to arrive; they count once it is finished. */
export async function insertFile(trx: Writer, file: NewFile): Promise<number> {
  const { seq } = await trx
    .insertInto('metric_file')
    .values({ ...file, finished: 0 })
    .returning('seq')
    .executeTakeFirstOrThrow()
  return seq
}

export async function finishFile(trx: Writer, seq: number): Promise<void> {
  await trx.updateTable('metric_file').set({ finished: 1 }).where('seq', '=', seq).executeTakeFirstOrThrow()
}

/** A file whose import was cut off, if there is one. */
export async function unfinishedFile(read: Reader): Promise<number | null> {
  return (await read.selectFrom('metric_file').select('seq').where('finished', '=', 0).executeTakeFirst())?.seq ?? null
}

const perTransaction = 5_000

/**
 * Removes rows of an unfinished file, newest first, and puts back what they had taken the place of. Its rows are the newest
 * there are, because nothing is imported after it until it is gone.
 * @returns whether more are left; when none are, the file itself is gone
 */
export async function removeUnfinished(trx: Writer, file: number): Promise<boolean> {
  const newest = await trx
    .selectFrom('metric')
    .select(['seq', 'file'])
    .orderBy('seq', 'desc')
    .limit(perTransaction)
    .execute()
  const own = newest.filter(row => row.file === file).at(-1)
  if (!own) {
    await trx.deleteFrom('metric_file').where('seq', '=', file).execute()
    return false
  }
  await trx.deleteFrom('metric').where('seq', '>=', own.seq).execute()
  await trx.updateTable('metric').set({ superseded_by: null }).where('superseded_by', '>=', own.seq).execute()
  return true
}
