import type { ReleaseStatus } from '../../../domain/releases/lifecycle.ts'
import type { ReleaseContent } from '../../../domain/releases/release.ts'
import type { Role } from '../../../domain/people/roles.ts'
import { canonicalStatement, type Statement } from '../../../domain/review/statement.ts'
import type { Reader } from '../database/access.ts'
import { signatureHolds } from '../people/keys.ts'
import { contentHash } from '../releases/content-hash.ts'
import { findRelease } from '../releases/release.repository.ts'
import { decisionsOn, type SignedDecision } from './decision.repository.ts'

/** States in which what was approved may still leave. */
const standing: readonly ReleaseStatus[] = ['approved', 'published', 'corrected']

/**
 * Whether a decision is whole: signed by that person's key, over a statement that says what the row says, about exactly the
 * text, the authors and the revision that are stored now. A single changed byte in any of them breaks it.
 */
export function decisionHolds(decision: SignedDecision): boolean {
  const question = JSON.stringify(checkedFields.map(field => decision[field]))
  const known = checked.get(question)
  if (known !== undefined) return known
  if (checked.size >= mostChecked) checked.clear()
  const answer = isWhole(decision)
  checked.set(question, answer)
  return answer
}

/** All that decides whether a decision is whole. A morning's deliveries ask thousands of times about the same few. */
const checkedFields = [
  'release_id',
  'revision_id',
  'person_id',
  'verdict',
  'reason',
  'decided_at',
  'authors',
  'content',
  'content_hash',
  'statement',
  'signature',
  'public_key'
] as const satisfies readonly (keyof SignedDecision)[]
/** Checks that were made, by every byte that went into them. */
const checked = new Map<string, boolean>()
const mostChecked = 200

function isWhole(decision: SignedDecision): boolean {
  const statement = JSON.parse(decision.statement) as Statement
  const said =
    statement.release === decision.release_id &&
    statement.revision === decision.revision_id &&
    statement.contentHash === decision.content_hash &&
    statement.person === decision.person_id &&
    statement.verdict === decision.verdict &&
    statement.reason === decision.reason &&
    statement.decidedAt === decision.decided_at &&
    JSON.stringify(statement.authors) === decision.authors &&
    canonicalStatement(statement) === decision.statement
  return said && revisionHolds(decision) && signatureHolds(decision.public_key, decision.statement, decision.signature)
}

/** Whether a stored revision still has the hash that it was stored with. */
export const revisionHolds = (revision: { content: string; content_hash: string }): boolean =>
  contentHash(JSON.parse(revision.content) as ReleaseContent) === revision.content_hash

/**
 * What the gate asks about sign-off, computed anew each time from what is stored.
 * @returns `approved`: the newest decision on the revision approves it. `intact`: it was made by an approver who wrote none
 * of it, it verifies, and the release still says exactly that text, in a state that an edit would have ended.
 */
export async function approvalOf(read: Reader, revisionId: string): Promise<{ approved: boolean; intact: boolean }> {
  const newest = (await decisionsOn(read, revisionId))[0]
  if (newest?.verdict !== 'approve') return { approved: false, intact: false }
  const release = await findRelease(read, newest.release_id)
  const intact =
    decisionHolds(newest) &&
    (JSON.parse(newest.roles) as Role[]).includes('approver') &&
    !(JSON.parse(newest.authors) as string[]).includes(newest.person_id) &&
    standing.includes(release.status) &&
    contentHash(release) === newest.content_hash
  return { approved: true, intact }
}
