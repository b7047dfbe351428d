import { sql } from 'kysely'
import { waitingStates, type DeliveryReason, type HoldReason } from '../../../domain/delivery/delivery.ts'
import { askAgainAfter } from '../../../domain/delivery/gate.ts'
import type { Reader, Writer } from '../database/access.ts'
import { compiledOnce } from '../database/compiled.ts'

/**
 * Takes a waiting delivery for sending and writes down that a try begins.
 * @returns the number of the try; null if the delivery no longer waits
 */
export async function lease(
  trx: Writer,
  id: string,
  at: string,
  until: string,
  sent: Record<string, unknown>
): Promise<number | null> {
  const { numAffectedRows } = await take(trx, id, at, until)
  if (numAffectedRows !== 1n) return null
  const { rows } = await sql<{ number: number }>`
    INSERT INTO attempt (delivery_id, number, phase, at, detail)
    SELECT ${id}, coalesce(max(number), 0) + 1, 'started', ${at}, ${JSON.stringify(sent)} FROM attempt WHERE delivery_id = ${id}
    RETURNING number
  `.execute(trx)
  return rows[0]?.number ?? null
}

const take = compiledOnce((trx: Writer, id: string, at: string, until: string) =>
  trx
    .updateTable('delivery')
    .set(set => ({
      state: 'leased',
      lease_until: until,
      tries: set('tries', '+', 1),
      updated_at: at,
      rev: set('rev', '+', 1)
    }))
    .where('id', '=', id)
    .where('state', 'in', [...waitingStates])
    // It may have been put off since it was chosen.
    .where('due_at', '<=', at)
)

/** Lets the other deliveries of an account that are due by `before` wait too: one has shown that asking is no use. */
export async function postponeAccount(
  trx: Writer,
  accountId: string,
  before: string,
  wait: { from: string; to: string; reason: DeliveryReason }
): Promise<void> {
  const [from, to] = [Date.parse(wait.from), Date.parse(wait.to)]
  // Spread over the stretch, so that they do not all come back in one second.
  const dueAt = sql<string>`strftime('%Y-%m-%dT%H:%M:%fZ', (${from} + abs(random() % ${Math.max(1, to - from)})) / 1000.0, 'unixepoch')`
  await trx
    .updateTable('delivery')
    .set(set => ({ due_at: dueAt, reason: wait.reason, rev: set('rev', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('state', 'in', ['planned', 'failed-retryable'])
    .where('due_at', '<=', before)
    .where('due_at', '<', wait.from)
    .execute()
}

/** Has what is held for one of these reasons, on one account or on all, asked about again now. */
export async function askHeldAgain(
  trx: Writer,
  reasons: readonly DeliveryReason[],
  at: string,
  account?: string
): Promise<void> {
  let held = trx
    .updateTable('delivery')
    .set({ due_at: at })
    .where('state', '=', 'held')
    .where('reason', 'in', [...reasons])
    .where('due_at', '>', at)
  if (account !== undefined) held = held.where('account_id', '=', account)
  await held.execute()
}

/** Holds what is due on an account, all at once: there may be thousands. What falls due later is held when it does. */
export async function holdDue(trx: Writer, account: string, reason: HoldReason, at: string): Promise<void> {
  const dueAt = new Date(Date.parse(at) + askAgainAfter[reason]).toISOString()
  await trx
    .updateTable('delivery')
    .set(set => ({ state: 'held', reason, due_at: dueAt, updated_at: at, rev: set('rev', '+', 1) }))
    .where('account_id', '=', account)
    .where('state', 'in', [...waitingStates])
    .where('due_at', '<=', at)
    .execute()
}

export async function isAllHeld(read: Reader): Promise<boolean> {
  const row = await read.selectFrom('workspace').select('all_held').executeTakeFirst()
  return row?.all_held === 1
}

/** Turns the one switch that holds everything; what it held goes back to waiting for its time. */
export async function setAllHeld(trx: Writer, held: boolean): Promise<void> {
  await trx
    .updateTable('workspace')
    .set(set => ({ all_held: held ? 1 : 0, rev: set('rev', '+', 1) }))
    .execute()
  if (held) return
  await trx
    .updateTable('delivery')
    .set(set => ({ state: 'planned', reason: null, due_at: set.ref('planned_at'), rev: set('rev', '+', 1) }))
    .where('state', '=', 'held')
    .where('reason', '=', 'all-held')
    .execute()
}
