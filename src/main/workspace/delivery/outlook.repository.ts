import { sql } from 'kysely'
import type { Reader } from '../database/access.ts'
import { accountColumns, toAccount, type StoredAccount } from './account.repository.ts'
import { selectWaiting } from './due.repository.ts'

/** A delivery that goes by itself once its time has come. */
export interface Coming {
  dueAt: string
  title: string
  account: StoredAccount
  outOfReach: boolean
}

/** Leaves out what a person has to do something about: a paused account, and every hold but those that end at a known time. */
const selectComing = (read: Reader) =>
  selectWaiting(read)
    .innerJoin('account', 'account.id', 'delivery.account_id')
    .where('account.paused_at', 'is', null)
    .where(where =>
      where.or([where('delivery.state', '!=', 'held'), where('delivery.reason', 'in', ['embargo', 'not-due'])])
    )

const isStuck = (plannedBefore: string) =>
  sql<boolean>`(delivery.reason IS 'offline' AND delivery.planned_at < ${plannedBefore})`

/**
 * What goes next; null if nothing will by itself. What could not be reached since `plannedBefore` comes after all the rest:
 * it is tried every few minutes, and would hide the next slot.
 */
export async function findComing(read: Reader, plannedBefore: string): Promise<Coming | null> {
  const stuck = isStuck(plannedBefore)
  const first = (which: typeof stuck) =>
    selectComing(read)
      .innerJoin('release', 'release.id', 'delivery.release_id')
      .select(['delivery.due_at', 'release.title', 'account.id', ...accountColumns])
      .where(which)
      .orderBy('delivery.due_at')
      .orderBy('delivery.seq')
      .limit(1)
      .executeTakeFirst()
  const fresh = await first(sql<boolean>`NOT ${stuck}`)
  const row = fresh ?? (await first(stuck))
  return row ? { dueAt: row.due_at, title: row.title, account: toAccount(row), outOfReach: !fresh } : null
}

/** How much goes by itself up to an instant. */
export async function countComing(read: Reader, by: string): Promise<number> {
  const row = await selectComing(read)
    .select(read.fn.countAll<number>().as('n'))
    .where('delivery.due_at', '<=', by)
    .executeTakeFirstOrThrow()
  return row.n
}

const selectAsking = (read: Reader) =>
  read.selectFrom('delivery').where('state', '=', 'held').where('reason', '=', 'slot-missed')

/** How much waits for a person's word because its slot was missed. */
export async function countAsking(read: Reader): Promise<number> {
  const row = await selectAsking(read).select(read.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  return row.n
}

/** The ids of those, the longest missed first. */
export async function listAsking(read: Reader, limit: number): Promise<string[]> {
  const rows = await selectAsking(read).select('id').orderBy('planned_at').orderBy('seq').limit(limit).execute()
  return rows.map(({ id }) => id)
}

/**
 * What was confirmed since an instant although its first try began well after its slot, and no person had said so: the ids,
 * the newest first. An embargo moves the slot; so does the planning of something for a time that is past.
 */
export async function listLate(read: Reader, since: string): Promise<string[]> {
  const slot = sql`max(delivery.planned_at, delivery.created_at, coalesce(json_extract(revision.content, '$.embargo.at'), ''))`
  const rows = await read
    .selectFrom('delivery')
    .innerJoin('revision', 'revision.id', 'delivery.revision_id')
    .select('delivery.id')
    .where('delivery.state', '=', sql.lit('confirmed'))
    .where('delivery.updated_at', '>=', since)
    .where('delivery.confirmed_at', 'is', null)
    .where(
      sql<boolean>`(SELECT min(at) FROM attempt WHERE attempt.delivery_id = delivery.id)
        > strftime('%Y-%m-%dT%H:%M:%fZ', ${slot}, '+5 minutes')`
    )
    .orderBy('delivery.updated_at', 'desc')
    .execute()
  return rows.map(({ id }) => id)
}
