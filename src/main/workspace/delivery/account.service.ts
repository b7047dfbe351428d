import { RelaisError } from '../../../domain/errors.ts'
import type { Account } from '../../../preload/contract/delivery.ts'
import { instantNow, requireRole, type Context } from '../context.ts'
import { audit } from '../database/audit.ts'
import type { Reader } from '../database/access.ts'
import { newId } from '../ids.ts'
import { seal } from '../people/vault.ts'
import { findAccount, insertAccount, listAccounts, removeAccount, type StoredAccount } from './account.repository.ts'
import type { Connector, Settings } from './connectors/connector.ts'
import { connectorOf } from './connectors/index.ts'
import { badSetting, checkSettings, listSettings } from './connectors/settings.ts'
import { unsettledOn } from './delivery.repository.ts'
import { checkSecret, newSecret, secretFromEnvironment } from './secret.ts'

/** An account without its secrets. */
export const toPublicAccount = (account: StoredAccount): Account => ({
  id: account.id,
  connector: account.connector,
  name: account.name,
  settings: { ...account.settings },
  hasSecret: account.sealedSecret !== null || secretFromEnvironment(account.name) !== null,
  connection: account.connection,
  paused: account.paused
})

interface NewAccount {
  connector: string
  name: string
  settings: Record<string, string>
  secret?: string | undefined
}

/**
 * Sets up a destination. A secret that is made here is in the answer, this once.
 *
 * Without an unlocked person it cannot be sealed: it is then in the answer only, and has to come from the environment.
 * @throws RelaisError `connector-unknown`, `bad-settings`, `account-exists`
 */
export async function addAccount(
  context: Context,
  known: readonly Connector[],
  fields: NewAccount
): Promise<Account & { secret?: string }> {
  const actor = requireRole(context.session, 'officer', 'administrator')
  const connector = connectorOf(known, fields.connector)
  const settings = checkSettings(connector.settings, fields.settings)
  const { secret, made } = secretFor(connector, settings, fields)
  connector.prepare?.(settings)
  const { vaultKey } = context.session
  const sealedSecret = secret !== null && vaultKey !== null ? seal(vaultKey, secret) : null
  const account = { id: newId(), connector: connector.kind, name: fields.name, settings, sealedSecret }
  const at = instantNow(context)
  const added = await context.write(async (trx, note) => {
    await refuseSharedFolder(trx, connector, settings)
    await insertAccount(trx, account, at)
    await audit(trx, {
      at,
      person: actor.id,
      verb: 'account.add',
      subject: account.id,
      detail: { connector: connector.kind, name: account.name }
    })
    note({ topic: 'accounts', ids: [account.id] })
    return findAccount(trx, account.id)
  })
  return { ...toPublicAccount(added), ...(made && secret !== null ? { secret } : {}) }
}

function secretFor(
  connector: Connector,
  settings: Settings,
  { name, secret }: NewAccount
): { secret: string | null; made: boolean } {
  if (connector.secret === 'none') return { secret: null, made: false }
  const kept = secretFromEnvironment(name)
  const given = kept ?? secret ?? null
  if (given !== null) checkSecret(connector, settings, given)
  // The environment's stays there: it is not copied into the file.
  if (kept !== null) return { secret: null, made: false }
  return given === null && connector.secret === 'generated'
    ? { secret: newSecret(), made: true }
    : { secret: given, made: false }
}

/** Two accounts that write to one folder would each undo the other. */
async function refuseSharedFolder(read: Reader, connector: Connector, settings: Settings): Promise<void> {
  const folders = listSettings(connector.settings).filter(setting => setting.folder)
  const others = (await listAccounts(read)).filter(account => account.connector === connector.kind)
  const shared = folders.find(({ key }) => others.some(other => other.settings[key] === settings[key]))
  if (shared) throw badSetting(shared.key, 'folder-taken')
}

/**
 * Takes a destination out of use; what went there stays in the log.
 * @throws RelaisError `account-missing`, `account-in-use` while something waits for it
 */
export async function dropAccount(context: Context, id: string): Promise<void> {
  const actor = requireRole(context.session, 'officer', 'administrator')
  const at = instantNow(context)
  await context.write(async (trx, note) => {
    const { name } = await findAccount(trx, id)
    if (await unsettledOn(trx, id)) throw new RelaisError('account-in-use', { name })
    await removeAccount(trx, id, at)
    await audit(trx, { at, person: actor.id, verb: 'account.remove', subject: id, detail: { name } })
    note({ topic: 'accounts', ids: [id] })
  })
}
