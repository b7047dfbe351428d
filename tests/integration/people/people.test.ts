import { afterEach, beforeEach, expect, test } from 'vitest'
import { addPerson, lockDesk, unlockPerson } from '../../../src/main/workspace/people/person.service.ts'
import { seal, unseal } from '../../../src/main/workspace/people/vault.ts'
import { passphrase, testWorkspace, type TestWorkspace } from '../../support/workspace.ts'

let workspace: TestWorkspace

beforeEach(async () => void (workspace = await testWorkspace()))
afterEach(() => workspace.close())

test('a person is found by id, by e-mail in any case and by name', async () => {
  const { approver } = workspace.people
  for (const who of [approver.id, 'ALMA@armelin.example', 'Alma Roy'])
    expect(await unlockPerson(workspace.context, who, passphrase)).toEqual(approver)
})

test('a wrong passphrase leaves whoever sat there at the desk', async () => {
  const { context, people } = workspace
  await workspace.unlock(people.officer)
  await expect(unlockPerson(context, people.approver.id, 'not it')).rejects.toMatchObject({ code: 'bad-passphrase' })
  expect(context.session.actor).toEqual(people.officer)
})

test('whoever unlocks opens the same vault, and locking closes it', async () => {
  const { context, people } = workspace
  await workspace.unlock(people.administrator)
  const sealed = seal(context.session.vaultKey!, 'whsec_example')
  await workspace.unlock(people.officer)
  expect(unseal(context.session.vaultKey!, sealed)).toBe('whsec_example')
  lockDesk(context)
  expect(context.session).toEqual({ actor: null, vaultKey: null })
})

test('only an administrator adds people, and an address serves one person', async () => {
  const { context, people } = workspace
  const fields = { name: 'Zoé Cam', email: 'Omar@Armelin.example', roles: ['officer'] as const, passphrase }
  await workspace.sit(people.officer)
  await expect(addPerson(context, fields)).rejects.toMatchObject({ code: 'not-allowed' })
  await workspace.sit(people.administrator)
  await expect(addPerson(context, fields)).rejects.toMatchObject({ code: 'person-exists' })
})

test('neither passphrases nor private keys lie in the file in the clear', async () => {
  const { context } = workspace
  const stored = JSON.stringify(await context.read.selectFrom('person').selectAll().execute())
  expect(stored).not.toContain(passphrase)
  // PKCS #8 of an Ed25519 key starts with these bytes.
  expect(stored).not.toContain('MC4CAQAwBQYDK2Vw')
})
