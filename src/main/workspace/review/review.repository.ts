import { sql, type Selectable } from 'kysely'
import { RelaisError } from '../../../domain/errors.ts'
import type { ReleaseContent } from '../../../domain/releases/release.ts'
import type { Review, ReviewState } from '../../../preload/contract/review.ts'
import type { Reader, Writer } from '../database/access.ts'
import type { Schema } from '../database/schema.ts'

export type ReviewRow = Selectable<Schema['review']>

/** Written out: SQLite uses a partial index only where the condition is in the statement, not bound to it. */
const open = sql.lit<'open'>('open')

const selectReviews = (read: Reader) =>
  read
    .selectFrom('review')
    .innerJoin('revision', 'revision.id', 'review.revision_id')
    .innerJoin('release', 'release.id', 'review.release_id')
    .innerJoin('person', 'person.id', 'review.submitted_by')
    .select(['review.id', 'review.release_id', 'review.revision_id', 'review.submitted_at', 'review.state'])
    .select(['revision.number', 'release.title', 'release.excerpt', 'release.lang'])
    .select(['release.embargo_at', 'release.embargo_zone', 'release.embargo_wall'])
    .select(['person.id as person_id', 'person.name', 'person.email', 'person.roles'])

type Listed = Awaited<ReturnType<ReturnType<typeof selectReviews>['execute']>>[number]

const toReview = (row: Listed): Review => ({
  id: row.id,
  releaseId: row.release_id,
  revisionId: row.revision_id,
  revisionNumber: row.number,
  title: row.title,
  excerpt: row.excerpt,
  lang: row.lang,
  embargo: embargoOf(row),
  submittedBy: {
    id: row.person_id,
    name: row.name,
    email: row.email,
    roles: JSON.parse(row.roles) as Review['submittedBy']['roles']
  },
  submittedAt: row.submitted_at,
  state: row.state
})

const embargoOf = (row: Listed): ReleaseContent['embargo'] =>
  row.embargo_at === null ? null : { at: row.embargo_at, zone: row.embargo_zone ?? '', wall: row.embargo_wall ?? '' }

/** Open reviews, the longest waiting first. */
export async function listOpenReviews(read: Reader, limit: number): Promise<{ total: number; reviews: Review[] }> {
  const rows = await selectReviews(read)
    .where('review.state', '=', open)
    .orderBy('review.submitted_at')
    .orderBy('review.id')
    .limit(limit)
    .execute()
  const { n } = await read
    .selectFrom('review')
    .select(read.fn.countAll<number>().as('n'))
    .where('state', '=', open)
    .executeTakeFirstOrThrow()
  return { total: n, reviews: rows.map(toReview) }
}

/** Every review that a release went through, newest first. */
export async function listReviewsOf(read: Reader, releaseId: string): Promise<Review[]> {
  return (
    await selectReviews(read)
      .where('review.release_id', '=', releaseId)
      .orderBy('review.submitted_at', 'desc')
      .execute()
  ).map(toReview)
}

/** @throws RelaisError `review-missing` */
export async function findReview(read: Reader, id: string): Promise<Review> {
  const row = await selectReviews(read).where('review.id', '=', id).executeTakeFirst()
  if (!row) throw new RelaisError('review-missing')
  return toReview(row)
}

export async function insertReview(trx: Writer, row: Omit<ReviewRow, 'state' | 'closed_at' | 'rev'>): Promise<void> {
  await trx
    .insertInto('review')
    .values({ ...row, state: 'open' })
    .execute()
}

/** @throws RelaisError `review-closed` if it is not open any more */
export async function closeReview(
  trx: Writer,
  id: string,
  state: Exclude<ReviewState, 'open'>,
  at: string
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('review')
    .set(set => ({ state, closed_at: at, rev: set('rev', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new RelaisError('review-closed')
}

/** Closes the open review of a release whose text moved on; answers whether there was one. */
export async function voidOpenReview(trx: Writer, releaseId: string, at: string): Promise<boolean> {
  const found = await trx
    .selectFrom('review')
    .select('id')
    .where('release_id', '=', releaseId)
    .where('state', '=', open)
    .executeTakeFirst()
  if (found) await closeReview(trx, found.id, 'void', at)
  return found !== undefined
}
