import { waitingStates, type DeliveryState } from '../../../domain/delivery/delivery.ts'
import type { Note } from '../context.ts'
import type { Reader, Writer } from '../database/access.ts'
import { audit } from '../database/audit.ts'
import { moveRelease } from '../releases/release.service.ts'
import { changeDelivery } from './change.repository.ts'
import { isApprovedText, isOvertaken } from './of-release.repository.ts'
import { endAttempt } from './attempt.repository.ts'
import { postponeAccount } from './dispatch.repository.ts'
import type { Sendable } from './sendable.repository.ts'
import type { Settlement } from './settlement.ts'

/** Rounded up: what is due must not be asked about before it is. */
export const instant = (milliseconds: number): string => new Date(Math.ceil(milliseconds)).toISOString()

/** Outcomes that change what is out there, or that a person has to see: they are in the journal, not only in the attempts. */
const journalled: readonly DeliveryState[] = ['confirmed', 'held', 'failed-final', 'unconfirmed', 'cancelled']

/** Writes down that the gate kept a delivery here before any try. */
export async function recordHold(trx: Writer, note: Note, row: Sendable, held: Settlement, now: number): Promise<void> {
  const at = instant(now)
  const dueAt = instant(held.dueAt ?? now)
  if (!(await changeDelivery(trx, row.id, waitingStates, { state: 'held', reason: held.reason, dueAt }, at))) return
  if (row.state === 'held' && row.reason === held.reason) return
  await journal(trx, row, held, at)
  note({ topic: 'outbox', ids: [row.id] })
}

export type Tried = Pick<Sendable, 'id' | 'releaseId' | 'action' | 'tries'> & {
  revision: { id: string }
  account: { id: string }
}

/** Writes down how a try ended, and what follows from it: for the delivery, its release and its account. */
export async function recordEnd(
  trx: Writer,
  note: Note,
  row: Tried,
  number: number,
  end: Settlement,
  now: number
): Promise<void> {
  const at = instant(now)
  const { dueAt, counts, mayBeLive, received } = end
  const { state, reason } = await followUp(trx, row, end)
  const changed = await changeDelivery(
    trx,
    row.id,
    ['leased'],
    {
      state,
      reason,
      ...(dueAt !== null && { dueAt: instant(dueAt) }),
      ...(!counts && { tries: row.tries - 1 }),
      ...(end.lookAt !== null && { lookAt: instant(end.lookAt) }),
      ...(state === 'confirmed' && { remoteId: end.remoteId, remoteUrl: end.remoteUrl })
    },
    at
  )
  if (!changed) return
  await endAttempt(trx, {
    delivery_id: row.id,
    number,
    at,
    outcome: state,
    detail: { reason: end.reason, mayBeLive, received }
  })
  if (end.postpones && dueAt !== null && end.reason !== null) {
    // A limit stands for all that would come before it ends; a destination out of reach may be back for what is due later.
    const before = end.reason === 'offline' ? now : dueAt
    const until = { from: instant(dueAt), to: instant(dueAt + (dueAt - now) / 10) }
    await postponeAccount(trx, row.account.id, instant(before), { ...until, reason: end.reason })
  }
  if (state === 'confirmed') await publishRelease(trx, note, row, at)
  if (journalled.includes(state)) await journal(trx, row, { ...end, state, reason }, at)
  note({ topic: 'outbox', ids: [row.id] })
}

/**
 * Takes a delivery for done that was found to be.
 * @returns whether it was in one of these states
 */
export async function adopt(
  trx: Writer,
  note: Note,
  row: Omit<Tried, 'tries'>,
  from: readonly DeliveryState[],
  { remoteId, remoteUrl }: Pick<Settlement, 'remoteId' | 'remoteUrl'>,
  at: string
): Promise<boolean> {
  const confirmed = { state: 'confirmed', reason: null, remoteId, remoteUrl } as const
  if (!(await changeDelivery(trx, row.id, from, confirmed, at))) return false
  await publishRelease(trx, note, row, at)
  await journal(trx, row, confirmed, at)
  return true
}

type FollowUp = Pick<Settlement, 'state' | 'reason'>

/**
 * What becomes of a delivery whose try is over. A text that was taken back or superseded while it was under way could not be
 * cancelled then, and would go out again after what took its place; a withdrawal stands until it is done or given up.
 */
export async function followUp(
  read: Reader,
  { id, action }: Pick<Sendable, 'id' | 'action'>,
  { state, reason }: FollowUp
): Promise<FollowUp> {
  const again = waitingStates.some(each => each === state)
  if (!again || action === 'withdraw' || !(await isOvertaken(read, id))) return { state, reason }
  return { state: 'cancelled', reason: 'superseded' }
}

/** The first arrival of the approved text makes its release a published (or corrected) one. */
export async function publishRelease(
  trx: Writer,
  note: Note,
  { releaseId, action, revision }: Pick<Tried, 'releaseId' | 'action' | 'revision'>,
  at: string
): Promise<void> {
  if (action === 'withdraw' || !(await isApprovedText(trx, releaseId, revision.id))) return
  await moveRelease(trx, note, { id: releaseId, verb: 'publish', by: 'engine', at })
}

const journal = (
  trx: Writer,
  row: Pick<Tried, 'id' | 'releaseId' | 'action' | 'account'>,
  { state, reason, remoteUrl }: Pick<Settlement, 'state' | 'reason' | 'remoteUrl'>,
  at: string
) =>
  audit(trx, {
    at,
    person: null,
    verb: `delivery.${state}`,
    subject: row.id,
    detail: { release: row.releaseId, account: row.account.id, action: row.action, reason, remoteUrl }
  })
