import { sql, type Selectable } from 'kysely'
import type { DeliveryReason } from '../../../domain/delivery/delivery.ts'
import { RelaisError } from '../../../domain/errors.ts'
import type { Account } from '../../../preload/contract/delivery.ts'
import type { Reader, Writer } from '../database/access.ts'
import type { Schema } from '../database/schema.ts'
import type { Settings } from './connectors/connector.ts'

/** An account with its secrets still sealed: for this folder only. */
export interface StoredAccount {
  id: string
  connector: string
  name: string
  settings: Settings
  sealedSecret: string | null
  sealedTokens: string | null
  connection: Account['connection']
  paused: Account['paused']
  /** Deliveries in a row that the destination itself failed on. */
  failures: number
}

/** What `toAccount` reads of an account; its id is left to the query, which may have others beside it. */
export const accountColumns = [
  'account.connector',
  'account.name',
  'account.settings',
  'account.sealed_secret',
  'account.sealed_tokens',
  'account.connected_at',
  'account.scopes',
  'account.expires_at',
  'account.paused_at',
  'account.paused_reason',
  'account.failures'
] as const

type ColumnName<Column> = Column extends `account.${infer Name}` ? Name : never
type AccountColumns = Pick<Selectable<Schema['account']>, 'id' | ColumnName<(typeof accountColumns)[number]>>

/** @param row `connected_by` is a person's name; left out where nobody asks for it */
export const toAccount = (row: AccountColumns & { connected_by?: string | null }): StoredAccount => ({
  id: row.id,
  connector: row.connector,
  name: row.name,
  settings: JSON.parse(row.settings) as Settings,
  sealedSecret: row.sealed_secret,
  sealedTokens: row.sealed_tokens,
  connection:
    row.connected_at === null
      ? null
      : {
          by: row.connected_by ?? null,
          at: row.connected_at,
          scopes: JSON.parse(row.scopes ?? '[]') as string[],
          expiresAt: row.expires_at
        },
  paused: row.paused_at === null ? null : { reason: row.paused_reason as DeliveryReason, since: row.paused_at },
  failures: row.failures
})

const selectAccounts = (read: Reader) =>
  read
    .selectFrom('account')
    .select(['account.id', ...accountColumns])
    .select(sql<string | null>`(SELECT name FROM person WHERE person.id = account.connected_by)`.as('connected_by'))
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

type NewAccount = Pick<StoredAccount, 'id' | 'connector' | 'name' | 'settings' | 'sealedSecret'>

/** @throws RelaisError `account-exists` if the name is taken */
export async function insertAccount(trx: Writer, account: NewAccount, at: string): Promise<void> {
  const { id, connector, name, settings, sealedSecret } = account
  const twin = await selectAccounts(trx).where('name', '=', name).executeTakeFirst()
  if (twin) throw new RelaisError('account-exists', { name })
  await trx
    .insertInto('account')
    .values({ id, connector, name, settings: JSON.stringify(settings), sealed_secret: sealedSecret, created_at: at })
    .execute()
}

/** Takes an account out of use, and destroys what it was reached with. */
export async function removeAccount(trx: Writer, id: string, at: string): Promise<void> {
  await trx
    .updateTable('account')
    .set(set => ({ removed_at: at, sealed_secret: null, sealed_tokens: null, rev: set('rev', '+', 1) }))
    .where('id', '=', id)
    .execute()
}
