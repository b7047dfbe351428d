import { sql } from 'kysely'
import { type DeliveryAction, type DeliveryReason, type DeliveryState } from '../../../domain/delivery/delivery.ts'
import type { Reader } from '../database/access.ts'
import { compiledOnce } from '../database/compiled.ts'
import { accountColumns, toAccount, type StoredAccount } from './account.repository.ts'

/** A delivery with all that the gate and a connector need of it. `content` is as stored, unchecked. */
export interface Sendable {
  id: string
  releaseId: string
  action: DeliveryAction
  state: DeliveryState
  reason: DeliveryReason | null
  plannedAt: string
  dueAt: string
  confirmedAt: string | null
  tries: number
  /** When its first try began; null before that. */
  startedAt: string | null
  revision: { id: string; number: number; content: string; contentHash: string }
  account: StoredAccount
  allHeld: boolean
  /** The workspace's name. */
  organisation: string
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
    .select(['delivery.planned_at', 'delivery.due_at', 'delivery.confirmed_at', 'delivery.tries'])
    .select(['revision.id as revision_id', 'revision.number', 'revision.content', 'revision.content_hash'])
    .select(['account.id as account_id', ...accountColumns])
    .select(sql<string | null>`(SELECT min(at) FROM attempt WHERE attempt.delivery_id = delivery.id)`.as('started_at'))
    .select(sql<number | null>`(SELECT all_held FROM workspace)`.as('all_held'))
    .select(sql<string | null>`(SELECT name FROM workspace)`.as('organisation'))
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
  dueAt: row.due_at,
  confirmedAt: row.confirmed_at,
  tries: row.tries,
  startedAt: row.started_at,
  revision: { id: row.revision_id, number: row.number, content: row.content, contentHash: row.content_hash },
  account: toAccount({ ...row, id: row.account_id }),
  allHeld: row.all_held === 1,
  organisation: row.organisation ?? '',
  earlierUnsettled: row.earlier_unsettled === 1
})

/** A delivery as it is now; null once it is gone or its state is another. */
export async function findSendable(read: Reader, id: string, state: DeliveryState): Promise<Sendable | null> {
  const { rows } = await selectOne(read, id, state)
  return rows[0] ? toSendable(rows[0]) : null
}

const selectOne = compiledOnce((read: Reader, id: string, state: DeliveryState) =>
  selectSendable(read).where('delivery.id', '=', id).where('delivery.state', '=', state)
)

/** Deliveries as they are now, in the order of their ids; without those that are gone. */
export async function findSendables(read: Reader, ids: readonly string[]): Promise<Sendable[]> {
  if (ids.length === 0) return []
  const rows = await selectSendable(read)
    .where('delivery.id', 'in', [...ids])
    .execute()
  const byId = new Map(rows.map(row => [row.id, toSendable(row)]))
  return ids.flatMap(id => byId.get(id) ?? [])
}

/** What is leased, with the number of the try that it is leased for. */
export async function listLeased(read: Reader): Promise<(Sendable & { number: number })[]> {
  const rows = await selectSendable(read)
    .select(
      sql<number>`(SELECT max(number) FROM attempt WHERE attempt.delivery_id = delivery.id AND phase = 'started'
        AND NOT EXISTS (SELECT 1 FROM attempt AS ended WHERE ended.delivery_id = attempt.delivery_id
          AND ended.number = attempt.number AND ended.phase = 'ended'))`.as('last')
    )
    .where('delivery.state', '=', 'leased')
    .execute()
  return rows.map(row => ({ ...toSendable(row), number: row.last }))
}

/** What is unconfirmed and to be looked for by an instant. */
export async function listToLookFor(read: Reader, by: string, limit: number): Promise<Sendable[]> {
  const rows = await selectSendable(read)
    .where('delivery.state', '=', sql.lit('unconfirmed'))
    .where('delivery.look_at', '<=', by)
    .orderBy('delivery.look_at')
    .limit(limit)
    .execute()
  return rows.map(toSendable)
}
