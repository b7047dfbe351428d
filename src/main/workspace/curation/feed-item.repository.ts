import { sql, type Insertable, type Selectable } from 'kysely'
import { RelaisError } from '../../../domain/errors.ts'
import type { FeedItem, TriageVerdict } from '../../../preload/contract/curation.ts'
import type { Reader, Writer } from '../database/access.ts'
import type { Schema } from '../database/schema.ts'

type FeedItemRow = Selectable<Schema['feed_item']>
export type NewFeedItem = Insertable<Schema['feed_item']>

const toFeedItem = (row: Omit<FeedItemRow, 'guid' | 'rev'> & { source_title: string }): FeedItem => ({
  id: row.id,
  sourceId: row.source_id,
  sourceTitle: row.source_title,
  url: row.url,
  title: row.title,
  excerpt: row.excerpt,
  body: row.body,
  lang: row.lang,
  publishedAt: row.published_at,
  receivedAt: row.received_at,
  verdict: row.verdict,
  releaseId: row.release_id
})

export interface InboxFilter {
  /** `none`: waiting for a verdict. */
  verdict: TriageVerdict | 'none'
  source?: string | undefined
}

/**
 * A page of the inbox, newest first, with the cursor of the next one. Pages are found by the last row's place, so a deep
 * one costs what the first does.
 */
export async function listFeedItems(
  read: Reader,
  filter: InboxFilter,
  limit: number,
  after?: string
): Promise<{ total: number; items: FeedItem[]; next: string | null }> {
  const { n } = await matching(read, filter)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  const rows = await matching(read, filter)
    .innerJoin('source', 'source.id', 'feed_item.source_id')
    .selectAll('feed_item')
    .select('source.title as source_title')
    .$if(after !== undefined, query =>
      query.where(sql<boolean>`(feed_item.listed_at, feed_item.seq) < (${placeOf(after)[0]}, ${placeOf(after)[1]})`)
    )
    .orderBy('feed_item.listed_at', 'desc')
    .orderBy('feed_item.seq', 'desc')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    total: n,
    items: page.map(toFeedItem),
    next: rows.length > limit && last ? `${last.listed_at}_${last.seq}` : null
  }
}

function matching(read: Reader, { verdict, source }: InboxFilter) {
  return read
    .selectFrom('feed_item')
    .$if(verdict === 'none', query => query.where('verdict', 'is', null))
    .$if(verdict !== 'none', query => query.where('verdict', '=', verdict as TriageVerdict))
    .$if(source !== undefined, query => query.where('source_id', '=', source as string))
}

function placeOf(cursor = ''): [string, number] {
  const [, listedAt, seq] = /^(.{1,40})_(\d{1,15})$/.exec(cursor) ?? []
  if (!listedAt || !seq) throw new RelaisError('bad-input', { where: 'after', problem: 'no such page' })
  return [listedAt, Number(seq)]
}

/** @throws RelaisError `item-missing` */
export async function findFeedItem(read: Reader, id: string): Promise<FeedItem> {
  const row = await read
    .selectFrom('feed_item')
    .innerJoin('source', 'source.id', 'feed_item.source_id')
    .selectAll('feed_item')
    .select('source.title as source_title')
    .where('feed_item.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new RelaisError('item-missing')
  return toFeedItem(row)
}

// SQLite takes 32,766 values in one statement; a row has fewer than twenty.
const atOnce = 500

/** Which of these the source has brought before. */
export async function knownGuids(read: Reader, sourceId: string, guids: readonly string[]): Promise<Set<string>> {
  const known = new Set<string>()
  for (let from = 0; from < guids.length; from += atOnce) {
    const some = guids.slice(from, from + atOnce)
    const rows = await read
      .selectFrom('feed_item')
      .select('guid')
      .where('source_id', '=', sourceId)
      .where('guid', 'in', some)
      .execute()
    for (const { guid } of rows) known.add(guid)
  }
  return known
}

/** Adds what is new; an item that is there keeps its text and its verdict. Answers with how many were added. */
export async function insertFeedItems(trx: Writer, rows: readonly NewFeedItem[]): Promise<number> {
  let added = 0n
  for (let from = 0; from < rows.length; from += atOnce) {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('feed_item')
      .values(rows.slice(from, from + atOnce))
      .onConflict(conflict => conflict.columns(['source_id', 'guid']).doNothing())
      .executeTakeFirst()
    added += numInsertedOrUpdatedRows ?? 0n
  }
  return Number(added)
}

/** @throws RelaisError `item-missing` */
export async function setVerdict(
  trx: Writer,
  id: string,
  verdict: { verdict: TriageVerdict | null; decided_at: string | null; release_id: string | null }
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('feed_item')
    .set(eb => ({ ...verdict, rev: eb('rev', '+', 1) }))
    .where('id', '=', id)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new RelaisError('item-missing')
}

/** Removes a draft that nobody has touched since it was made. Answers whether it was one. */
export async function deleteUntouchedDraft(trx: Writer, releaseId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('release')
    .where('id', '=', releaseId)
    .where('status', '=', 'draft')
    .where('rev', '=', 1)
    .where(eb => eb.not(eb.exists(eb.selectFrom('revision').select('id').whereRef('release_id', '=', 'release.id'))))
    .where(eb => eb.not(eb.exists(eb.selectFrom('metric').select('seq').whereRef('release_seq', '=', 'release.seq'))))
    .executeTakeFirst()
  return numDeletedRows === 1n
}
