import type { Person, Role } from '../../../domain/people/roles.ts'
import type { Handlers } from '../../../preload/contract/index.ts'
import type { Decision, ReviewDetail, review } from '../../../preload/contract/review.ts'
import type { Context } from '../context.ts'
import { verifyWorkspace } from '../database/verify.ts'
import { findPeople } from '../people/person.repository.ts'
import { decisionHolds } from './approval.ts'
import { decisionsOf, type SignedDecision } from './decision.repository.ts'
import { findReview, listOpenReviews, listReviewsOf } from './review.repository.ts'
import { barredFrom, decide, recallRelease, submitRelease } from './review.service.ts'
import { findRevision, lastDecidedRevision, latestApprovedRevision, listRevisions } from './revision.repository.ts'

export const reviewHandlers = (context: Context): Handlers<keyof typeof review> => ({
  'review.queue': ({ limit }) => listOpenReviews(context.read, limit),
  'review.get': ({ id }) => detailOf(context, id),
  'review.ofRelease': async ({ release }) => ({
    reviews: await listReviewsOf(context.read, release),
    decisions: (await decisionsOf(context.read, release)).map(toDecision)
  }),
  'review.revisions': ({ release }) => listRevisions(context.read, release),
  'review.submit': ({ release }) => submitRelease(context, release),
  'review.recall': async ({ release }) => {
    await recallRelease(context, release)
    return null
  },
  'review.decide': input => decide(context, input),
  'workspace.verify': ({ id }) => verifyWorkspace(context, id)
})

async function detailOf(context: Context, id: string): Promise<ReviewDetail> {
  const review = await findReview(context.read, id)
  const revision = await findRevision(context.read, review.revisionId)
  return {
    review,
    revision,
    authors: await findPeople(context.read, revision.authors),
    base: await baseFor(context, revision.releaseId, revision.number),
    decisions: (await decisionsOf(context.read, review.releaseId)).map(toDecision),
    barred: barredFrom(review, revision.authors, context.session.actor)
  }
}

/** What the approver's eye compares with: what they last decided on, else what was last approved, else nothing. */
async function baseFor(context: Context, releaseId: string, number: number): Promise<ReviewDetail['base']> {
  const { actor } = context.session
  const own = actor && (await lastDecidedRevision(context.read, releaseId, actor.id, number))
  if (own) return { revision: own, because: 'you-decided' }
  const approved = await latestApprovedRevision(context.read, releaseId)
  return approved && approved.number < number ? { revision: approved, because: 'last-approved' } : null
}

const toDecision = (row: SignedDecision): Decision => ({
  id: row.id,
  person: {
    id: row.person_id,
    name: row.name,
    email: row.email,
    roles: JSON.parse(row.roles) as Role[]
  } satisfies Person,
  verdict: row.verdict,
  reason: row.reason,
  decidedAt: row.decided_at,
  revisionId: row.revision_id,
  revisionNumber: row.number,
  signature: decisionHolds(row) ? 'verified' : 'broken'
})
