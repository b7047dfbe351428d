import type { Attempt, DeliveryState } from '../../../domain/delivery/delivery.ts'
import type { Reader, Writer } from '../database/access.ts'

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
  await trx
    .insertInto('attempt')
    .values({ ...end, phase: 'ended', detail: JSON.stringify(end.detail) })
    .execute()
}
