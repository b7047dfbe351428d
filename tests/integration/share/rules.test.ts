import { afterEach, beforeEach, expect, test } from 'vitest'
import { brokenAudit } from '../../../src/main/workspace/database/audit.ts'
import { shareHandlers } from '../../../src/main/workspace/share/share.handlers.ts'
import { noRules } from '../../../src/domain/share/rules.ts'
import { houseRules } from '../../support/kit.ts'
import { testWorkspace, type TestWorkspace } from '../../support/workspace.ts'

let workspace: TestWorkspace
let share: ReturnType<typeof shareHandlers>

beforeEach(async () => {
  workspace = await testWorkspace()
  share = shareHandlers(workspace.context)
})
afterEach(() => workspace.close())

test('nothing is asked of copies until somebody says so', async () => {
  expect(await share['share.rules']({})).toEqual(noRules)
})

test('an officer sets the rules: kept, cleaned, told, and in the journal with what they were', async () => {
  const { context, people, changes } = workspace
  await workspace.sit(people.officer)
  const given = {
    disclosure: { fr: ' #salarié  Armelin\n', en: '' },
    blocked: ['Révolutionnaire', ' revolutionnaire ', ''],
    hashtags: ['#Eau de pluie', 'eaudepluie', 'R&D'],
    medium: 'employees'
  }
  const kept = {
    disclosure: { fr: '#salarié  Armelin', en: '' },
    blocked: ['Révolutionnaire'],
    hashtags: ['Eaudepluie', 'RD'],
    medium: 'employees'
  }
  expect(await share['share.setRules'](given)).toEqual(kept)
  expect(await share['share.rules']({})).toEqual(kept)
  expect(changes).toContainEqual({ topic: 'share', ids: [] })
  const line = await context.read
    .selectFrom('audit')
    .selectAll()
    .where('verb', '=', 'share.rules')
    .executeTakeFirstOrThrow()
  expect(line.person_id).toBe(people.officer.id)
  expect(JSON.parse(line.detail)).toEqual({ from: noRules, to: kept })
  expect(await brokenAudit(context.read)).toBeNull()
})

test('an administrator may too, an approver and nobody may not', async () => {
  await expect(share['share.setRules'](houseRules)).rejects.toMatchObject({ code: 'locked' })
  await workspace.sit(workspace.people.approver)
  await expect(share['share.setRules'](houseRules)).rejects.toMatchObject({ code: 'not-allowed' })
  await workspace.sit(workspace.people.administrator)
  await expect(share['share.setRules'](houseRules)).resolves.toEqual(houseRules)
})

test('the same rules again write nothing', async () => {
  await workspace.sit(workspace.people.officer)
  await share['share.setRules'](houseRules)
  const before = workspace.changes.length
  await share['share.setRules'](houseRules)
  expect(workspace.changes.length).toBe(before)
})
