import { setImmediate } from 'node:timers/promises'
import { listedAt } from '../../../domain/curation/feed-date.ts'
import { toErrorShape } from '../../../domain/errors.ts'
import { excerptOf } from '../../../domain/releases/content.ts'
import type { PullResult, Source } from '../../../preload/contract/curation.ts'
import { instantNow, type Context } from '../context.ts'
import type { Writer } from '../database/access.ts'
import { newId } from '../ids.ts'
import { isFile, isPicked } from './feed-address.ts'
import { insertFeedItems, knownGuids, type NewFeedItem } from './feed-item.repository.ts'
import { fetchIfChanged, readFeedFile, type FetchedFeed } from './fetch-feed.ts'
import { parseFetched, type ParsedItem } from './parse-feed.ts'
import { findSource, findSourceRows, updateSource, type SourceRow } from './source.repository.ts'

const atOnce = 4

/**
 * Pulls one source, or all of them, a few at a time. One that fails keeps what it had, with the code of its problem, and
 * stops no other. Files that were picked by hand are passed over: only a person can bring them again.
 * @throws RelaisError `source-missing`
 */
export async function pullSources(
  context: Context,
  id?: string
): Promise<{ results: PullResult[]; failed: { source: Source; code: string }[] }> {
  if (id !== undefined) await findSource(context.read, id)
  const waiting = (await findSourceRows(context.read, id)).filter(row => !isPicked(row.address))
  const results: PullResult[] = []
  const failed: { source: Source; code: string }[] = []
  const work = async (): Promise<void> => {
    for (let row = waiting.shift(); row; row = waiting.shift()) {
      try {
        results.push(await pull(context, row))
      } catch (error) {
        const { code } = toErrorShape(error)
        // Somebody removed it meanwhile.
        if (code === 'source-missing') continue
        await mark(context, row.id, { problem: code })
        failed.push({ source: await findSource(context.read, row.id), code })
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return { results, failed }
}

async function pull(context: Context, row: SourceRow): Promise<PullResult> {
  const fetched = isFile(row.address) ? await readFeedFile(row.address) : await fetchIfChanged(row.address, row)
  if (fetched) return bring(context, row, fetched)
  await mark(context, row.id, { pulled_at: instantNow(context), problem: null })
  return { source: await findSource(context.read, row.id), added: 0, unchanged: true, problems: [] }
}

const mark = (context: Context, id: string, change: Parameters<typeof updateSource>[2]): Promise<void> =>
  context.write(async (trx, note) => {
    await updateSource(trx, id, change)
    note({ topic: 'sources', ids: [id] })
  })

/**
 * Reads what was fetched and keeps what is new, in one transaction; `before` runs first in it.
 * @throws RelaisError `feed-unreadable`, and then nothing has changed
 */
export async function bring(
  context: Context,
  source: Pick<SourceRow, 'id' | 'title'>,
  fetched: FetchedFeed,
  before?: (trx: Writer) => Promise<void>
): Promise<PullResult> {
  const parsed = parseFetched(fetched)
  const at = instantNow(context)
  const known = await knownGuids(
    context.read,
    source.id,
    parsed.items.map(item => item.guid)
  )
  const rows = await toRows(
    source.id,
    parsed.items.filter(item => !known.has(item.guid)),
    at
  )
  const added = await context.write(async (trx, note) => {
    await before?.(trx)
    await updateSource(trx, source.id, {
      title: parsed.title || source.title,
      format: parsed.format,
      etag: fetched.etag,
      last_modified: fetched.last_modified,
      pulled_at: at,
      problem: null
    })
    const count = await insertFeedItems(trx, rows)
    note({ topic: 'sources', ids: [source.id] })
    if (count > 0) note({ topic: 'inbox', ids: [] })
    return count
  })
  return { source: await findSource(context.read, source.id), added, unchanged: false, problems: parsed.problems }
}

/** Last one first, so that what stands first in the feed also stands first among items of one instant. */
async function toRows(sourceId: string, items: readonly ParsedItem[], at: string): Promise<NewFeedItem[]> {
  const rows: NewFeedItem[] = []
  for (const item of items.toReversed()) {
    const { guid, url, title, lang, publishedAt } = item
    const body = item.body()
    const times = { published_at: publishedAt, received_at: at, listed_at: listedAt(publishedAt, at) }
    rows.push({ id: newId(), source_id: sourceId, guid, url, title, excerpt: excerptOf(body), body, lang, ...times })
    // Long articles take milliseconds each to convert: an autosave must not wait for two thousand of them.
    await setImmediate()
  }
  return rows
}
