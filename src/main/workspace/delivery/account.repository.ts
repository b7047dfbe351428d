import type { Selectable } from 'kysely'
import { RelaisError } from '../../../domain/errors.ts'
import type { Reader, Writer } from '../database/access.ts'
import type { Schema } from '../database/schema.ts'
import type { Settings } from './connectors/connector.ts'

/** An account with its secret still sealed: for this folder only. */
export interface StoredAccount {
  id: string
  connector: string
  name: string
  settings: Settings
  sealedSecret: string | null
}

type AccountColumns = Pick<Selectable<Schema['account']>, 'id' | 'connector' | 'name' | 'settings' | 'sealed_secret'>

export const toAccount = (row: AccountColumns): StoredAccount => ({
  id: row.id,
  connector: row.connector,
  name: row.name,
  settings: JSON.parse(row.settings) as Settings,
  sealedSecret: row.sealed_secret
})

const selectAccounts = (read: Reader) =>
  read
    .selectFrom('account')
    .select(['id', 'connector', 'name', 'settings', 'sealed_secret'])
    .where('removed_at', 'is', null)

export async function listAccounts(read: Reader): Promise<StoredAccount[]> {
  return (await selectAccounts(read).orderBy('name').execute()).map(toAccount)
}

/** @throws RelaisError `account-missing` */
export async function findAccount(read: Reader, id: string): Promise<StoredAccount> {
  const row = await selectAccounts(read).where('id', '=', id).executeTakeFirst()
  if (!row) throw new RelaisError('account-missing', { name: id })
  return toAccount(row)
}

/** @throws RelaisError `account-exists` if the name is taken */
export async function insertAccount(trx: Writer, account: StoredAccount, at: string): Promise<void> {
  const { id, connector, name, settings, sealedSecret } = account
  const twin = await selectAccounts(trx).where('name', '=', name).executeTakeFirst()
  if (twin) throw new RelaisError('account-exists', { name })
  await trx
    .insertInto('account')
    .values({ id, connector, name, settings: JSON.stringify(settings), sealed_secret: sealedSecret, created_at: at })
    .execute()
}

/** Takes an account out of use, and destroys its secret. */
export async function removeAccount(trx: Writer, id: string, at: string): Promise<void> {
  await trx
    .updateTable('account')
    .set(set => ({ removed_at: at, sealed_secret: null, rev: set('rev', '+', 1) }))
    .where('id', '=', id)
    .execute()
}
