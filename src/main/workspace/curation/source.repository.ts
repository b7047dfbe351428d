import type { Selectable } from 'kysely'
import { RelaisError } from '../../../domain/errors.ts'
import type { Source } from '../../../preload/contract/curation.ts'
import type { Reader, Writer } from '../database/access.ts'
import type { Schema } from '../database/schema.ts'

export type SourceRow = Selectable<Schema['source']>

const toSource = (
  row: Pick<SourceRow, 'id' | 'address' | 'title' | 'format' | 'pulled_at' | 'problem'> & { untriaged: number | null }
): Source => ({
  id: row.id,
  address: row.address,
  title: row.title,
  format: row.format,
  pulledAt: row.pulled_at,
  problem: row.problem,
  untriaged: row.untriaged ?? 0
})

/** All sources by title, or the one of this id. */
export async function listSources(read: Reader, id?: string): Promise<Source[]> {
  const rows = await read
    .selectFrom('source')
    .select(['id', 'address', 'title', 'format', 'pulled_at', 'problem'])
    .select(source =>
      source
        .selectFrom('feed_item')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .whereRef('feed_item.source_id', '=', 'source.id')
        .where('verdict', 'is', null)
        .as('untriaged')
    )
    .$if(id !== undefined, query => query.where('id', '=', id as string))
    .orderBy('title')
    .orderBy('id')
    .execute()
  return rows.map(toSource)
}

/** @throws RelaisError `source-missing` */
export async function findSource(read: Reader, id: string): Promise<Source> {
  const [source] = await listSources(read, id)
  if (!source) throw new RelaisError('source-missing')
  return source
}

/** The rows themselves, with what servers asked to be told at the next pull. */
export async function findSourceRows(read: Reader, id?: string): Promise<SourceRow[]> {
  return read
    .selectFrom('source')
    .selectAll()
    .$if(id !== undefined, query => query.where('id', '=', id as string))
    .orderBy('created_at')
    .execute()
}

export const findSourceByAddress = (read: Reader, address: string): Promise<SourceRow | undefined> =>
  read.selectFrom('source').selectAll().where('address', '=', address).executeTakeFirst()

/** @throws RelaisError `source-exists` */
export async function insertSource(
  trx: Writer,
  row: Pick<SourceRow, 'id' | 'address' | 'title' | 'created_at'>
): Promise<void> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('source')
    .values(row)
    .onConflict(conflict => conflict.column('address').doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) throw new RelaisError('source-exists', { address: row.address })
}

/** @throws RelaisError `source-missing` if it was removed meanwhile */
export async function updateSource(
  trx: Writer,
  id: string,
  change: Partial<Omit<SourceRow, 'id' | 'rev'>>
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('source')
    .set(eb => ({ ...change, rev: eb('rev', '+', 1) }))
    .where('id', '=', id)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new RelaisError('source-missing')
}

/** Removes a source and its items; releases drafted from them stay. Answers with how many items went. */
export async function deleteSource(trx: Writer, id: string): Promise<number> {
  const { numDeletedRows } = await trx.deleteFrom('feed_item').where('source_id', '=', id).executeTakeFirst()
  const source = await trx.deleteFrom('source').where('id', '=', id).executeTakeFirst()
  if (source.numDeletedRows !== 1n) throw new RelaisError('source-missing')
  return Number(numDeletedRows)
}
