import type { Context } from '../context.ts'
import type { Connector } from './connectors/connector.ts'
import { listLeased } from './sendable.repository.ts'
import { recordEnd } from './record.ts'
import { settleCutShort } from './settlement.ts'

/**
 * Settles what was cut short: the engine is alone with its file, so that whatever is leased while nothing is being sent was
 * left so by a process that ended, or that could not write.
 */
export async function reclaim(context: Context, known: readonly Connector[]): Promise<void> {
  const now = context.now()
  await context.write(async (trx, note) => {
    for (const row of await listLeased(trx)) {
      const repeat = known.find(connector => connector.kind === row.account.connector)?.repeat ?? 'look-first'
      await recordEnd(trx, note, row, row.number, settleCutShort(row.tries, repeat, now), now)
    }
  })
}
