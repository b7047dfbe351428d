import { sql, type Selectable } from 'kysely'
import type { Reader } from '../database/access.ts'
import { compiledOnce } from '../database/compiled.ts'
import type { Schema } from '../database/schema.ts'

/** A delivery beside the others of its release; `may_be_live`: it had an effect, or may have had one. */
export type OfRelease = Selectable<Schema['delivery']> & { revision_number: number; may_be_live: boolean }

/** Every delivery of a release, oldest first. */
export async function listOfRelease(read: Reader, releaseId: string): Promise<OfRelease[]> {
  const rows = await read
    .selectFrom('delivery')
    .innerJoin('revision', 'revision.id', 'delivery.revision_id')
    .selectAll('delivery')
    .select('revision.number as revision_number')
    .select(
      // What came before a look that found nothing is not there.
      sql<number>`EXISTS (SELECT 1 FROM attempt WHERE attempt.delivery_id = delivery.id AND attempt.phase = 'ended'
        AND json_extract(attempt.detail, '$.mayBeLive') = 1 AND NOT EXISTS (
          SELECT 1 FROM attempt AS look WHERE look.delivery_id = attempt.delivery_id AND look.number > attempt.number
            AND json_extract(look.detail, '$.found') = 'absent'))`.as('unknown')
    )
    .where('delivery.release_id', '=', releaseId)
    .orderBy('delivery.seq')
    .execute()
  return rows.map(({ unknown, ...row }) => ({
    ...row,
    may_be_live: unknown === 1 || ['confirmed', 'leased', 'unconfirmed'].includes(row.state)
  }))
}

/** Whether a later delivery of the same release to the same account was decided on: this one's text must not go out after it. */
export async function isOvertaken(read: Reader, id: string): Promise<boolean> {
  const row = await read
    .selectFrom('delivery')
    .innerJoin('delivery as later', join =>
      join
        .onRef('later.account_id', '=', 'delivery.account_id')
        .onRef('later.release_id', '=', 'delivery.release_id')
        .onRef('later.seq', '>', 'delivery.seq')
    )
    .select('later.seq')
    .where('delivery.id', '=', id)
    .where('later.state', '!=', 'cancelled')
    .executeTakeFirst()
  return row !== undefined
}

/** Whether a release is approved, and has not gone out, with exactly the text of this revision. */
export async function isApprovedText(read: Reader, releaseId: string, revisionId: string): Promise<boolean> {
  return (await selectApproved(read, releaseId, revisionId)).rows.length > 0
}

const selectApproved = compiledOnce((read: Reader, releaseId: string, revisionId: string) =>
  read
    .selectFrom('release')
    .innerJoin('revision', 'revision.content_hash', 'release.content_hash')
    .select('release.seq')
    .where('release.id', '=', releaseId)
    .where('release.status', '=', 'approved')
    .where('revision.id', '=', revisionId)
)
