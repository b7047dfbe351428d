import { sql } from 'kysely'
import type { Attempt, DeliveryState } from '../../../domain/delivery/delivery.ts'
import type { Reader, Writer } from '../database/access.ts'
import { compiledOnce } from '../database/compiled.ts'

interface Ended {
  mayBeLive?: boolean
  received?: Record<string, unknown> | null
}

/** What each try of a delivery did, oldest first. */
export async function listAttempts(read: Reader, deliveryId: string): Promise<Attempt[]> {
  const rows = await read
    .selectFrom('attempt')
    .selectAll()
    .where('delivery_id', '=', deliveryId)
    .orderBy('number')
    .execute()
  const ends = new Map(rows.filter(row => row.phase === 'ended').map(row => [row.number, row]))
  return rows
    .filter(row => row.phase === 'started')
    .map(started => {
      const end = ends.get(started.number)
      const detail = end ? (JSON.parse(end.detail) as Ended) : null
      return {
        number: started.number,
        startedAt: started.at,
        endedAt: end?.at ?? null,
        outcome: (end?.outcome ?? null) as DeliveryState | null,
        mayBeLive: detail?.mayBeLive ?? true,
        sent: JSON.parse(started.detail) as Record<string, unknown>,
        received: detail?.received ?? null
      }
    })
}

interface AttemptEnd {
  delivery_id: string
  number: number
  at: string
  outcome: DeliveryState
  detail: Record<string, unknown>
}

/** Writes down how a try ended. */
export async function endAttempt(trx: Writer, end: AttemptEnd): Promise<void> {
  const { delivery_id, number, at, outcome, detail } = end
  await insertEnd(trx, delivery_id, number, at, outcome, JSON.stringify(detail))
}

const insertEnd = compiledOnce(
  (trx: Writer, delivery_id: string, number: number, at: string, outcome: DeliveryState, detail: string) =>
    trx.insertInto('attempt').values({ delivery_id, number, at, outcome, detail, phase: 'ended' })
)

interface Finding {
  delivery_id: string
  at: string
  /** The state that the delivery has with it. */
  outcome: DeliveryState
  /** How it was found. */
  sent: Record<string, unknown>
  detail: Record<string, unknown>
}

/** Writes down what was found out beside any try: it has a number among them, and begins and ends at once. */
export async function addFinding(trx: Writer, { delivery_id, at, outcome, sent, detail }: Finding): Promise<void> {
  const { last } = await trx
    .selectFrom('attempt')
    .select(trx.fn.max('number').as('last'))
    .where('delivery_id', '=', delivery_id)
    .executeTakeFirstOrThrow()
  const number = (last ?? 0) + 1
  await trx
    .insertInto('attempt')
    .values([
      { delivery_id, number, at, phase: 'started', detail: JSON.stringify(sent) },
      { delivery_id, number, at, phase: 'ended', outcome, detail: JSON.stringify({ mayBeLive: false, ...detail }) }
    ])
    .execute()
}

/** How often a delivery was looked for since it was last sent. */
export async function countLooks(read: Reader, deliveryId: string): Promise<number> {
  const { rows } = await sql<{ looks: number }>`
    SELECT count(*) AS looks FROM attempt WHERE delivery_id = ${deliveryId} AND phase = 'started'
      AND json_extract(detail, '$.look') IS NOT NULL AND number > (
        SELECT max(number) FROM attempt WHERE delivery_id = ${deliveryId} AND phase = 'started'
          AND json_extract(detail, '$.action') IS NOT NULL)
  `.execute(read)
  return rows[0]?.looks ?? 0
}
