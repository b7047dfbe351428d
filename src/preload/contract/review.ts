import * as v from 'valibot'
import type { Person } from '../../domain/people/roles.ts'
import type { ReleaseContent, Revision } from '../../domain/releases/release.ts'
import { verdicts, type Verdict } from '../../domain/review/statement.ts'
import { answers } from './method.ts'
import { id, limit, text } from './parts.ts'

export type ReviewState = 'open' | 'approved' | 'changes-requested' | 'refused' | 'void'

export interface Review {
  id: string
  releaseId: string
  revisionId: string
  revisionNumber: number
  title: string
  excerpt: string
  lang: string
  embargo: ReleaseContent['embargo']
  submittedBy: Person
  submittedAt: string
  state: ReviewState
}

/** A decision as shown: `signature` says whether it verifies now, over the text as it is stored now. */
export interface Decision {
  id: string
  person: Person
  verdict: Verdict
  reason: string
  decidedAt: string
  revisionId: string
  revisionNumber: number
  signature: 'verified' | 'broken'
}

/** What an approver reads: the revision, and what it is compared with for this person (null: never read or approved before). */
export interface ReviewDetail {
  review: Review
  revision: Revision
  authors: Person[]
  base: { revision: Revision; because: 'you-decided' | 'last-approved' } | null
  decisions: Decision[]
  /** Why the unlocked person may not decide here; null if they may. */
  barred: 'locked' | 'not-approver' | 'author' | 'closed' | null
}

export interface Problem {
  kind: 'content-hash' | 'signature' | 'search-index' | 'audit-chain' | 'database' | 'approval' | 'media'
  /** The release, revision, decision, journal line or picture (its hash) that it was found in; empty for the file as a whole. */
  id: string
}

export const review = {
  'review.queue': answers<{ total: number; reviews: Review[] }>()(v.strictObject({ limit })),
  'review.get': answers<ReviewDetail>()(v.strictObject({ id })),
  'review.ofRelease': answers<{ reviews: Review[]; decisions: Decision[] }>()(v.strictObject({ release: id })),
  'review.revisions': answers<Revision[]>()(v.strictObject({ release: id })),
  'review.submit': answers<Review>()(v.strictObject({ release: id })),
  'review.recall': answers<null>()(v.strictObject({ release: id })),
  'review.decide': answers<Review>()(
    v.strictObject({
      review: id,
      person: id,
      verdict: v.picklist(verdicts),
      reason: v.optional(text, ''),
      passphrase: v.pipe(v.string(), v.maxLength(1_000))
    }),
    'shell'
  ),
  /** Checks hashes, signatures, the journal's chain and the search index; of one release where `id` names it. */
  'workspace.verify': answers<{ checked: number; problems: Problem[] }>()(v.strictObject({ id: v.optional(id) }))
}
