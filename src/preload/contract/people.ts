import * as v from 'valibot'
import { roles, type Person } from '../../domain/people/roles.ts'
import { answers } from './method.ts'
import { label, nothing, zone } from './parts.ts'

/** Passphrases are typed in a window of the main process only, so all that takes one is a shell method. */
const passphrase = v.pipe(v.string(), v.minLength(1), v.maxLength(1_000))

export interface WorkspaceInfo {
  id: string
  name: string
  zone: string
  lang: 'fr' | 'en'
  sample: boolean
  /** Who is unlocked on this desktop; without anyone, everything can be read and nothing changed. */
  actor: Person | null
}

const email = v.pipe(v.string(), v.trim(), v.email(), v.maxLength(200))

export const people = {
  /** Names a new workspace and its first person, who is administrator and officer, and unlocks them. */
  'workspace.init': answers<{ workspace: WorkspaceInfo; people: Person[] }>()(
    v.strictObject({
      name: label,
      zone,
      lang: v.picklist(['fr', 'en']),
      person: v.strictObject({ name: label, email, passphrase })
    }),
    'shell'
  ),
  'workspace.info': answers<WorkspaceInfo>()(nothing),
  'workspace.counts': answers<{ inbox: number; review: number; attention: number }>()(nothing),
  'people.list': answers<Person[]>()(nothing),
  'people.add': answers<Person>()(
    v.strictObject({
      name: label,
      email,
      roles: v.pipe(v.array(v.picklist(roles)), v.minLength(1)),
      passphrase
    }),
    'shell'
  ),
  'people.unlock': answers<Person>()(v.strictObject({ person: label, passphrase }), 'shell'),
  /** Acts as a person without their passphrase: enough to write and plan at a terminal, never to sign or to open secrets. */
  'people.actAs': answers<Person>()(v.strictObject({ person: label }), 'shell'),
  'people.lock': answers<null>()(nothing)
}
