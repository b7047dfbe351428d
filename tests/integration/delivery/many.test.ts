import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Account } from '../../../src/preload/contract/delivery.ts'
import { pillarDesk, type PillarDesk } from '../../support/pillar-desk.ts'

let desk: PillarDesk
let other: Account
beforeEach(async () => {
  desk = await pillarDesk()
  other = await desk.addBox('Autre')
})
afterEach(() => desk.close())

const list = async (filter: Partial<Parameters<PillarDesk['handlers']['outbox.list']>[0]> = {}) =>
  desk.handlers['outbox.list']({ order: 'newest', limit: 50, ...filter })
const titles = async (filter: Parameters<typeof list>[0]) =>
  (await list(filter)).deliveries.map(({ releaseTitle }) => releaseTitle)

describe('the outbox is read', () => {
  // By the days of the workspace, which is in Paris: an hour ahead of UTC in winter.
  const slots = [
    '2026-11-25T22:59:59.999Z',
    '2026-11-25T23:00:00.000Z',
    '2026-11-26T22:59:59.999Z',
    '2026-11-26T23:00:00.000Z'
  ]
  beforeEach(async () => {
    desk.workspace.setClock('2026-11-20T07:30:00.000Z')
    for (const [index, at] of slots.entries()) await desk.plan([desk.account], { title: `Texte ${index}` }, at)
  })

  test('by plan, from the latest or from the next', async () => {
    expect(await titles({})).toEqual(['Texte 3', 'Texte 2', 'Texte 1', 'Texte 0'])
    expect(await titles({ order: 'soonest' })).toEqual(['Texte 0', 'Texte 1', 'Texte 2', 'Texte 3'])
  })

  test('by day', async () => {
    expect(await titles({ from: '2026-11-26', to: '2026-11-26' })).toEqual(['Texte 2', 'Texte 1'])
    expect(await titles({ from: '2026-11-26' })).toEqual(['Texte 3', 'Texte 2', 'Texte 1'])
    expect(await titles({ to: '2026-11-25' })).toEqual(['Texte 0'])
    expect(await list({ from: '2026-11-26', to: '2026-11-26' })).toMatchObject({ total: 2, next: null })
  })

  test('by destination and by state', async () => {
    await desk.plan([other], { title: 'Ailleurs' }, slots[0])
    expect(await titles({ account: other.id })).toEqual(['Ailleurs'])
    expect(await titles({ account: other.id, state: 'confirmed' })).toEqual([])
    desk.workspace.setClock(slots[0]!)
    await desk.deliver()
    expect((await titles({ state: 'confirmed' })).toSorted()).toEqual(['Ailleurs', 'Texte 0'])
    expect(await titles({ state: 'confirmed', account: other.id })).toEqual(['Ailleurs'])
  })

  test.each(['newest', 'soonest'] as const)('page by page, %s first, also where several have one plan', async order => {
    for (const title of ['A', 'B', 'C']) await desk.plan([other], { title }, slots[1])
    const all = await titles({ order })
    const paged: string[] = []
    for (let after: string | undefined; ;) {
      const page = await list({ order, limit: 2, ...(after !== undefined && { after }) })
      expect(page.total).toBe(7)
      paged.push(...page.deliveries.map(({ releaseTitle }) => releaseTitle))
      if (page.next === null) break
      after = page.next
    }
    expect(paged).toEqual(all)
  })
})

test('a limit of the account does not make up for a slot that a text was never tried in', async () => {
  desk.box.next('rate-limited')
  const [tried] = await desk.plan([desk.account], { title: 'Un' })
  const [never] = await desk.plan([desk.account], { title: 'Deux' })
  const { sqlite } = desk.workspace.context
  // As the limit leaves those that it put off.
  sqlite
    .prepare("UPDATE delivery SET reason = 'rate-limited', due_at = ? WHERE id = ?")
    .run(new Date(desk.workspace.context.now() + 60_000).toISOString(), never!.id)
  await desk.deliver()
  desk.pass(2 * 3_600)
  await desk.deliver()
  expect(await desk.rowOf(tried!.id)).toMatchObject({ state: 'confirmed' })
  expect(await desk.rowOf(never!.id)).toMatchObject({ state: 'held', reason: 'slot-missed' })
})

describe('bulk retry', () => {
  test('takes up what failed for good and what waits for a word, and leaves what must not go', async () => {
    desk.box.next('refused', 'refused', 'refused')
    const failed: string[] = []
    for (const title of ['Un', 'Deux', 'Trois']) failed.push((await desk.plan([desk.account], { title }))[0]!.id)
    await desk.deliver()
    const [missed] = await desk.plan([other])
    desk.pass(2 * 3_600)
    await desk.deliver()
    expect(await desk.rowOf(missed!.id)).toMatchObject({ state: 'held', reason: 'slot-missed' })
    const { releaseId } = (await desk.get(failed[0]!)).delivery
    desk.workspace.context.sqlite.exec(
      `INSERT INTO delivery (id, release_id, revision_id, account_id, action, state, planned_at, planned_zone, due_at,
         created_at, updated_at)
       SELECT 'later', release_id, revision_id, account_id, 'withdraw', 'confirmed', planned_at, planned_zone, due_at,
         created_at, updated_at FROM delivery WHERE release_id = '${releaseId}'`
    )
    expect(await desk.handlers['outbox.retryAll']({})).toEqual({ retried: 3, left: 1 })
    await desk.deliver()
    expect(desk.box.letters()).toHaveLength(3)
    expect(await desk.rowOf(failed[0]!)).toMatchObject({ state: 'failed-final' })
    expect(await desk.rowOf(missed!.id)).toMatchObject({ state: 'confirmed' })
  })

  test('takes up of what is still tried only what is asked for, and keeps to what is chosen', async () => {
    desk.box.next('fails', 'fails')
    const [one] = await desk.plan([desk.account])
    const [two] = await desk.plan([other])
    await desk.deliver()
    expect(await desk.handlers['outbox.retryAll']({})).toEqual({ retried: 0, left: 0 })
    const chosen = { state: 'failed-retryable', account: other.id } as const
    expect(await desk.handlers['outbox.retryAll'](chosen)).toEqual({ retried: 1, left: 0 })
    await desk.deliver()
    expect(await desk.rowOf(one!.id)).toMatchObject({ state: 'failed-retryable' })
    expect(await desk.rowOf(two!.id)).toMatchObject({ state: 'confirmed' })
    for (const state of ['confirmed', 'cancelled', 'unconfirmed', 'leased'] as const)
      expect(await desk.handlers['outbox.retryAll']({ state })).toEqual({ retried: 0, left: 0 })
  })

  test('is no way around the gate', async () => {
    const [planned] = await desk.plan([desk.account])
    const { sqlite } = desk.workspace.context
    sqlite.exec("UPDATE delivery SET state = 'failed-final', reason = 'refused'")
    sqlite.exec("UPDATE release SET title = 'Un autre titre'")
    expect(await desk.handlers['outbox.retryAll']({})).toEqual({ retried: 1, left: 0 })
    await desk.deliver()
    expect(await desk.rowOf(planned!.id)).toMatchObject({ state: 'held', reason: 'approval-invalid' })
    // Nor does it end a hold that is not a person's to end.
    expect(await desk.handlers['outbox.retryAll']({})).toEqual({ retried: 0, left: 0 })
  })
})
