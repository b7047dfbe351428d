import { sql } from 'kysely'
import { RelaisError } from '../../../domain/errors.ts'
import { releaseStatuses, type ReleaseStatus } from '../../../domain/releases/lifecycle.ts'
import type { ReleasePage } from '../../../preload/contract/releases.ts'
import type { Reader } from '../database/access.ts'
import { listedColumns, toReleaseRow, type ListedRow } from './release.repository.ts'

export interface ReleaseFilter {
  status?: ReleaseStatus | undefined
  lang?: string | undefined
}

/**
 * One page of releases, newest first. A page starts where the one before ended, not after a number of rows, so the last
 * page costs as much as the first and an arrival in between shifts nothing.
 * @param after the `next` of the page before
 * @throws RelaisError `bad-input` for a cursor that no page gave
 */
export async function listReleases(
  read: Reader,
  filter: ReleaseFilter & { limit: number; after?: string | undefined }
): Promise<ReleasePage> {
  const { status, lang, limit } = filter
  const after = filter.after === undefined ? null : readCursor(filter.after)
  const rows = await read
    .selectFrom('release')
    .select(listedColumns)
    .$if(status !== undefined, query => query.where('status', '=', status as ReleaseStatus))
    .$if(lang !== undefined, query => query.where('lang', '=', lang as string))
    .$if(after !== null, query => query.where(sql<boolean>`(listed_at, seq) < (${after?.listedAt}, ${after?.seq})`))
    .orderBy('listed_at', 'desc')
    .orderBy('seq', 'desc')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    total: await countReleases(read, filter),
    releases: page.map(toReleaseRow),
    next: rows.length > limit && last ? toCursor(last) : null
  }
}

/** How many releases there are; the sums are kept by triggers, since counting a hundred thousand takes longer than a page. */
async function countReleases(read: Reader, { status, lang }: ReleaseFilter): Promise<number> {
  const { count } = await read
    .selectFrom('release_count')
    .select(({ fn }) => fn.coalesce(fn.sum<number>('count'), sql.lit(0)).as('count'))
    .$if(status !== undefined, query => query.where('status', '=', status as ReleaseStatus))
    .$if(lang !== undefined, query => query.where('lang', '=', lang as string))
    .executeTakeFirstOrThrow()
  return count
}

/** Every status in the order of the lifecycle, with how many releases have it. */
export async function countByStatus(read: Reader): Promise<{ status: ReleaseStatus; count: number }[]> {
  const rows = await read
    .selectFrom('release_count')
    .select(({ fn }) => ['status', fn.sum<number>('count').as('count')])
    .groupBy('status')
    .execute()
  const counts = new Map<string, number>(rows.map(row => [row.status, row.count]))
  return releaseStatuses.map(status => ({ status, count: counts.get(status) ?? 0 }))
}

const toCursor = ({ listed_at, seq }: ListedRow): string => Buffer.from(`${seq} ${listed_at}`).toString('base64url')

function readCursor(cursor: string): { listedAt: string; seq: number } {
  const read = /^(\d{1,15}) (\d{4}-\d\d-\d\dT[\d:.]+Z)$/.exec(Buffer.from(cursor, 'base64url').toString())
  if (!read?.[1] || !read[2]) throw new RelaisError('bad-input', { where: 'after', problem: 'not a cursor' })
  return { seq: Number(read[1]), listedAt: read[2] }
}
