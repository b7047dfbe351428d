import { RelaisError } from '../../../domain/errors.ts'
import type { Account, ConnectorInfo } from '../../../preload/contract/delivery.ts'
import { instantNow, requireRole, type Context } from '../context.ts'
import { audit } from '../database/audit.ts'
import type { Reader } from '../database/access.ts'
import { newId } from '../ids.ts'
import { seal } from '../people/vault.ts'
import { findAccount, insertAccount, listAccounts, removeAccount, type StoredAccount } from './account.repository.ts'
import type { Call, Connector, Settings } from './connectors/connector.ts'
import { connectorOf } from './connectors/index.ts'
import { badSetting, checkSettings, listSettings } from './connectors/settings.ts'
import { unsettledOn } from './delivery.repository.ts'
import { isSecret, newSecret, secretFromEnvironment, secretOf } from './secret.ts'

/** What a connector is, as screens and the terminal's help show it. */
export const describeConnector = ({ kind, settings, secret, can }: Connector): ConnectorInfo => ({
  kind,
  settings: listSettings(settings),
  secret,
  can
})

/** An account without its secret. */
export const toPublicAccount = ({ id, connector, name, settings, sealedSecret }: StoredAccount): Account => ({
  id,
  connector,
  name,
  settings: { ...settings },
  hasSecret: sealedSecret !== null || secretFromEnvironment(name) !== null
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
  const { secret, made } = secretFor(connector, fields)
  connector.prepare?.(settings)
  const { vaultKey } = context.session
  const sealedSecret = secret !== null && vaultKey !== null ? seal(vaultKey, secret) : null
  const account: StoredAccount = { id: newId(), connector: connector.kind, name: fields.name, settings, sealedSecret }
  const at = instantNow(context)
  await context.write(async (trx, note) => {
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
  })
  return { ...toPublicAccount(account), ...(made && secret !== null ? { secret } : {}) }
}

function secretFor(
  { secret: kind }: Connector,
  { name, secret }: NewAccount
): { secret: string | null; made: boolean } {
  if (kind === 'none') return { secret: null, made: false }
  const given = secretFromEnvironment(name) ?? secret ?? null
  if (given !== null && !isSecret(given)) throw badSetting('secret', 'not-a-secret')
  // The environment's stays there: it is not copied into the file.
  if (secretFromEnvironment(name) !== null) return { secret: null, made: false }
  return given === null ? { secret: newSecret(), made: true } : { secret: given, made: false }
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

/**
 * Tries whether a destination can be reached, without any effect there.
 * @throws RelaisError `locked` if its secret cannot be opened, or what stood in the way
 */
export async function testAccount(
  context: Context,
  known: readonly Connector[],
  id: string,
  call: Call
): Promise<string> {
  requireRole(context.session, 'officer', 'administrator')
  const account = await findAccount(context.read, id)
  const connector = connectorOf(known, account.connector)
  const secret = secretOf(account, context.session)
  if (connector.secret !== 'none' && secret === null) throw new RelaisError('locked')
  return connector.test({ settings: account.settings, secret }, call)
}
