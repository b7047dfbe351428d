import type { Channel } from '../../../domain/reach/figures.ts'
import type { Reader, Writer } from '../database/access.ts'

/** Where a channel is known from: each outweighs the ones before it. */
export type ChannelFrom = 'guess' | 'file' | 'person'

export interface MetricAccount {
  id: number
  name: string
  channel: Channel
  channelFrom: ChannelFrom
  network: string
}

/** One spelling for comparing names of accounts: the database alone folds no accented letter. */
export const accountKey = (name: string): string => name.normalize('NFC').toLowerCase()

/** Every account that has figures, by `accountKey`. */
export async function accountsByKey(read: Reader): Promise<Map<string, MetricAccount>> {
  const rows = await read
    .selectFrom('metric_account')
    .select(['id', 'name', 'channel', 'channel_from as channelFrom', 'network'])
    .execute()
  return new Map(rows.map(row => [accountKey(row.name), row]))
}

export async function insertAccount(trx: Writer, account: Omit<MetricAccount, 'id'>): Promise<MetricAccount> {
  const { name, channel, channelFrom: channel_from, network } = account
  const { id } = await trx
    .insertInto('metric_account')
    .values({ name, channel, channel_from, network })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, ...account }
}

/** Sets whose account it is; the caller moves the figures, see `moveChannel`. */
export async function updateChannel(
  trx: Writer,
  id: number,
  channel: Channel,
  channelFrom: ChannelFrom
): Promise<void> {
  await trx
    .updateTable('metric_account')
    .set(set => ({ channel, channel_from: channelFrom, rev: set('rev', '+', 1) }))
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

/** Names of the configured destinations, by which an account is known as the organisation's own. */
export async function destinationNames(read: Reader): Promise<string[]> {
  return (await read.selectFrom('account').select('name').execute()).map(row => row.name)
}
