import { RelaisError } from '../../../domain/errors.ts'
import type { Channel } from '../../../domain/reach/figures.ts'
import { instantNow, requireRole, type Context } from '../context.ts'
import { audit } from '../database/audit.ts'
import { accountKey, accountsByKey, updateChannel } from './account.repository.ts'
import { rollups } from './rollup.repository.ts'

/**
 * Settles whose account it is, for good: no file and no guess changes it afterwards. Its figures move along, of all months.
 * @throws RelaisError `metric-account-missing`
 */
export async function setChannel(context: Context, name: string, channel: Channel): Promise<void> {
  const actor = requireRole(context.session, 'officer', 'administrator')
  const at = instantNow(context)
  await context.write(async (trx, note) => {
    const account = (await accountsByKey(trx)).get(accountKey(name.trim()))
    if (!account) throw new RelaisError('metric-account-missing', { name })
    if (account.channel !== channel) rollups(context.sqlite).moveChannel(account.id, account.channel, channel)
    await updateChannel(trx, account.id, channel, 'person')
    await audit(trx, {
      at,
      person: actor.id,
      verb: 'metrics.channel',
      subject: String(account.id),
      detail: { name: account.name, from: account.channel, to: channel }
    })
    note({ topic: 'reach', ids: [] })
  })
}
