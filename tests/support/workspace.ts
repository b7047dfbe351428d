import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Person } from '../../src/domain/people/roles.ts'
import type { Change, Output } from '../../src/preload/contract/index.ts'
import type { Context } from '../../src/main/workspace/context.ts'
import { openContext } from '../../src/main/workspace/open-context.ts'
import {
  actAs,
  addPerson,
  initWorkspace,
  lockDesk,
  unlockPerson
} from '../../src/main/workspace/people/person.service.ts'

export const passphrase = 'une phrase secrète, longue'

/** An open workspace on disk with three people: Ada (administrator, officer), Omar (officer), Alma (approver). */
export interface TestWorkspace {
  context: Context
  file: string
  folder: string
  people: { administrator: Person; officer: Person; approver: Person }
  changes: Change[]
  /** Moves the wall clock to an instant; until then it is the real one. */
  setClock(instant: string | null): void
  /** With the passphrase, as on a desktop; it opens the vault too, and takes a third of a second. */
  unlock(person: Person): Promise<Person>
  /** Without the passphrase, as at a terminal. */
  sit(person: Person): Promise<Person>
  close(): Promise<void>
}

let template: Promise<{ file: string; people: TestWorkspace['people'] }> | undefined

/** Opens a copy of a workspace that is made once per test file: wrapping keys is slow on purpose. */
export async function testWorkspace(): Promise<TestWorkspace> {
  template ??= makeTemplate()
  const { file: original, people } = await template
  const folder = mkdtempSync(join(tmpdir(), 'relais test '))
  const file = join(folder, 'workspace.relais')
  copyFileSync(original, file)
  let clock: number | null = null
  const { context, onChange, close } = openContext(file, 'open', () => clock ?? Date.now())
  const changes: Change[] = []
  onChange(change => changes.push(change))
  return {
    context,
    file,
    folder,
    people,
    changes,
    setClock: instant => void (clock = instant === null ? null : Date.parse(instant)),
    unlock: person => unlockPerson(context, person.id, passphrase),
    sit: person => actAs(context, person.id),
    async close() {
      await close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

async function makeTemplate(): Promise<{ file: string; people: TestWorkspace['people'] }> {
  const file = join(mkdtempSync(join(tmpdir(), 'relais template ')), 'workspace.relais')
  const { context, close } = openContext(file, 'create')
  const info: Output<'workspace.info'> = await initWorkspace(context, {
    name: 'Armelin',
    zone: 'Europe/Paris',
    lang: 'fr',
    person: { name: 'Ada Brun', email: 'ada@armelin.example', passphrase }
  })
  const officer = await addPerson(context, {
    name: 'Omar Petit',
    email: 'omar@armelin.example',
    roles: ['officer'],
    passphrase
  })
  const approver = await addPerson(context, {
    name: 'Alma Roy',
    email: 'alma@armelin.example',
    roles: ['approver'],
    passphrase
  })
  lockDesk(context)
  await close()
  return { file, people: { administrator: info.actor as Person, officer, approver } }
}
