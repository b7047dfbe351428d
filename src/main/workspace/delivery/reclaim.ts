import type { Context } from '../context.ts'
import type { Connector } from './connectors/connector.ts'
import { listLeased } from './sendable.repository.ts'
import { recordEnd } from './record.ts'
import { settleCutShort } from './settle-unknown.ts'

/** What sent it is not there any more: nothing is known of how it treats repeats. */
const unknown = { repeat: 'look-first' } as const

/**
 * Settles what was cut short: the engine is alone with its file, so that whatever is leased while nothing is being sent was
 * left so by a process that ended, or that could not write.
 */
export async function reclaim(context: Context, known: readonly Connector[]): Promise<void> {
  const now = context.now()
  await context.write(async (trx, note) => {
    for (const row of await listLeased(trx)) {
      const connector = known.find(({ kind }) => kind === row.account.connector) ?? unknown
      await recordEnd(trx, note, row, row.number, settleCutShort(row.tries, connector, now), now)
    }
  })
}
