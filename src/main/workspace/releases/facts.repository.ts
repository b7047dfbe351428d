import { sql } from 'kysely'
import type { GuardFacts } from '../../../domain/releases/lifecycle.ts'
import type { Release } from '../../../domain/releases/release.ts'
import type { Reader } from '../database/access.ts'
import { refusedAsIs } from '../review/decision.repository.ts'
import { latestApprovedRevision } from '../review/revision.repository.ts'
import { listEditors } from './release.repository.ts'

/** Looks up what the lifecycle's guards ask about a release and the person who acts on it (null: the engine). */
export async function findGuardFacts(read: Reader, release: Release, personId: string | null): Promise<GuardFacts> {
  return {
    complete: release.title.trim() !== '' && release.body.trim() !== '',
    refusedAsIs: await refusedAsIs(read, release.id, release.contentHash),
    author: personId !== null && (await authorsOf(read, release.id)).includes(personId),
    goneOut: await goneOut(read, release.id)
  }
}

/** Who changed the text since it was last signed off, and whoever is named as author on the revision under review. */
async function authorsOf(read: Reader, releaseId: string): Promise<string[]> {
  const open = await read
    .selectFrom('review')
    .innerJoin('revision', 'revision.id', 'review.revision_id')
    .select('revision.authors')
    .where('review.release_id', '=', releaseId)
    .where('review.state', '=', 'open')
    .executeTakeFirst()
  return [...(await listEditors(read, releaseId)), ...(open ? (JSON.parse(open.authors) as string[]) : [])]
}

/**
 * Whether a text before the approved one went out. The approved one does not count: it may have arrived a moment ago, in the
 * same transaction, and its first arrival is no correction.
 */
async function goneOut(read: Reader, releaseId: string): Promise<boolean> {
  const approved = await latestApprovedRevision(read, releaseId)
  const row = await read
    .selectFrom('delivery')
    .select(sql<number>`1`.as('one'))
    .where('release_id', '=', releaseId)
    // The plus keeps SQLite from reading all that was ever confirmed, instead of the few deliveries of this release.
    .where(sql`+state`, '=', 'confirmed')
    .where('action', '!=', 'withdraw')
    .where('revision_id', '!=', approved?.id ?? '')
    .executeTakeFirst()
  return row !== undefined
}
