import type { DeliveryAction, HoldReason } from './delivery.ts'

/** All that decides whether a revision may leave, as found at the moment of leaving. */
export interface GateFacts {
  action: DeliveryAction
  /** A decision to approve exists for this revision, by an approver who is not among its authors, and it is the newest one. */
  approved: boolean
  /** The signature verifies, over the hash computed now from the stored content, and no later edit voided it. */
  approvalIntact: boolean
  /** Every picture that leaves has its credit, licence and consent, and none of these has run out. */
  rightsValid: boolean
  /** The signed text names this account, or none. */
  destinationSigned: boolean
  /** Milliseconds since the epoch; null where there is no embargo. */
  embargoAt: number | null
  /** This machine's clock, milliseconds since the epoch. */
  now: number
  /** This clock minus the most trusted other one, in milliseconds; null where none could be asked. */
  clockSkew: number | null
  /** The slot that was planned, milliseconds since the epoch. */
  plannedAt: number
  /** The destination answered a try that was made in the slot: what follows is a repeat, not a late start. */
  begun: boolean
  /** When a person last said on screen to send it, by this machine's clock, milliseconds since the epoch; null if nobody did. */
  confirmedAt: number | null
  /** The workspace's one switch that holds everything. */
  allHeld: boolean
}

/** A clock that is off by more than this holds what is embargoed (design: 60 seconds). */
export const maximumSkew = 60_000
/** A slot missed by more than this asks before sending (design: 60 minutes). */
export const maximumLateness = 60 * 60_000
/** A person may vouch for a clock that no other one confirms once the embargo lifted longer ago than this. */
export const vouchableAfter = 24 * 60 * 60_000

/** What the gate answers: go, or the first reason to hold, and from when on it is worth asking again. */
export type Clearance = { go: true } | Hold
export interface Hold {
  go: false
  reason: HoldReason
  until: number | null
}

/**
 * The one function that decides whether something may leave. Every send path asks it just before the call.
 *
 * A withdrawal needs no approval and waits for no embargo: it carries no text, and taking back early harms nobody.
 *
 * An embargoed text goes by a clock that another clock confirms. Where none can be asked (the only destination may be a feed
 * folder) it is held, but not for ever: it goes once a person has said so over 24 hours after it lifted by this machine's
 * clock, which a wrong zone or a wrong hour does not explain. A word given before that counts for nothing here.
 *
 * Times are compared so that one which cannot be read (NaN) holds.
 */
export function gate(facts: GateFacts): Clearance {
  if (facts.allHeld) return hold('all-held')
  if (!(facts.now >= facts.plannedAt)) return hold('not-due', facts.plannedAt)
  if (facts.action === 'withdraw') return { go: true }
  if (!facts.approved) return hold('not-approved')
  if (!facts.approvalIntact) return hold('approval-invalid')
  if (!facts.destinationSigned) return hold('destination-not-signed')
  if (!facts.rightsValid) return hold('rights')
  return embargoHold(facts) ?? latenessHold(facts) ?? { go: true }
}

function embargoHold({ embargoAt, now, clockSkew, confirmedAt }: GateFacts): Hold | null {
  if (embargoAt === null) return null
  if (!(now >= embargoAt)) return hold('embargo', embargoAt)
  if (clockSkew === null)
    return confirmedAt !== null && Math.min(confirmedAt, now) - embargoAt > vouchableAfter
      ? null
      : hold('clock-unverified')
  if (!(Math.abs(clockSkew) <= maximumSkew)) return hold('clock-skew')
  // Within the tolerance the slower clock counts, so that nothing is early by either.
  return now - clockSkew < embargoAt ? hold('embargo', embargoAt + clockSkew) : null
}

function latenessHold({ embargoAt, now, plannedAt, begun, confirmedAt }: GateFacts): Hold | null {
  const slot = Math.max(plannedAt, embargoAt ?? plannedAt)
  const confirmed = confirmedAt !== null && (embargoAt === null || confirmedAt >= embargoAt)
  return now - slot > maximumLateness && !begun && !confirmed ? hold('slot-missed') : null
}

/** An answer that keeps a delivery here. */
export const hold = (reason: HoldReason, until = Number.NaN): Hold => ({
  go: false,
  reason,
  until: Number.isFinite(until) ? until : null
})

const minute = 60_000

/** How long to leave a held delivery whose hold names no end: what only a person can end is seldom asked about. */
export const askAgainAfter: Record<HoldReason, number> = {
  'not-due': minute,
  embargo: minute,
  'clock-unverified': minute,
  'clock-skew': minute,
  'earlier-unsettled': minute,
  'connector-missing': 15 * minute,
  'secret-locked': 15 * minute,
  'slot-missed': 15 * minute,
  'not-approved': 15 * minute,
  'approval-invalid': 15 * minute,
  rights: 15 * minute,
  'media-changed': 15 * minute,
  'destination-not-signed': 15 * minute,
  // Signing in, and letting go on, have these asked about at once.
  'sign-in': 24 * 60 * minute,
  paused: 24 * 60 * minute,
  'no-target': 15 * minute,
  'all-held': 15 * minute
}
