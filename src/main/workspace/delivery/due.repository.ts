import { sql, type Selectable } from 'kysely'
import { waitingStates } from '../../../domain/delivery/delivery.ts'
import type { Reader } from '../database/access.ts'
import type { Schema } from '../database/schema.ts'

/**
 * What is still to be sent, by the index of what is due. The states are written out, as SQLite uses a partial index only where
 * its condition is in the statement; and left to itself it would look each state up and sort all that waits.
 */
export const selectWaiting = (read: Reader) =>
  read
    .selectFrom(sql<Selectable<Schema['delivery']>>`delivery`.as<'delivery'>(sql`delivery INDEXED BY delivery_due`))
    .where(
      'state',
      'in',
      [...waitingStates].map(state => sql.lit(state))
    )

/** A delivery that is due, without what it is about. */
export interface Due {
  id: string
  account: string
  connector: string
  dueAt: string
}

/**
 * What is due by an instant: of every account the longest due, so many that any one of them could fill all places. It goes
 * from account to account in the index, so that thousands that are due on one are not read through for the others.
 */
export async function listDue(read: Reader, by: string, busy: readonly string[], limit: number): Promise<Due[]> {
  const waiting = sql`state IN (${sql.join(waitingStates.map(state => sql.lit(state)))})`
  const from = sql`SELECT min(account_id) FROM delivery INDEXED BY delivery_due_account WHERE ${waiting}`
  const { rows } = await sql<Due>`
    WITH RECURSIVE lane (account) AS (
      SELECT (${from} AND account_id > '')
      UNION ALL SELECT (${from} AND account_id > lane.account) FROM lane WHERE lane.account IS NOT NULL
    )
    SELECT delivery.id AS "id", lane.account AS "account", account.connector AS "connector", delivery.due_at AS "dueAt"
    FROM lane CROSS JOIN account ON account.id = lane.account CROSS JOIN delivery ON delivery.seq IN (
      SELECT seq FROM delivery AS due INDEXED BY delivery_due_account
      WHERE account_id = lane.account AND ${waiting} AND due_at <= ${by}
        AND id NOT IN (${sql.join(busy.length > 0 ? busy : [''])})
      ORDER BY due_at, seq LIMIT ${limit}
    )
    ORDER BY delivery.due_at, delivery.seq
  `.execute(read)
  return rows
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

/** When something is next to be looked for; null while nothing is. */
export async function nextLook(read: Reader): Promise<string | null> {
  const row = await read
    .selectFrom('delivery')
    .select('look_at')
    .where('state', '=', sql.lit('unconfirmed'))
    .where('look_at', 'is not', null)
    .orderBy('look_at')
    .limit(1)
    .executeTakeFirst()
  return row?.look_at ?? null
}
