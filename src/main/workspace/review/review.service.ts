import { RelaisError } from '../../../domain/errors.ts'
import { canonicalContent } from '../../../domain/releases/content.ts'
import type { Verb } from '../../../domain/releases/lifecycle.ts'
import { canonicalStatement, type Statement, type Verdict } from '../../../domain/review/statement.ts'
import type { Person } from '../../../domain/people/roles.ts'
import type { Review, ReviewState } from '../../../preload/contract/review.ts'
import { instantNow, requireRole, type Context } from '../context.ts'
import type { Writer } from '../database/access.ts'
import { newId } from '../ids.ts'
import { openKey } from '../people/keys.ts'
import { findPersonRow, findWorkspace, toPerson } from '../people/person.repository.ts'
import { contentHash } from '../releases/content-hash.ts'
import { clearEditors, findRelease, listEditors } from '../releases/release.repository.ts'
import { moveRelease } from '../releases/release.service.ts'
import { requireSoundKit } from '../share/kit-check.ts'
import { insertDecision } from './decision.repository.ts'
import { closeReview, findReview, insertReview, voidOpenReview } from './review.repository.ts'
import { findRevision, insertRevision } from './revision.repository.ts'

/**
 * Freezes the release's text as a revision and opens a review of it.
 * @throws RelaisError `kit-problems`, and what `moveRelease` throws
 */
export async function submitRelease(context: Context, releaseId: string): Promise<Review> {
  const actor = requireRole(context.session, 'officer')
  const at = instantNow(context)
  const reviewId = newId()
  return context.write(async (trx, note) => {
    await moveRelease(trx, note, { id: releaseId, verb: 'submit', by: actor, at })
    const content = await findRelease(trx, releaseId)
    await requireSoundKit(trx, content, context.now())
    const authors = [...new Set([...(await listEditors(trx, releaseId)), actor.id])].sort()
    const hash = contentHash(content)
    const revision = await insertRevision(trx, {
      releaseId,
      content,
      contentHash: hash,
      canonical: canonicalContent(content),
      authors,
      createdAt: at
    })
    await insertReview(trx, {
      id: reviewId,
      release_id: releaseId,
      revision_id: revision.id,
      submitted_by: actor.id,
      submitted_at: at
    })
    note({ topic: 'review', ids: [reviewId] })
    return findReview(trx, reviewId)
  })
}

/** Takes a text back from review, or an approval back before anything went out. */
export async function recallRelease(context: Context, releaseId: string): Promise<void> {
  const actor = requireRole(context.session, 'officer')
  const at = instantNow(context)
  await context.write(async (trx, note) => {
    await moveRelease(trx, note, { id: releaseId, verb: 'recall', by: actor, at })
    if (await voidOpenReview(trx, releaseId, at)) note({ topic: 'review', ids: [] })
  })
}

const outcomes: Record<Verdict, { verb: Verb; state: Exclude<ReviewState, 'open' | 'void'> }> = {
  approve: { verb: 'approve', state: 'approved' },
  changes: { verb: 'request-changes', state: 'changes-requested' },
  refuse: { verb: 'refuse', state: 'refused' }
}

export interface DecisionInput {
  review: string
  person: string
  verdict: Verdict
  reason: string
  passphrase: string
}

/**
 * Signs a decision over the revision's content hash, and moves the release accordingly.
 * @throws RelaisError `bad-passphrase`, `reason-needed`, `review-closed`, `author-cannot-decide`, `not-allowed`
 */
export async function decide(context: Context, input: DecisionInput): Promise<Review> {
  if (input.verdict !== 'approve' && !input.reason.trim()) throw new RelaisError('reason-needed')
  const row = await findPersonRow(context.read, input.person)
  // Opening the key takes a third of a second, so it is done before the transaction; the review is looked at again inside.
  const { signText } = await openKey(row.id, row.wrapped_key, input.passphrase)
  return decideAs(context, { person: toPerson(row), signText }, input)
}

/** A person with their opened key. */
export interface Signer {
  person: Person
  signText(text: string): string
}

/** The same, by somebody whose key is open already. */
export async function decideAs(
  context: Context,
  { person, signText }: Signer,
  input: Pick<DecisionInput, 'review' | 'verdict' | 'reason'>
): Promise<Review> {
  const { review: reviewId, verdict } = input
  const decidedAt = instantNow(context)
  return context.write(async (trx, note) => {
    const review = await findReview(trx, reviewId)
    if (review.state !== 'open') throw new RelaisError('review-closed')
    const statement = await statementOn(trx, review, {
      person: person.id,
      verdict,
      reason: input.reason.trim(),
      decidedAt
    })
    const text = canonicalStatement(statement)
    await moveRelease(trx, note, { id: review.releaseId, verb: outcomes[verdict].verb, by: person, at: decidedAt })
    await insertDecision(trx, reviewId, statement, { text, signature: signText(text) })
    await closeReview(trx, reviewId, outcomes[verdict].state, decidedAt)
    if (verdict === 'approve') await clearEditors(trx, review.releaseId)
    note({ topic: 'review', ids: [reviewId] })
    return findReview(trx, reviewId)
  })
}

async function statementOn(
  trx: Writer,
  review: Review,
  said: Pick<Statement, 'person' | 'verdict' | 'reason' | 'decidedAt'>
): Promise<Statement> {
  const revision = await findRevision(trx, review.revisionId)
  // Nobody signs a text that is not the one that was submitted.
  if (contentHash(revision.content) !== revision.contentHash) throw new RelaisError('review-closed')
  const workspace = await findWorkspace(trx)
  return {
    workspace: workspace.id,
    release: review.releaseId,
    revision: revision.id,
    contentHash: revision.contentHash,
    authors: revision.authors,
    ...said
  }
}

/** Why a person may not decide on a review; null if they may. */
export function barredFrom(
  review: Review,
  authors: readonly string[],
  actor: Person | null
): 'locked' | 'not-approver' | 'author' | 'closed' | null {
  if (review.state !== 'open') return 'closed'
  if (!actor) return 'locked'
  if (!actor.roles.includes('approver')) return 'not-approver'
  return authors.includes(actor.id) ? 'author' : null
}
