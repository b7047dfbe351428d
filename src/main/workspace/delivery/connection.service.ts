import { RelaisError } from '../../../domain/errors.ts'
import type { Account } from '../../../preload/contract/delivery.ts'
import { instantNow, requireRole, type Context, type Note } from '../context.ts'
import type { Writer } from '../database/access.ts'
import { audit } from '../database/audit.ts'
import { seal } from '../people/vault.ts'
import { findAccount, type StoredAccount } from './account.repository.ts'
import { accountHold } from './account-hold.ts'
import { toPublicAccount } from './account.service.ts'
import type { Gatekeeping } from './clearance.ts'
import { dropConnection, replaceSecret, unpause } from './connection.repository.ts'
import { revokeOAuth } from './connectors/oauth.ts'
import { connectorOf } from './connectors/index.ts'
import { askHeldAgain } from './dispatch.repository.ts'
import { checkSecret } from './secret.ts'

/** What accounts are worked on with. */
export type Keeping = Pick<Gatekeeping, 'context' | 'connectors' | 'call' | 'tokens'>

/**
 * Puts another secret in the place of the old one; what was granted with the old one is dropped, and what waited is asked
 * about again.
 * @throws RelaisError `locked` if it could not be sealed, `account-missing`, `bad-settings`, `no-secret` where there is none
 */
export async function setSecret(
  { context, connectors, tokens }: Keeping,
  id: string,
  secret: string
): Promise<Account> {
  requireRole(context.session, 'officer', 'administrator')
  const { vaultKey } = context.session
  if (vaultKey === null) throw new RelaisError('locked')
  const account = await findAccount(context.read, id)
  const connector = connectorOf(connectors, account.connector)
  if (connector.secret === 'none') throw new RelaisError('no-secret', { name: account.name })
  checkSecret(connector, account.settings, secret)
  tokens.forget(id)
  return changeAccount(context, id, 'account.secret', async (trx, note) => {
    await replaceSecret(trx, id, seal(vaultKey, secret))
    await signedInAgain(trx, note, account, instantNow(context))
  })
}

/**
 * Lets a paused account go on, on a person's word.
 * @throws RelaisError `account-missing`
 */
export async function resumeAccount({ context, tokens }: Keeping, id: string): Promise<Account> {
  requireRole(context.session, 'officer', 'administrator')
  tokens.allow(id)
  return changeAccount(context, id, 'account.resume', async (trx, note) => goOn(trx, note, id, instantNow(context)))
}

/**
 * Forgets what was granted, and tells the destination where it can be told.
 * @throws RelaisError `account-missing`
 */
export async function revoke({ context, connectors, call, tokens }: Keeping, id: string): Promise<Account> {
  requireRole(context.session, 'officer', 'administrator')
  const account = await findAccount(context.read, id)
  const access = tokens.accessOf(account)
  const server = connectorOf(connectors, account.connector).oauth?.(access)
  const told = server ? await revokeOAuth(server, access, call) : false
  tokens.forget(id)
  return changeAccount(context, id, 'account.revoke', trx => dropConnection(trx, id), { told })
}

/**
 * Tries whether a destination can be reached, without any effect there.
 * @throws RelaisError `locked` if its secret cannot be opened, `not-connected` if nobody signed in, or what stood in the way
 */
export async function testAccount({ context, connectors, call, tokens }: Keeping, id: string): Promise<string> {
  requireRole(context.session, 'officer', 'administrator')
  const account = await findAccount(context.read, id)
  const connector = connectorOf(connectors, account.connector)
  // Whether it is paused does not matter: trying it may be how a person finds out that it works again.
  const lacking = accountHold({ ...account, paused: null }, connector, tokens.accessOf(account))
  if (lacking === 'secret-locked') throw new RelaisError('locked')
  const ready = lacking === null ? await tokens.ready(account, connector, call) : null
  if (!ready || (!ready.ready && 'refused' in ready)) throw new RelaisError('not-connected', { name: account.name })
  return connector.test(tokens.accessOf(account), call)
}

/** A person signed in anew, or gave another secret: what the old one kept back goes on. */
export async function signedInAgain(trx: Writer, note: Note, { id, paused }: StoredAccount, at: string): Promise<void> {
  if (paused?.reason === 'sign-in') await goOn(trx, note, id, at)
  else await askHeldAgain(trx, ['sign-in', 'secret-locked'], at, id)
}

async function goOn(trx: Writer, note: Note, id: string, at: string): Promise<void> {
  await unpause(trx, id)
  await askHeldAgain(trx, ['paused', 'sign-in', 'secret-locked'], at, id)
  note({ topic: 'outbox', ids: [] })
}

/** Changes an account, with a line in the journal. */
export async function changeAccount(
  context: Context,
  id: string,
  verb: string,
  change: (trx: Writer, note: Note) => Promise<void>,
  detail: Record<string, unknown> = {}
): Promise<Account> {
  const { actor } = context.session
  return context.write(async (trx, note) => {
    const { name } = await findAccount(trx, id)
    await change(trx, note)
    await audit(trx, {
      at: instantNow(context),
      person: actor?.id ?? null,
      verb,
      subject: id,
      detail: { name, ...detail }
    })
    note({ topic: 'accounts', ids: [id] })
    return toPublicAccount(await findAccount(trx, id))
  })
}
