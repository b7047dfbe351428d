import { RelaisError } from '../../../domain/errors.ts'
import type { Person, Role } from '../../../domain/people/roles.ts'
import type { WorkspaceInfo } from '../../../preload/contract/people.ts'
import { instantNow, requireRole, type Context } from '../context.ts'
import { audit } from '../database/audit.ts'
import { newId } from '../ids.ts'
import { createKey, openKey } from './keys.ts'
import {
  findPerson,
  findPersonRow,
  findWorkspace,
  insertPerson,
  insertWorkspace,
  listPeople,
  toPerson
} from './person.repository.ts'
import { newVaultKey, openVault, wrapVault } from './vault.ts'

export interface NewPerson {
  name: string
  email: string
  roles: readonly Role[]
  passphrase: string
}

export interface NewWorkspace {
  name: string
  zone: string
  lang: 'fr' | 'en'
  sample?: boolean
  person: Omit<NewPerson, 'roles'>
}

/**
 * Names a fresh workspace and makes its first person, administrator and officer, who is then unlocked.
 * @throws RelaisError `workspace-exists` if it was named before, `zone-unknown`
 */
export async function initWorkspace(context: Context, fields: NewWorkspace): Promise<WorkspaceInfo> {
  if ((await findWorkspace(context.read)).id) throw new RelaisError('workspace-exists', { file: fields.name })
  if (!zoneExists(fields.zone)) throw new RelaisError('zone-unknown', { zone: fields.zone })
  const at = instantNow(context)
  const { name, zone, lang } = fields
  const vaultKey = newVaultKey()
  const { row, person } = await personRow(context, { ...fields.person, roles: ['administrator', 'officer'] }, vaultKey)
  await context.write(async trx => {
    const id = newId()
    await insertWorkspace(trx, { id, name, zone, lang, sample: fields.sample ? 1 : 0, created_at: at })
    await insertPerson(trx, row)
    await audit(trx, { at, person: person.id, verb: 'workspace.init', subject: id, detail: { name } })
    await audit(trx, {
      at,
      person: person.id,
      verb: 'person.add',
      subject: person.id,
      detail: { ...person, publicKey: row.public_key }
    })
  })
  sit(context, person, vaultKey)
  return describe(context)
}

/** Adds a person with a key of their own. They can open destinations' secrets if whoever adds them can. */
export async function addPerson(context: Context, fields: NewPerson): Promise<Person> {
  const actor = requireRole(context.session, 'administrator')
  const { row, person } = await personRow(context, fields, context.session.vaultKey)
  await context.write(async (trx, note) => {
    await insertPerson(trx, row)
    await audit(trx, {
      at: row.created_at,
      person: actor.id,
      verb: 'person.add',
      subject: person.id,
      detail: { ...person, publicKey: row.public_key }
    })
    note({ topic: 'people', ids: [person.id] })
  })
  return person
}

/**
 * Unlocks one person on this desk; whoever was unlocked before no longer is.
 * @throws RelaisError `person-missing`, `bad-passphrase`
 */
export async function unlockPerson(context: Context, who: string, passphrase: string): Promise<Person> {
  const row = await findPersonRow(context.read, who)
  const { passphraseKey } = await openKey(row.id, row.wrapped_key, passphrase)
  return sit(context, toPerson(row), row.wrapped_vault ? openVault(passphraseKey, row.wrapped_vault, row.id) : null)
}

/** Sits a person at the desk without their passphrase: they can write and plan, but neither sign nor open secrets. */
export async function actAs(context: Context, who: string): Promise<Person> {
  return sit(context, await findPerson(context.read, who), null)
}

export const lockDesk = (context: Context): void => void sit(context, null, null)

/** What the workspace is, and who is at its desk. */
export async function describe(context: Context): Promise<WorkspaceInfo> {
  return { ...(await findWorkspace(context.read)), actor: context.session.actor }
}

/** Everyone, with the workspace: the answer to making one. */
export const describeWithPeople = async (
  context: Context
): Promise<{ workspace: WorkspaceInfo; people: Person[] }> => ({
  workspace: await describe(context),
  people: await listPeople(context.read)
})

function sit<P extends Person | null>(context: Context, person: P, vaultKey: Uint8Array | null): P {
  context.session.actor = person
  context.session.vaultKey = vaultKey
  context.tell({ topic: 'people', ids: person ? [person.id] : [] })
  return person
}

async function personRow(context: Context, { name, email, roles, passphrase }: NewPerson, vaultKey: Uint8Array | null) {
  const person: Person = { id: newId(), name, email, roles: [...new Set(roles)] }
  const { publicKey, wrappedKey, passphraseKey } = await createKey(person.id, passphrase)
  const wrapped_vault = vaultKey && wrapVault(passphraseKey, vaultKey, person.id)
  return {
    person,
    row: { ...person, public_key: publicKey, wrapped_key: wrappedKey, wrapped_vault, created_at: instantNow(context) }
  }
}

function zoneExists(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}
