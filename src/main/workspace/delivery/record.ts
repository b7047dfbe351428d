import { waitingStates, type DeliveryState } from '../../../domain/delivery/delivery.ts'
import type { Note } from '../context.ts'
import type { Writer } from '../database/access.ts'
import { audit } from '../database/audit.ts'
import { moveRelease } from '../releases/release.service.ts'
import { changeDelivery, isApprovedText } from './delivery.repository.ts'
import { endAttempt } from './attempt.repository.ts'
import { postponeAccount } from './dispatch.repository.ts'
import type { Sendable } from './sendable.repository.ts'
import type { Settlement } from './settlement.ts'

/** When something is written down, and from when on the waits it speaks of count: both in milliseconds since the epoch. */
export interface Moment {
  now: number
  from: number
}

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** Outcomes that change what is out there, or that a person has to see: they are in the journal, not only in the attempts. */
const journalled: readonly DeliveryState[] = ['confirmed', 'held', 'failed-final', 'unconfirmed']

/** Writes down that the gate kept a delivery here before any try. */
export async function recordHold(
  trx: Writer,
  note: Note,
  row: Sendable,
  held: Settlement,
  moment: Moment
): Promise<void> {
  const at = instant(moment.now)
  const dueAt = instant(moment.from + (held.wait ?? 0))
  if (!(await changeDelivery(trx, row.id, waitingStates, { state: 'held', reason: held.reason, dueAt }, at))) return
  if (row.state === 'held' && row.reason === held.reason) return
  await journal(trx, row, held, at)
  note({ topic: 'outbox', ids: [row.id] })
}

type Tried = Pick<Sendable, 'id' | 'releaseId' | 'action' | 'tries'> & {
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
  moment: Moment
): Promise<void> {
  const at = instant(moment.now)
  const { state, reason, wait, counts, mayBeLive, received } = end
  const changed = await changeDelivery(
    trx,
    row.id,
    ['leased'],
    {
      state,
      reason,
      ...(wait !== null && { dueAt: instant(moment.from + wait) }),
      ...(!counts && { tries: row.tries - 1 }),
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
    detail: { reason, mayBeLive, received }
  })
  if (end.postpones && wait !== null && reason !== null) {
    const [from, to] = [instant(moment.from + wait), instant(moment.from + wait * 1.1)]
    await postponeAccount(trx, row.account.id, { from, to, reason })
  }
  if (state === 'confirmed') await publishRelease(trx, note, row, at)
  if (journalled.includes(state)) await journal(trx, row, end, at)
  note({ topic: 'outbox', ids: [row.id] })
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
  { state, reason, remoteUrl }: Settlement,
  at: string
) =>
  audit(trx, {
    at,
    person: null,
    verb: `delivery.${state}`,
    subject: row.id,
    detail: { release: row.releaseId, account: row.account.id, action: row.action, reason, remoteUrl }
  })
