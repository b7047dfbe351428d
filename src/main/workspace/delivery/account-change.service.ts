import { RelaisError } from '../../../domain/errors.ts'
import type { Account } from '../../../preload/contract/delivery.ts'
import { instantNow, requireRole } from '../context.ts'
import { findAccount } from './account.repository.ts'
import { changeAccount, signedInAgain, type Keeping } from './connection.service.ts'
import { dropSecret, saveSettings } from './connection.repository.ts'
import type { Settings } from './connectors/connector.ts'
import { connectorOf } from './connectors/index.ts'
import { checkSettings, listSettings } from './connectors/settings.ts'
import { hasPosted } from './delivery.repository.ts'

/** Settings that say where a secret is sent and how, or whose it is. */
const whereabouts = [
  'url',
  'server',
  'service',
  'host',
  'put',
  'hostKey',
  'subdomain',
  'security',
  'allowHost',
  'clientId',
  'user',
  'identifier'
] as const

/** Settings that say where posts are: the ids of what is there mean nothing elsewhere, or something else. */
const homes = ['url', 'server', 'service', 'host', 'put', 'subdomain', 'profile', 'author'] as const

/**
 * Puts other settings in the place of an account's, all of them; its folders stay. A secret that was given, and what was
 * granted, are dropped where they would go elsewhere. What waited is asked about again.
 * @throws RelaisError `account-missing`, `connector-unknown`, `bad-settings`, `account-has-posts` where they would be
 * looked for elsewhere
 */
export async function changeSettings(
  { context, connectors, tokens }: Keeping,
  id: string,
  given: Record<string, string>
): Promise<Account> {
  requireRole(context.session, 'officer', 'administrator')
  const account = await findAccount(context.read, id)
  const connector = connectorOf(connectors, account.connector)
  const folders = listSettings(connector.settings).filter(({ folder }) => folder)
  const kept = Object.fromEntries(folders.map(({ key }) => [key, account.settings[key] ?? '']))
  const settings = checkSettings(connector.settings, { ...given, ...kept })
  const moves = differs(homes, account.settings, settings)
  const posted = new RelaisError('account-has-posts', { name: account.name })
  if (moves && (await hasPosted(context.read, id))) throw posted
  const elsewhere = connector.secret !== 'generated' && differs(whereabouts, account.settings, settings)
  if (elsewhere) tokens.forget(id)
  return changeAccount(context, id, 'account.change', async (trx, note) => {
    // Something may have arrived since.
    if (moves && (await hasPosted(trx, id))) throw posted
    await saveSettings(trx, id, settings)
    if (elsewhere) await dropSecret(trx, id)
    await signedInAgain(trx, note, account, instantNow(context))
  })
}

const differs = (keys: readonly string[], before: Settings, after: Settings): boolean =>
  keys.some(key => before[key] !== after[key])
