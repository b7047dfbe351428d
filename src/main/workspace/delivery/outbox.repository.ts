import { sql, type SelectQueryBuilder } from 'kysely'
import { stretchOf } from '../../../domain/delivery/days.ts'
import type { Delivery, DeliveryState } from '../../../domain/delivery/delivery.ts'
import type { AccountTally } from '../../../preload/contract/delivery.ts'
import type { Reader } from '../database/access.ts'
import { compiledOnce } from '../database/compiled.ts'
import type { Schema } from '../database/schema.ts'
import { selectDeliveries, toDelivery } from './delivery.repository.ts'

/** Which deliveries; the days are those of `zone`. */
export interface Chosen {
  state?: DeliveryState | undefined
  release?: string | undefined
  account?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

interface Page {
  order: 'newest' | 'soonest'
  limit: number
  after?: string | undefined
}

/** The same, with the days as instants. */
interface Narrowing extends Pick<Chosen, 'state' | 'release' | 'account'> {
  since?: string | undefined
  before?: string | undefined
}

function narrowing({ state, release, account, from, to }: Chosen, zone: string): Narrowing {
  const { since, before } = stretchOf({ from, to }, zone)
  return { state, release, account, since: since ?? undefined, before: before ?? undefined }
}

/** Keeps to the deliveries that are chosen. */
export const narrowed = <Tables extends keyof Schema, Output>(
  query: SelectQueryBuilder<Schema, Tables | 'delivery', Output>,
  chosen: Chosen,
  zone: string
): SelectQueryBuilder<Schema, Tables | 'delivery', Output> => narrowedBy(query, narrowing(chosen, zone))

function narrowedBy<Tables extends keyof Schema, Output>(
  query: SelectQueryBuilder<Schema, Tables | 'delivery', Output>,
  { state, release, account, since, before }: Narrowing
): SelectQueryBuilder<Schema, Tables | 'delivery', Output> {
  // The other tables' columns are of no interest here.
  let narrow = query as unknown as SelectQueryBuilder<Schema, 'delivery', Output>
  if (state !== undefined) narrow = narrow.where('delivery.state', '=', state)
  if (release !== undefined) narrow = narrow.where('delivery.release_id', '=', release)
  if (account !== undefined) narrow = narrow.where('delivery.account_id', '=', account)
  if (since !== undefined) narrow = narrow.where('delivery.planned_at', '>=', since)
  if (before !== undefined) narrow = narrow.where('delivery.planned_at', '<', before)
  return narrow
}

/** The outbox by plan, page by page; the mark of the next page is the plan and the number of this one's last row. */
export async function listDeliveries(
  read: Reader,
  { order, limit, after, ...chosen }: Chosen & Page,
  zone: string
): Promise<{ total: number; deliveries: Delivery[]; next: string | null }> {
  const [plannedAt, seq] = after?.split(' ') ?? []
  const mark = plannedAt !== undefined && seq !== undefined ? { plannedAt, seq: Number(seq) } : {}
  const given = Object.entries({ ...narrowing(chosen, zone), ...mark }).filter(([, value]) => value !== undefined)
  const names = given.map(([name]) => name)
  const shape = [order, ...names].join(' ')
  const { page, count } = known.get(shape) ?? questions(order, names)
  known.set(shape, { page, count })
  const values = given.map(([, value]) => value)
  const { rows } = await page(read, limit, ...values)
  const [all] = (await count(read, ...values)).rows
  const last = rows.length === limit ? rows.at(-1) : undefined
  return { total: all?.n ?? 0, deliveries: rows.map(toDelivery), next: last ? `${last.planned_at} ${last.seq}` : null }
}

/** By what is narrowed: building a statement takes as long as finding its page. */
const known = new Map<string, ReturnType<typeof questions>>()

interface Mark {
  plannedAt: string
  seq: number
}

/** @param names what values will be given for, in this order */
function questions(order: Page['order'], names: readonly string[]) {
  const direction = order === 'newest' ? 'desc' : 'asc'
  const named = (values: readonly unknown[]) =>
    Object.fromEntries(names.map((name, index) => [name, values[index]])) as Narrowing & Partial<Mark>
  return {
    page: compiledOnce((read: Reader, limit: number, ...values: unknown[]) => {
      const { plannedAt, seq, ...chosen } = named(values)
      const page = narrowedBy(selectDeliveries(read), chosen)
        .orderBy('delivery.planned_at', direction)
        .orderBy('delivery.seq', direction)
        .limit(limit)
      if (plannedAt === undefined || seq === undefined) return page
      return page.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('delivery.planned_at', 'delivery.seq'), order === 'newest' ? '<' : '>', tuple(plannedAt, seq))
      )
    }),
    count: compiledOnce((read: Reader, ...values: unknown[]) => {
      const { plannedAt: _plan, seq: _seq, ...chosen } = named(values)
      return narrowedBy(read.selectFrom('delivery').select(read.fn.countAll<number>().as('n')), chosen)
    })
  }
}

export async function countStates(read: Reader): Promise<Partial<Record<DeliveryState, number>>> {
  const rows = await read
    .selectFrom('delivery')
    .select('state')
    .select(read.fn.countAll<number>().as('n'))
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map(row => [row.state, row.n]))
}

/** What is still to come of a delivery, or to be seen to: few among the many of the past. */
const unsettled = ['planned', 'held', 'leased', 'unconfirmed', 'failed-retryable', 'failed-final'] as const
/** Written out, for SQLite to see that their index leads to few rows: of values that come later it cannot know. */
const areUnsettled = unsettled.map(state => sql.lit(state))

/** How deliveries to each account stand; accounts that were removed are there if anything ever went to them. */
export async function tallyAccounts(read: Reader): Promise<AccountTally[]> {
  const accounts = await read
    .selectFrom('account')
    .select(['id', 'name', 'connector', 'removed_at'])
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('removed_at', 'is', null),
        exists(selectFrom('delivery').select('delivery.id').whereRef('delivery.account_id', '=', 'account.id'))
      ])
    )
    .orderBy(sql`removed_at IS NOT NULL`)
    .orderBy('name')
    .execute()
  const counts = await read
    .selectFrom('delivery')
    .select(['account_id', 'state'])
    .select(read.fn.countAll<number>().as('n'))
    .where('state', 'in', areUnsettled)
    .groupBy(['account_id', 'state'])
    .execute()
  return accounts.map(({ id, name, connector, removed_at }) => ({
    id,
    name,
    connector,
    removed: removed_at !== null,
    states: Object.fromEntries(counts.filter(row => row.account_id === id).map(({ state, n }) => [state, n]))
  }))
}
