import type { Selectable } from 'kysely'
import { RelaisError } from '../../../domain/errors.ts'
import type { ReleaseContent, Revision } from '../../../domain/releases/release.ts'
import type { Reader, Writer } from '../database/access.ts'
import type { Schema } from '../database/schema.ts'
import { newId } from '../ids.ts'

export const toRevision = (row: Selectable<Schema['revision']>): Revision => ({
  id: row.id,
  releaseId: row.release_id,
  number: row.number,
  content: JSON.parse(row.content) as ReleaseContent,
  contentHash: row.content_hash,
  authors: JSON.parse(row.authors) as string[],
  createdAt: row.created_at
})

/** @throws RelaisError `release-missing` */
export async function findRevision(read: Reader, id: string): Promise<Revision> {
  const row = await read.selectFrom('revision').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new RelaisError('release-missing', { id })
  return toRevision(row)
}

/** All revisions of a release, newest first. */
export async function listRevisions(read: Reader, releaseId: string): Promise<Revision[]> {
  const rows = await read
    .selectFrom('revision')
    .selectAll()
    .where('release_id', '=', releaseId)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(toRevision)
}

/** The newest revision of a release that a review approved, whatever became of the approval since. */
export async function latestApprovedRevision(read: Reader, releaseId: string): Promise<Revision | null> {
  const row = await read
    .selectFrom('revision')
    .innerJoin('review', 'review.revision_id', 'revision.id')
    .selectAll('revision')
    .where('review.release_id', '=', releaseId)
    .where('review.state', '=', 'approved')
    .orderBy('revision.number', 'desc')
    .executeTakeFirst()
  return row ? toRevision(row) : null
}

/** The newest revision of a release that this person decided on, up to `before` (exclusive, by number). */
export async function lastDecidedRevision(
  read: Reader,
  releaseId: string,
  personId: string,
  before: number
): Promise<Revision | null> {
  const row = await read
    .selectFrom('revision')
    .innerJoin('decision', 'decision.revision_id', 'revision.id')
    .selectAll('revision')
    .where('revision.release_id', '=', releaseId)
    .where('revision.number', '<', before)
    .where('decision.person_id', '=', personId)
    .orderBy('revision.number', 'desc')
    .executeTakeFirst()
  return row ? toRevision(row) : null
}

/** Freezes a snapshot under the next number. */
export async function insertRevision(
  trx: Writer,
  revision: Omit<Revision, 'id' | 'number'> & { canonical: string }
): Promise<Revision> {
  const last = await trx
    .selectFrom('revision')
    .select('number')
    .where('release_id', '=', revision.releaseId)
    .orderBy('number', 'desc')
    .executeTakeFirst()
  const row = {
    id: newId(),
    release_id: revision.releaseId,
    number: (last?.number ?? 0) + 1,
    content: revision.canonical,
    content_hash: revision.contentHash,
    authors: JSON.stringify(revision.authors),
    created_at: revision.createdAt
  }
  await trx.insertInto('revision').values(row).execute()
  return toRevision(row)
}
