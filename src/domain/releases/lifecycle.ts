import type { Actor } from '../people/roles.ts'

export const releaseStatuses = [
  'draft',
  'in-review',
  'changes-requested',
  'approved',
  'published',
  'corrected',
  'withdrawn',
  'expired',
  'archived'
] as const
export type ReleaseStatus = (typeof releaseStatuses)[number]

export const verbs = [
  'edit',
  'submit',
  'recall',
  'approve',
  'request-changes',
  'refuse',
  'publish',
  'withdraw',
  'expire',
  'archive'
] as const
export type Verb = (typeof verbs)[number]

/** What must hold besides status and role; checked by the caller who knows the facts (see `GuardFacts`). */
export type Guard = 'complete' | 'not-refused-as-is' | 'not-author' | 'first-time' | 'had-gone-out'

/** One permitted move: in `from`, someone with `role` may `verb`, if `guard` holds, and the release is then `to`. */
export interface Transition {
  from: ReleaseStatus
  verb: Verb
  to: ReleaseStatus
  role: Actor
  guards: readonly Guard[]
}

const sendable = ['complete', 'not-refused-as-is'] as const

/**
 * The whole lifecycle. Nothing else decides what a release may become; docs and tests are made from this table.
 *
 * An edit always leads back to `draft` (or stays where the text is already open), which is what voids an approval.
 * Where two lines share `from` and `verb`, their guards exclude each other.
 */
export const lifecycle: readonly Transition[] = [
  { from: 'draft', verb: 'edit', to: 'draft', role: 'officer', guards: [] },
  { from: 'draft', verb: 'submit', to: 'in-review', role: 'officer', guards: sendable },
  { from: 'draft', verb: 'archive', to: 'archived', role: 'officer', guards: [] },
  { from: 'in-review', verb: 'edit', to: 'draft', role: 'officer', guards: [] },
  { from: 'in-review', verb: 'recall', to: 'draft', role: 'officer', guards: [] },
  { from: 'in-review', verb: 'approve', to: 'approved', role: 'approver', guards: ['not-author'] },
  { from: 'in-review', verb: 'request-changes', to: 'changes-requested', role: 'approver', guards: ['not-author'] },
  { from: 'in-review', verb: 'refuse', to: 'draft', role: 'approver', guards: ['not-author'] },
  { from: 'changes-requested', verb: 'edit', to: 'changes-requested', role: 'officer', guards: [] },
  { from: 'changes-requested', verb: 'submit', to: 'in-review', role: 'officer', guards: sendable },
  { from: 'changes-requested', verb: 'archive', to: 'archived', role: 'officer', guards: [] },
  { from: 'approved', verb: 'edit', to: 'draft', role: 'officer', guards: [] },
  { from: 'approved', verb: 'recall', to: 'draft', role: 'officer', guards: [] },
  { from: 'approved', verb: 'publish', to: 'published', role: 'engine', guards: ['first-time'] },
  { from: 'approved', verb: 'publish', to: 'corrected', role: 'engine', guards: ['had-gone-out'] },
  { from: 'approved', verb: 'expire', to: 'expired', role: 'officer', guards: [] },
  { from: 'published', verb: 'edit', to: 'draft', role: 'officer', guards: [] },
  { from: 'published', verb: 'withdraw', to: 'withdrawn', role: 'officer', guards: [] },
  { from: 'published', verb: 'expire', to: 'expired', role: 'officer', guards: [] },
  { from: 'published', verb: 'archive', to: 'archived', role: 'officer', guards: [] },
  { from: 'corrected', verb: 'edit', to: 'draft', role: 'officer', guards: [] },
  { from: 'corrected', verb: 'withdraw', to: 'withdrawn', role: 'officer', guards: [] },
  { from: 'corrected', verb: 'expire', to: 'expired', role: 'officer', guards: [] },
  { from: 'corrected', verb: 'archive', to: 'archived', role: 'officer', guards: [] },
  { from: 'withdrawn', verb: 'edit', to: 'draft', role: 'officer', guards: [] },
  { from: 'withdrawn', verb: 'archive', to: 'archived', role: 'officer', guards: [] },
  { from: 'expired', verb: 'edit', to: 'draft', role: 'officer', guards: [] },
  { from: 'expired', verb: 'archive', to: 'archived', role: 'officer', guards: [] },
  { from: 'archived', verb: 'edit', to: 'draft', role: 'officer', guards: [] },
  { from: 'archived', verb: 'submit', to: 'in-review', role: 'officer', guards: sendable }
]

/** What is known of the release and the actor when a verb is asked for. */
export interface GuardFacts {
  /** It has a title and a body. */
  complete: boolean
  /** This exact text was refused before. */
  refusedAsIs: boolean
  /** The actor wrote part of the text under review. */
  author: boolean
  /** A revision of it was delivered before. */
  goneOut: boolean
}

/** Whether a step depends on more than status and role, so that facts need looking up: an autosave does not. */
export const guarded = (from: ReleaseStatus, verb: Verb): boolean =>
  lifecycle.some(line => line.from === from && line.verb === verb && line.guards.length > 0)

const holds: Record<Guard, (facts: GuardFacts) => boolean> = {
  complete: facts => facts.complete,
  'not-refused-as-is': facts => !facts.refusedAsIs,
  'not-author': facts => !facts.author,
  'first-time': facts => !facts.goneOut,
  'had-gone-out': facts => facts.goneOut
}

/** Either the status that the release now has, or the first thing that stands in the way. */
export type Step = { to: ReleaseStatus } | { refused: 'no-such-step' | 'role' | Guard }

/**
 * Decides one step of the lifecycle.
 * @param actors every role that the actor has
 */
export function step(from: ReleaseStatus, verb: Verb, actors: readonly Actor[], facts: GuardFacts): Step {
  const lines = lifecycle.filter(line => line.from === from && line.verb === verb)
  if (lines.length === 0) return { refused: 'no-such-step' }
  const allowed = lines.filter(line => actors.includes(line.role))
  if (allowed.length === 0) return { refused: 'role' }
  let refused: Step = { refused: 'no-such-step' }
  for (const line of allowed) {
    const failing = line.guards.find(guard => !holds[guard](facts))
    if (!failing) return { to: line.to }
    refused = { refused: failing }
  }
  return refused
}
