import { resolve } from 'node:path'
import { RelaisError } from '../domain/errors.ts'
import type { Person } from '../domain/people/roles.ts'
import type { Call } from '../preload/contract/index.ts'
import type { WorkspaceInfo } from '../preload/contract/people.ts'
import type { Engine } from '../main/workspace/engine.ts'
import type { Terminal } from './terminal/terminal.ts'

/** An open workspace with a person at a terminal in front of it. */
export interface Desk {
  terminal: Terminal
  file: string
  info: WorkspaceInfo
  call: Call
  onChange: Engine['onChange']
}

/**
 * Opens a workspace for one command and closes it however the command ends.
 * @throws RelaisError `workspace-missing`, `workspace-busy` and what else opening a file throws
 */
export async function atDesk<T>(terminal: Terminal, file: string, work: (desk: Desk) => Promise<T>): Promise<T> {
  const engine = await openedEngine(resolve(file), 'open')
  try {
    const info = await engine.shell('workspace.info', {})
    return await work({ terminal, file: resolve(file), info, call: engine.shell, onChange: engine.onChange })
  } finally {
    await engine.close()
  }
}

/** The engine is loaded only when a command needs it, so that help comes at once. */
export async function openedEngine(file: string, mode: 'open' | 'create'): Promise<Engine> {
  const { openEngine } = await import('../main/workspace/engine.ts')
  return openEngine(file, mode)
}

/**
 * Sits a person at the desk, without their passphrase: enough to write and plan.
 * @param who id, e-mail address or name; without one, the workspace's first administrator acts
 */
export async function actAs({ call }: Desk, who: string | undefined): Promise<Person> {
  return call('people.actAs', { person: who || (await firstAdministrator(call)) })
}

/**
 * The same, but unlocks the person with RELAIS_PASSPHRASE if it is theirs, so that destinations' secrets can be opened.
 */
export async function actWithSecrets(desk: Desk, who: string | undefined): Promise<Person> {
  const person = await actAs(desk, who)
  const passphrase = process.env['RELAIS_PASSPHRASE']
  if (!passphrase) return person
  try {
    return await desk.call('people.unlock', { person: person.id, passphrase })
  } catch (thrown) {
    if (thrown instanceof RelaisError && thrown.code === 'bad-passphrase') return actAs(desk, person.id)
    throw thrown
  }
}

async function firstAdministrator(call: Call): Promise<string> {
  const administrators = (await call('people.list', {})).filter(person => person.roles.includes('administrator'))
  // Ids are in order of creation.
  const [first] = administrators.map(person => person.id).sort()
  if (!first) throw new RelaisError('person-missing', { person: 'administrator', known: '' })
  return first
}
