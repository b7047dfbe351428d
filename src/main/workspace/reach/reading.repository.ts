import type { Reading } from '../../../domain/reach/reading.ts'
import type { Reader, Writer } from '../database/access.ts'

/** What an account said of a post on a day. */
export interface StoredReading {
  remoteId: string
  day: string
  counts: Reading['counts']
}

/** The account as a whole has no id of a post. */
export const readingKey = ({ remoteId }: Pick<Reading, 'remoteId'>): string => remoteId ?? ''

/** All that was read of these posts of an account. */
export async function listReadings(
  read: Reader,
  accountId: string,
  posts: readonly string[]
): Promise<StoredReading[]> {
  const rows = await read
    .selectFrom('reading')
    .select(['remote_id as remoteId', 'day', 'counts'])
    .where('account_id', '=', accountId)
    .where('remote_id', 'in', posts)
    .execute()
  return rows.map(row => ({ ...row, counts: JSON.parse(row.counts) as Reading['counts'] }))
}

/** Keeps readings in the place of those of the same day. */
export async function saveReadings(
  trx: Writer,
  accountId: string,
  readings: readonly Reading[],
  at: string
): Promise<void> {
  for (const reading of readings)
    await trx
      .insertInto('reading')
      .values({
        account_id: accountId,
        remote_id: readingKey(reading),
        day: reading.day,
        counts: JSON.stringify(reading.counts),
        read_at: at
      })
      .onConflict(conflict =>
        conflict
          .columns(['account_id', 'remote_id', 'day'])
          .doUpdateSet(({ ref }) => ({ counts: ref('excluded.counts'), read_at: ref('excluded.read_at') }))
      )
      .execute()
}

/** When each account last told its figures, by its id. */
export async function lastPulls(read: Reader): Promise<Map<string, string>> {
  const rows = await read.selectFrom('figures_pull').select(['account_id', 'pulled_at']).execute()
  return new Map(rows.map(row => [row.account_id, row.pulled_at]))
}

export async function notePull(trx: Writer, accountId: string, at: string): Promise<void> {
  await trx
    .insertInto('figures_pull')
    .values({ account_id: accountId, pulled_at: at })
    .onConflict(conflict => conflict.column('account_id').doUpdateSet({ pulled_at: at }))
    .execute()
}
