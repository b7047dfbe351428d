import { embargoLifts } from '../../../domain/delivery/embargo.ts'
import type { DeliveryReason } from '../../../domain/delivery/delivery.ts'
import type { GateFacts } from '../../../domain/delivery/gate.ts'
import type { ReleaseContent } from '../../../domain/releases/release.ts'
import type { Context } from '../context.ts'
import { approvalOf } from '../review/approval.ts'
import { picturesOf } from './pictures.ts'
import type { Sendable } from './sendable.repository.ts'
import type { TrustedClock } from './trusted-clock.ts'

/** What the gate is told, and what is asked about beside it. */
export interface Facts {
  gate: GateFacts
  /** Every picture is there and is the file that was signed. */
  picturesUnchanged: boolean
}

/** Looks up anew all that decides whether a delivery may leave. */
export async function factsOf(
  { context, clock }: { context: Context; clock: TrustedClock },
  row: Sendable,
  restBroken = false
): Promise<Facts> {
  const { picturesUnchanged, ...text } = row.action === 'withdraw' ? noText : await storedFacts(context, row)
  return {
    gate: {
      ...text,
      approvalIntact: text.approvalIntact && !restBroken,
      action: row.action,
      now: context.now(),
      clockSkew: clock.skew(row.account.id),
      plannedAt: Date.parse(row.plannedAt),
      begun: wasTried(row) && row.reason !== null && answered.has(row.reason),
      confirmedAt: row.confirmedAt === null ? null : Date.parse(row.confirmedAt),
      allHeld: row.allHeld
    },
    picturesUnchanged
  }
}

/** A limit of its account marks a delivery too that was never tried; the try that is under way is not over. */
const wasTried = ({ state, tries }: Sendable): boolean => tries > (state === 'leased' ? 1 : 0)

/** Why a try failed at the destination itself, so that it was made in its slot. */
const answered: ReadonlySet<DeliveryReason> = new Set([
  'rate-limited',
  'server-error',
  'timed-out',
  'no-answer',
  'tls',
  'not-writable'
])

type TextFacts = Pick<GateFacts, 'approved' | 'approvalIntact' | 'rightsValid' | 'destinationSigned' | 'embargoAt'> &
  Omit<Facts, 'gate'>

const noText: TextFacts = {
  approved: false,
  approvalIntact: false,
  rightsValid: true,
  destinationSigned: true,
  embargoAt: null,
  picturesUnchanged: true
}

/** What cannot even be read is not intact. */
async function storedFacts(context: Context, { revision, account }: Sendable): Promise<TextFacts> {
  try {
    const content = JSON.parse(revision.content) as ReleaseContent
    return await textFacts(context, { revisionId: revision.id, content, account: account.id })
  } catch {
    return { ...noText, approved: true }
  }
}

/** What is true of a signed text on its way to an account. The embargo counts as it says, not as the release's row does. */
export async function textFacts(
  context: Context,
  { revisionId, content, account }: { revisionId: string; content: ReleaseContent; account: string }
): Promise<TextFacts> {
  const { approved, intact } = await approvalOf(context.read, revisionId)
  return {
    approved,
    approvalIntact: intact,
    ...(await picturesOf(context, content)),
    destinationSigned: isSignedFor(content, account),
    embargoAt: content.embargo && embargoLifts(content.embargo)
  }
}

/** Whether a text may go to an account: the signature names no destinations, or this one among them. */
export function isSignedFor({ kit }: ReleaseContent, account: string): boolean {
  const named = kit?.destinations ?? []
  return named.length === 0 || named.includes(account)
}
