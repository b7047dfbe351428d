import type { DeliveryReason } from '../../../domain/delivery/delivery.ts'
import type { Note } from '../context.ts'
import type { Writer } from '../database/access.ts'
import { audit } from '../database/audit.ts'
import { clearFailures, countFailure, pause } from './connection.repository.ts'
import { holdDue } from './dispatch.repository.ts'
import type { Settlement } from './settlement.ts'

/** So many different deliveries in a row that the destination itself failed on, and nothing more is sent to it. */
const mostFailures = 5

/** Why a try may fail that say something about the destination and nothing about the text. */
const atTheDestination: ReadonlySet<DeliveryReason> = new Set([
  'server-error',
  'timed-out',
  'no-answer',
  'tls',
  'gone'
] satisfies DeliveryReason[])

interface Tried {
  id: string
  account: { id: string; failures: number }
}

/** Notices a destination that fails on one delivery after the other, and keeps the others from it until a person says so. */
export class Breaker {
  /** Accounts that something failed on since this process began: their row may have been read before that. */
  readonly #failing = new Set<string>()

  /** Takes note of how a try ended, in the transaction that writes it down. */
  async note(trx: Writer, note: Note, { id, account }: Tried, end: Settlement, at: string): Promise<void> {
    if (end.state === 'confirmed') {
      if (account.failures > 0 || this.#failing.delete(account.id)) await clearFailures(trx, account.id)
      return
    }
    if (end.pauses !== null) return pauseAccount(trx, note, account.id, end.pauses, at)
    if (end.reason === null || !atTheDestination.has(end.reason) || end.state === 'held') return
    this.#failing.add(account.id)
    const failures = await countFailure(trx, { account: account.id, delivery: id, reasons: [...atTheDestination], at })
    if (failures >= mostFailures) await pauseAccount(trx, note, account.id, end.reason, at)
  }
}

/** Has everything for an account wait, without a call, until a person lets it go on or signs in again. */
async function pauseAccount(trx: Writer, note: Note, id: string, reason: DeliveryReason, at: string): Promise<void> {
  if (!(await pause(trx, id, reason, at))) return
  await holdDue(trx, id, reason === 'sign-in' ? 'sign-in' : 'paused', at)
  await audit(trx, { at, person: null, verb: 'account.pause', subject: id, detail: { reason } })
  note({ topic: 'accounts', ids: [id] })
  note({ topic: 'outbox', ids: [] })
}
