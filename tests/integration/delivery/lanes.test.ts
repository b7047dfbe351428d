import { afterEach, expect, test } from 'vitest'
import type { Account } from '../../../src/preload/contract/delivery.ts'
import { newId } from '../../../src/main/workspace/ids.ts'
import { pillarDesk, type PillarDesk } from '../../support/pillar-desk.ts'

let desk: PillarDesk
const open = async (options: Parameters<typeof pillarDesk>[0] = {}): Promise<PillarDesk> =>
  (desk = await pillarDesk(options))
afterEach(() => desk.close())

/** Many more of what is planned on an account, each waiting for the same signed texts, turn by turn. */
function pile(account: Account, count: number): void {
  const { sqlite } = desk.workspace.context
  const planned = sqlite
    .prepare<[string], { id: string }>('SELECT id FROM delivery WHERE account_id = ?')
    .all(account.id)
  sqlite.exec('DROP INDEX delivery_once')
  const copy = sqlite.prepare(
    `INSERT INTO delivery (id, release_id, revision_id, account_id, action, state, planned_at, planned_zone, due_at,
       created_at, updated_at)
     SELECT ?, release_id, revision_id, account_id, action, state, planned_at, planned_zone, due_at, created_at, updated_at
     FROM delivery WHERE id = ?`
  )
  for (let number = 0; number < count; number++) copy.run(newId(), planned[number % planned.length]!.id)
}

test('of one account no more is under way at once than its lane takes', async () => {
  await open({ lane: 2 })
  const accounts = [desk.account, ...(await Promise.all(['b', 'c', 'd', 'e'].map(desk.addBox)))]
  for (const title of ['Un', 'Deux', 'Trois', 'Quatre']) await desk.plan([desk.account], { title })
  await desk.deliver()
  expect(desk.box.most).toBe(2)
  expect(desk.box.letters()).toHaveLength(4)
  desk.box.most = 0
  await desk.plan(accounts)
  await desk.deliver()
  expect(desk.box.most).toBe(5)
})

test('of all accounts no more than eight', async () => {
  await open()
  const names = Array.from({ length: 11 }, (_, index) => `Boîte ${index}`)
  const accounts = await Promise.all(names.map(desk.addBox))
  await desk.plan(accounts)
  await desk.deliver()
  expect([desk.box.most, desk.box.letters().length]).toEqual([8, 11])
})

test('thousands that are due on one account do not keep the others waiting', async () => {
  await open()
  const others = [await desk.addBox('Autre'), await desk.addBox('Encore')]
  for (let text = 0; text < 8; text++) await desk.plan([desk.account], { title: `Texte ${text}` })
  pile(desk.account, 2_000)
  const { sqlite } = desk.workspace.context
  // Due long before the others.
  sqlite.exec(`UPDATE delivery SET due_at = '2026-11-26T07:00:00.000Z'`)
  const late = await desk.plan(others)
  const delivering = desk.deliver()
  const isThere = (id: string): boolean => desk.box.letters().some(letter => letter.id === id)
  while (!late.every(({ id }) => isThere(id))) await new Promise(resolve => setImmediate(resolve))
  const before = desk.box.letters().findLastIndex(letter => late.some(({ id }) => id === letter.id))
  await desk.feature.stop()
  await delivering
  expect(before).toBeLessThan(16)
  expect(desk.box.most).toBe(8)
})
