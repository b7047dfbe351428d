import { sql, type Selectable } from 'kysely'
import type { Statement } from '../../../domain/review/statement.ts'
import type { Reader, Writer } from '../database/access.ts'
import { compiledOnce } from '../database/compiled.ts'
import type { Schema } from '../database/schema.ts'
import { newId } from '../ids.ts'

/** A decision with what is needed to check it: its signer as known now, and the revision as stored now. */
export type SignedDecision = Selectable<Schema['decision']> & {
  public_key: string
  roles: string
  name: string
  email: string
  number: number
  release_id: string
  content: string
  content_hash: string
  authors: string
}

const selectDecisions = (read: Reader) =>
  read
    .selectFrom('decision')
    .innerJoin('person', 'person.id', 'decision.person_id')
    .innerJoin('revision', 'revision.id', 'decision.revision_id')
    .selectAll('decision')
    .select(['person.public_key', 'person.roles', 'person.name', 'person.email'])
    .select(['revision.number', 'revision.release_id', 'revision.content', 'revision.content_hash', 'revision.authors'])

/** Decisions on one revision, newest first. */
export const decisionsOn = async (read: Reader, revisionId: string): Promise<SignedDecision[]> =>
  (await selectOn(read, revisionId)).rows

const selectOn = compiledOnce((read: Reader, revisionId: string) =>
  selectDecisions(read)
    .where('decision.revision_id', '=', revisionId)
    .orderBy('decision.decided_at', 'desc')
    .orderBy('decision.id', 'desc')
)

/** Decisions on any revision of a release, newest first. */
export const decisionsOf = (read: Reader, releaseId: string): Promise<SignedDecision[]> =>
  selectDecisions(read)
    .where('revision.release_id', '=', releaseId)
    .orderBy('decision.decided_at', 'desc')
    .orderBy('decision.id', 'desc')
    .execute()

/** Every decision there is, for a full check. */
export const allDecisions = (read: Reader): Promise<SignedDecision[]> => selectDecisions(read).execute()

/** Whether exactly this text of a release was refused. */
export async function refusedAsIs(read: Reader, releaseId: string, contentHash: string): Promise<boolean> {
  const row = await read
    .selectFrom('decision')
    .innerJoin('revision', 'revision.id', 'decision.revision_id')
    .select(sql<number>`1`.as('one'))
    .where('revision.release_id', '=', releaseId)
    .where('revision.content_hash', '=', contentHash)
    .where('decision.verdict', '=', 'refuse')
    .executeTakeFirst()
  return row !== undefined
}

export async function insertDecision(
  trx: Writer,
  reviewId: string,
  statement: Statement,
  signed: { text: string; signature: string }
): Promise<void> {
  await trx
    .insertInto('decision')
    .values({
      id: newId(),
      review_id: reviewId,
      revision_id: statement.revision,
      person_id: statement.person,
      verdict: statement.verdict,
      reason: statement.reason,
      decided_at: statement.decidedAt,
      statement: signed.text,
      signature: signed.signature
    })
    .execute()
}
