import { sql, type Selectable } from 'kysely'
import {
  waitingStates,
  type DeliveryAction,
  type DeliveryReason,
  type DeliveryState
} from '../../../domain/delivery/delivery.ts'
import type { Reader } from '../database/access.ts'
import type { Schema } from '../database/schema.ts'
import { toAccount, type StoredAccount } from './account.repository.ts'

/** A delivery with all that the gate and a connector need of it. `content` is as stored, unchecked. */
export interface Sendable {
  id: string
  releaseId: string
  action: DeliveryAction
  state: DeliveryState
  reason: DeliveryReason | null
  plannedAt: string
  confirmedAt: string | null
  tries: number
  /** When its first try began; null before that. */
  startedAt: string | null
  revision: { id: string; number: number; content: string; contentHash: string }
  account: StoredAccount
  allHeld: boolean
  /**
   * An earlier delivery of the release to this account may be there or not, or is a withdrawal still to be made: a later one
   * must not overtake it. A withdrawal that waits is not dropped for the text that follows: that may be due much later, and
   * until then what was to be taken back would stay. Who wants it otherwise cancels the withdrawal.
   */
  earlierUnsettled: boolean
}

const selectSendable = (read: Reader) =>
  read
    .selectFrom('delivery')
    .innerJoin('revision', 'revision.id', 'delivery.revision_id')
    .innerJoin('account', 'account.id', 'delivery.account_id')
    .select(['delivery.id', 'delivery.release_id', 'delivery.action', 'delivery.state', 'delivery.reason'])
    .select(['delivery.planned_at', 'delivery.confirmed_at', 'delivery.tries'])
    .select(['revision.id as revision_id', 'revision.number', 'revision.content', 'revision.content_hash'])
    .select([
      'account.id as account_id',
      'account.connector',
      'account.name',
      'account.settings',
      'account.sealed_secret'
    ])
    .select(sql<string | null>`(SELECT min(at) FROM attempt WHERE attempt.delivery_id = delivery.id)`.as('started_at'))
    .select(sql<number | null>`(SELECT all_held FROM workspace)`.as('all_held'))
    .select(
      sql<number>`EXISTS (SELECT 1 FROM delivery AS earlier WHERE earlier.account_id = delivery.account_id
        AND earlier.release_id = delivery.release_id AND earlier.seq < delivery.seq
        AND (earlier.state IN ('leased', 'unconfirmed')
          OR earlier.action = 'withdraw' AND earlier.state IN ('planned', 'held', 'failed-retryable')))`.as(
        'earlier_unsettled'
      )
    )

type Row = Awaited<ReturnType<ReturnType<typeof selectSendable>['execute']>>[number]

const toSendable = (row: Row): Sendable => ({
  id: row.id,
  releaseId: row.release_id,
  action: row.action,
  state: row.state,
  reason: row.reason as DeliveryReason | null,
  plannedAt: row.planned_at,
  confirmedAt: row.confirmed_at,
  tries: row.tries,
  startedAt: row.started_at,
  revision: { id: row.revision_id, number: row.number, content: row.content, contentHash: row.content_hash },
  account: toAccount({ ...row, id: row.account_id }),
  allHeld: row.all_held === 1,
  earlierUnsettled: row.earlier_unsettled === 1
})

/** A delivery as it is now; null once it is gone or its state is another. */
export async function findSendable(read: Reader, id: string, state: DeliveryState): Promise<Sendable | null> {
  const row = await selectSendable(read)
    .where('delivery.id', '=', id)
    .where('delivery.state', '=', state)
    .executeTakeFirst()
  return row ? toSendable(row) : null
}

/**
 * What is still to be sent, by the index of what is due. The states are written out, as SQLite uses a partial index only where
 * its condition is in the statement; and left to itself it would look each state up and sort all that waits.
 */
const selectWaiting = (read: Reader) =>
  read
    .selectFrom(sql<Selectable<Schema['delivery']>>`delivery`.as<'delivery'>(sql`delivery INDEXED BY delivery_due`))
    .where(
      'state',
      'in',
      [...waitingStates].map(state => sql.lit(state))
    )

/** What is due by an instant, the longest due first, leaving out what and whom the dispatcher is busy with. */
export async function listDue(
  read: Reader,
  by: string,
  busy: { deliveries: readonly string[]; accounts: readonly string[] },
  limit: number
): Promise<Sendable[]> {
  let due = selectWaiting(read).select('id').where('due_at', '<=', by)
  if (busy.deliveries.length > 0) due = due.where('id', 'not in', [...busy.deliveries])
  if (busy.accounts.length > 0) due = due.where('account_id', 'not in', [...busy.accounts])
  const ids = (await due.orderBy('due_at').orderBy('seq').limit(limit).execute()).map(row => row.id)
  if (ids.length === 0) return []
  const rows = await selectSendable(read).where('delivery.id', 'in', ids).execute()
  const byId = new Map(rows.map(row => [row.id, toSendable(row)]))
  return ids.flatMap(id => byId.get(id) ?? [])
}

/** When the next delivery is due; null while none waits. */
export async function nextDue(read: Reader): Promise<string | null> {
  const row = await selectWaiting(read).select('due_at').orderBy('due_at').limit(1).executeTakeFirst()
  return row?.due_at ?? null
}

export async function countWaitingDeliveries(read: Reader): Promise<number> {
  const row = await selectWaiting(read).select(read.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  return row.n
}

/** What is leased, with the number of the try that it is leased for. */
export async function listLeased(read: Reader): Promise<(Sendable & { number: number })[]> {
  const rows = await selectSendable(read)
    .select(sql<number>`(SELECT max(number) FROM attempt WHERE attempt.delivery_id = delivery.id)`.as('last'))
    .where('delivery.state', '=', 'leased')
    .execute()
  return rows.map(row => ({ ...toSendable(row), number: row.last }))
}
