import { sql, type Selectable } from 'kysely'
import { RelaisError } from '../../../domain/errors.ts'
import type { Person, Role } from '../../../domain/people/roles.ts'
import type { WorkspaceInfo } from '../../../preload/contract/people.ts'
import type { Reader, Writer } from '../database/access.ts'
import type { Schema } from '../database/schema.ts'

type PersonRow = Selectable<Schema['person']>

export const toPerson = (row: Pick<PersonRow, 'id' | 'name' | 'email' | 'roles'>): Person => ({
  id: row.id,
  name: row.name,
  email: row.email,
  roles: JSON.parse(row.roles) as Role[]
})

export async function listPeople(read: Reader): Promise<Person[]> {
  return (await read.selectFrom('person').select(['id', 'name', 'email', 'roles']).orderBy('name').execute()).map(
    toPerson
  )
}

/**
 * Finds a person's row by id, e-mail address or exact name.
 * @throws RelaisError `person-missing`, with the names there are
 */
export async function findPersonRow(read: Reader, who: string): Promise<PersonRow> {
  const row = await read
    .selectFrom('person')
    .selectAll()
    .where(where => where.or([where('id', '=', who), where('email', '=', who), where('name', '=', who)]))
    .executeTakeFirst()
  if (row) return row
  const known = (await listPeople(read)).map(person => person.name).join(', ')
  throw new RelaisError('person-missing', { person: who, known })
}

export const findPerson = async (read: Reader, who: string): Promise<Person> => toPerson(await findPersonRow(read, who))

/** Several people at once, for lists that name them; in the order asked for, unknown ids left out. */
export async function findPeople(read: Reader, ids: readonly string[]): Promise<Person[]> {
  if (ids.length === 0) return []
  const rows = await read
    .selectFrom('person')
    .select(['id', 'name', 'email', 'roles'])
    .where('id', 'in', [...ids])
    .execute()
  const byId = new Map(rows.map(row => [row.id, toPerson(row)]))
  return ids.flatMap(id => byId.get(id) ?? [])
}

/** @throws RelaisError `person-exists` */
export async function insertPerson(
  trx: Writer,
  person: Omit<PersonRow, 'roles' | 'rev'> & { roles: readonly Role[] }
): Promise<void> {
  const twin = await trx.selectFrom('person').select('id').where('email', '=', person.email).executeTakeFirst()
  if (twin) throw new RelaisError('person-exists', { email: person.email })
  await trx
    .insertInto('person')
    .values({ ...person, roles: JSON.stringify(person.roles) })
    .execute()
}

type WorkspaceRow = Pick<Selectable<Schema['workspace']>, 'id' | 'name' | 'zone' | 'lang' | 'sample'>

/** The workspace's own row. A file that was created but never named has none: it is named `''`. */
export async function findWorkspace(read: Reader): Promise<Omit<WorkspaceInfo, 'actor'>> {
  const row = await read.selectFrom('workspace').select(['id', 'name', 'zone', 'lang', 'sample']).executeTakeFirst()
  return toWorkspace(row ?? { id: '', name: '', zone: 'UTC', lang: 'en', sample: 0 })
}

const toWorkspace = (row: WorkspaceRow): Omit<WorkspaceInfo, 'actor'> => ({ ...row, sample: row.sample === 1 })

export async function insertWorkspace(trx: Writer, row: WorkspaceRow & { created_at: string }): Promise<void> {
  await trx.insertInto('workspace').values(row).execute()
}

/** How much waits in each section, for the marks beside their names. */
export async function countWaiting(read: Reader): Promise<{ inbox: number; review: number; attention: number }> {
  const count = async (query: Promise<{ n: number | string | bigint } | undefined>): Promise<number> =>
    Number((await query)?.n ?? 0)
  const all = (read: Reader['fn']) => read.countAll().as('n')
  return {
    inbox: await count(
      read.selectFrom('feed_item').select(all(read.fn)).where('verdict', 'is', null).executeTakeFirst()
    ),
    review: await count(
      read.selectFrom('review').select(all(read.fn)).where('state', '=', sql.lit('open')).executeTakeFirst()
    ),
    attention: await count(
      read
        .selectFrom('delivery')
        .select(all(read.fn))
        // Written out, for SQLite to see that the index of states leads to few rows.
        .where(
          'state',
          'in',
          (['unconfirmed', 'failed-final', 'held'] as const).map(state => sql.lit(state))
        )
        .where(where => where.or([where('state', '!=', 'held'), where('reason', 'not in', ['embargo', 'not-due'])]))
        .executeTakeFirst()
    )
  }
}
