import { afterEach, expect, test } from 'vitest'
import { connectors } from '../../../src/main/workspace/delivery/connectors/index.ts'
import { findRelease } from '../../../src/main/workspace/releases/release.repository.ts'
import { saveRelease } from '../../../src/main/workspace/releases/save.service.ts'
import { submitRelease } from '../../../src/main/workspace/review/review.service.ts'
import { approve, submittedRelease } from '../../support/approved.ts'
import { deliveryDesk, type DeliveryDesk } from '../../support/delivery-desk.ts'
import { letterbox } from '../../support/letterbox.ts'

let desk: DeliveryDesk
const open = async (options: Parameters<typeof deliveryDesk>[0] = {}): Promise<DeliveryDesk> =>
  (desk = await deliveryDesk(options))
afterEach(() => desk.close())

const refused = (code: string, params: Record<string, unknown> = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) })
const statusOf = async (release: string) => (await findRelease(desk.workspace.context.read, release)).status
const rowOf = async (id: string) => {
  const { state, reason } = (await desk.get(id)).delivery
  return { state, reason }
}

async function edit(release: string, title: string): Promise<void> {
  const { rev } = await findRelease(desk.workspace.context.read, release)
  await saveRelease(desk.workspace.context, { id: release, rev, change: { title } })
}

test('only an approved release is planned, and only on accounts that are there', async () => {
  await open()
  const account = await desk.addWebhook()
  const { release, review } = await submittedRelease(desk.workspace)
  const plan = (accounts: string[]) => Promise.resolve(desk.handlers['outbox.plan']({ release, accounts }))
  await expect(plan([account.id])).rejects.toEqual(refused('not-approved'))
  await approve(desk.workspace, review)
  await expect(plan([account.id, '01890a5d-ac96-774b-bcce-b302099a8057'])).rejects.toEqual(refused('account-missing'))
  expect(await desk.handlers['outbox.list']({ order: 'newest', limit: 50 })).toEqual({
    total: 0,
    deliveries: [],
    next: null
  })
  expect(await plan([account.id, account.id])).toHaveLength(1)
  await edit(release, 'Autre titre')
  await expect(plan([account.id])).rejects.toEqual(refused('approval-invalid'))
})

test('a time that cannot be read is said to be none', async () => {
  await open()
  const account = await desk.addWebhook()
  await expect(desk.plan([account], {}, '2026-11-26T09:00:00+02')).rejects.toEqual(
    refused('bad-time', { value: '2026-11-26T09:00:00+02' })
  )
})

test('an edit after planning keeps the text here, and its next approval takes its place', async () => {
  await open()
  const account = await desk.addWebhook()
  const [planned] = await desk.plan([account])
  await edit(planned!.releaseId, 'Autre titre')
  expect(await desk.deliver()).toMatchObject({ attempted: 0, held: 1, waiting: 1 })
  expect(await rowOf(planned!.id)).toEqual({ state: 'held', reason: 'approval-invalid' })
  await approve(desk.workspace, (await submitRelease(desk.workspace.context, planned!.releaseId)).id)
  const [next] = await desk.handlers['outbox.plan']({ release: planned!.releaseId, accounts: [account.id] })
  expect(next).toMatchObject({ action: 'publish', revisionNumber: 2 })
  expect(await rowOf(planned!.id)).toEqual({ state: 'cancelled', reason: 'superseded' })
  await desk.deliver()
  expect(desk.receiver.effects.map(({ payload }) => payload.data.release['title'])).toEqual(['Autre titre'])
})

test('a byte that is changed in an approved revision keeps it here', async () => {
  await open()
  const [planned] = await desk.plan([await desk.addWebhook()])
  const { sqlite } = desk.workspace.context
  sqlite.exec('DROP TRIGGER revision_frozen')
  sqlite.prepare(`UPDATE revision SET content = replace(content, 'Quarante', 'Quatorze')`).run()
  await desk.deliver()
  expect(await rowOf(planned!.id)).toEqual({ state: 'held', reason: 'approval-invalid' })
  await desk.handlers['outbox.retry']({ id: planned!.id })
  await desk.deliver()
  expect(await rowOf(planned!.id)).toEqual({ state: 'held', reason: 'approval-invalid' })
  sqlite.prepare(`UPDATE revision SET content = 'null'`).run()
  await desk.deliver()
  expect(await rowOf(planned!.id)).toEqual({ state: 'held', reason: 'approval-invalid' })
  expect(desk.receiver.requests).toHaveLength(0)
})

test('whatever is called that can send, nothing leaves without approval', async () => {
  await open()
  const account = await desk.addWebhook()
  const [planned] = await desk.plan([account])
  await edit(planned!.releaseId, 'Autre titre')
  const { id, releaseId } = planned!
  const calls = [
    () => desk.handlers['outbox.plan']({ release: releaseId, accounts: [account.id] }),
    () => desk.handlers['outbox.retry']({ id }),
    () => desk.handlers['outbox.reconcile']({ id, is: 'absent' }),
    () => desk.handlers['outbox.hold']({ held: true }),
    () => desk.handlers['outbox.hold']({ held: false }),
    () => desk.handlers['accounts.test']({ id: account.id }),
    () => desk.handlers['outbox.withdraw']({ release: releaseId }),
    () => desk.handlers['outbox.retry']({ id })
  ]
  for (const call of calls) {
    await (async () => call())().catch(() => {})
    await desk.deliver()
    expect(desk.receiver.requests).toHaveLength(0)
  }
})

test('the one switch holds everything, and what it held goes when it is let go', async () => {
  await open()
  const [planned] = await desk.plan([await desk.addWebhook()])
  await desk.handlers['outbox.hold']({ held: true })
  await desk.deliver()
  expect(await rowOf(planned!.id)).toEqual({ state: 'held', reason: 'all-held' })
  await desk.handlers['outbox.retry']({ id: planned!.id })
  await desk.deliver()
  expect(desk.receiver.requests).toHaveLength(0)
  expect(await desk.handlers['outbox.status']({})).toMatchObject({ held: true, running: false, states: { held: 1 } })
  await desk.handlers['outbox.hold']({ held: false })
  expect(await rowOf(planned!.id)).toEqual({ state: 'planned', reason: null })
  await desk.deliver()
  expect(await desk.handlers['outbox.status']({})).toMatchObject({
    held: false,
    running: false,
    states: { confirmed: 1 }
  })
})

test('a slot that was missed by over an hour asks, and goes on a person’s word', async () => {
  await open()
  desk.workspace.setClock('2026-11-26T07:30:00.000Z')
  const [planned] = await desk.plan([await desk.addWebhook()])
  desk.workspace.setClock('2026-11-26T08:30:01.000Z')
  await desk.deliver()
  expect(await rowOf(planned!.id)).toEqual({ state: 'held', reason: 'slot-missed' })
  await desk.handlers['outbox.retry']({ id: planned!.id })
  await desk.deliver()
  expect((await desk.get(planned!.id)).delivery).toMatchObject({ state: 'confirmed', plannedAt: planned!.plannedAt })
})

test('a person’s word before the time sends now', async () => {
  await open()
  desk.workspace.setClock('2026-11-26T07:30:00.000Z')
  const [planned] = await desk.plan([await desk.addWebhook()], {}, '2026-11-27T07:30:00.000Z')
  expect(await desk.deliver()).toMatchObject({ attempted: 0 })
  await desk.handlers['outbox.retry']({ id: planned!.id })
  expect(await desk.deliver()).toMatchObject({ confirmed: 1 })
})

test('what is cancelled does not go, and can be planned anew', async () => {
  await open()
  const account = await desk.addWebhook()
  const [planned] = await desk.plan([account])
  expect(await desk.handlers['outbox.cancel']({ id: planned!.id })).toMatchObject({ state: 'cancelled' })
  await expect(desk.handlers['outbox.cancel']({ id: planned!.id })).rejects.toEqual(
    refused('delivery-state', { state: 'cancelled' })
  )
  expect(await desk.deliver()).toMatchObject({ attempted: 0 })
  const [again] = await desk.handlers['outbox.plan']({ release: planned!.releaseId, accounts: [account.id] })
  expect(again!.id).not.toBe(planned!.id)
  await desk.deliver()
  await expect(desk.handlers['outbox.cancel']({ id: again!.id })).rejects.toEqual(
    refused('delivery-state', { state: 'confirmed' })
  )
  await expect(desk.handlers['outbox.retry']({ id: again!.id })).rejects.toEqual(
    refused('delivery-state', { state: 'confirmed' })
  )
})

test('what went out can be taken back: the receiver is told, without any text, and the release says so', async () => {
  await open()
  const [one, two] = [await desk.addWebhook(), await desk.addFeed()]
  const [planned, , later] = [
    ...(await desk.plan([one, two])),
    ...(await desk.plan([one], {}, '2036-11-26T07:30:00.000Z'))
  ]
  await desk.deliver()
  const withdrawals = await desk.handlers['outbox.withdraw']({ release: planned!.releaseId })
  expect(withdrawals.map(({ action, state, accountName }) => [action, state, accountName])).toEqual([
    ['withdraw', 'planned', 'Presse'],
    ['withdraw', 'planned', 'Flux']
  ])
  expect(await statusOf(planned!.releaseId)).toBe('withdrawn')
  expect((await desk.handlers['outbox.withdraw']({ release: planned!.releaseId })).map(({ id }) => id)).toEqual(
    withdrawals.map(({ id }) => id)
  )
  await desk.deliver()
  const told = desk.receiver.effects.at(-1)!
  expect(told.payload).toMatchObject({
    type: 'release.withdrawn',
    data: { release: { id: planned!.releaseId, revision: 1 } }
  })
  expect(Object.keys(told.payload.data.release).sort()).toEqual(['contentHash', 'id', 'revision'])
  expect(await rowOf(later!.id)).toEqual({ state: 'planned', reason: null })
  await expect(desk.handlers['outbox.withdraw']({ release: later!.releaseId })).rejects.toEqual(refused('no-such-step'))
})

test('a withdrawal also reaches what may be there, and stops what still waits', async () => {
  await open()
  const [planned] = await desk.plan([await desk.addWebhook()])
  desk.receiver.next('lose after')
  await desk.deliver()
  expect(await statusOf(planned!.releaseId)).toBe('approved')
  const [withdrawal] = await desk.handlers['outbox.withdraw']({ release: planned!.releaseId })
  expect(await rowOf(planned!.id)).toEqual({ state: 'cancelled', reason: 'superseded' })
  await desk.deliver()
  expect(await rowOf(withdrawal!.id)).toEqual({ state: 'confirmed', reason: null })
  expect(desk.receiver.effects.map(({ payload }) => payload.type)).toEqual(['release.published', 'release.withdrawn'])
})

test('where taking back is impossible, that is said', async () => {
  const box = letterbox()
  await open({ connectors: [...connectors, box.connector] })
  const account = await desk.handlers['accounts.add']({ connector: 'letterbox', name: 'Boîte', settings: {} })
  const [planned] = await desk.plan([account])
  await desk.deliver()
  expect(await desk.handlers['outbox.withdraw']({ release: planned!.releaseId })).toMatchObject([
    { state: 'failed-final', reason: 'cannot-withdraw' }
  ])
})

test('where a repeat would show twice, an unknown outcome waits for a person', async () => {
  const box = letterbox()
  await open({ connectors: [...connectors, box.connector] })
  const account = await desk.handlers['accounts.add']({ connector: 'letterbox', name: 'Boîte', settings: {} })
  box.next('lost', 'lost')
  const [live] = await desk.plan([account], { title: 'Un' })
  const [absent] = await desk.plan([account], { title: 'Deux' })
  await desk.deliver()
  for (const { id } of [live!, absent!]) {
    expect(await rowOf(id)).toEqual({ state: 'unconfirmed', reason: 'no-answer' })
    expect((await desk.get(id)).attempts).toMatchObject([{ outcome: 'unconfirmed', mayBeLive: true }])
    await expect(desk.handlers['outbox.retry']({ id })).rejects.toEqual(
      refused('delivery-state', { state: 'unconfirmed' })
    )
  }
  await desk.deliver()
  expect(box.letters.toSorted()).toEqual(['Deux', 'Un'])
  expect(await desk.handlers['outbox.reconcile']({ id: live!.id, is: 'live' })).toMatchObject({ state: 'confirmed' })
  expect(await statusOf(live!.releaseId)).toBe('published')
  expect(await desk.handlers['outbox.reconcile']({ id: absent!.id, is: 'absent' })).toMatchObject({ state: 'planned' })
  await desk.deliver()
  expect(box.letters.toSorted()).toEqual(['Deux', 'Deux', 'Un'])
  await expect(desk.handlers['outbox.reconcile']({ id: live!.id, is: 'absent' })).rejects.toEqual(
    refused('not-reconcilable')
  )
})

test('a later delivery does not overtake one whose outcome is unknown', async () => {
  const box = letterbox({ withdraw: true })
  await open({ connectors: [...connectors, box.connector] })
  const account = await desk.handlers['accounts.add']({ connector: 'letterbox', name: 'Boîte', settings: {} })
  box.next('lost')
  const [planned] = await desk.plan([account], { title: 'Un' })
  await desk.deliver()
  const [withdrawal] = await desk.handlers['outbox.withdraw']({ release: planned!.releaseId })
  await desk.deliver()
  expect(await rowOf(withdrawal!.id)).toEqual({ state: 'held', reason: 'earlier-unsettled' })
  await desk.handlers['outbox.reconcile']({ id: planned!.id, is: 'live' })
  await desk.deliver()
  expect(await rowOf(withdrawal!.id)).toEqual({ state: 'confirmed', reason: null })
})

test('a text that cannot be put into form fails for good, alone', async () => {
  const box = letterbox()
  await open({ connectors: [...connectors, box.connector] })
  const account = await desk.handlers['accounts.add']({ connector: 'letterbox', name: 'Boîte', settings: {} })
  box.next('breaks')
  const [bad] = await desk.plan([account], { title: 'Un' })
  const [good] = await desk.plan([account], { title: 'Deux' })
  const [deep] = await desk.plan([await desk.addWebhook()], { body: '> '.repeat(5_000) })
  await desk.deliver()
  expect(await rowOf(bad!.id)).toEqual({ state: 'failed-final', reason: 'unsendable' })
  expect((await desk.get(bad!.id)).attempts).toMatchObject([{ mayBeLive: false, received: { failure: 'TypeError' } }])
  expect(await rowOf(good!.id)).toEqual({ state: 'confirmed', reason: null })
  expect(await rowOf(deep!.id)).toEqual({ state: 'failed-final', reason: 'unsendable' })
})

test('a destination that this version has no connector for waits, and stops no other', async () => {
  const box = letterbox()
  await open({ connectors: [...connectors, box.connector] })
  const account = await desk.handlers['accounts.add']({ connector: 'letterbox', name: 'Boîte', settings: {} })
  await desk.workspace.context.write(trx => trx.updateTable('account').set({ connector: 'pigeon' }).execute())
  const [planned, other] = await desk.plan([account, await desk.addWebhook()])
  await desk.deliver()
  expect(await rowOf(planned!.id)).toEqual({ state: 'held', reason: 'connector-missing' })
  expect(await rowOf(other!.id)).toEqual({ state: 'confirmed', reason: null })
})

test('an edit between taking it up and sending it keeps it here', async () => {
  await open()
  const [planned] = await desk.plan([await desk.addWebhook()])
  const { context } = desk.workspace
  const original = context.write
  context.write = async work => {
    const result = await original(work)
    // The first commit takes it up.
    context.write = original
    if ((await rowOf(planned!.id)).state === 'leased') await edit(planned!.releaseId, 'Autre titre')
    else context.write = wrapped
    return result
  }
  const wrapped = context.write
  await desk.deliver()
  const { delivery, attempts } = await desk.get(planned!.id)
  expect(delivery).toMatchObject({ state: 'held', reason: 'approval-invalid', tries: 0 })
  expect(attempts).toMatchObject([{ outcome: 'held', mayBeLive: false, received: null }])
  expect(desk.receiver.requests).toHaveLength(0)
})

test('the outbox is read page by page, newest plan first', async () => {
  await open()
  const account = await desk.addWebhook()
  for (const title of ['Un', 'Deux', 'Trois']) await desk.plan([account], { title })
  const first = await desk.handlers['outbox.list']({ order: 'newest', limit: 2 })
  expect([first.total, first.deliveries.map(({ releaseTitle }) => releaseTitle)]).toEqual([3, ['Trois', 'Deux']])
  const second = await desk.handlers['outbox.list']({ order: 'newest', limit: 2, after: first.next! })
  expect([second.deliveries.map(({ releaseTitle }) => releaseTitle), second.next]).toEqual([['Un'], null])
  expect(await desk.handlers['outbox.list']({ order: 'newest', limit: 2, state: 'confirmed' })).toMatchObject({
    total: 0
  })
  expect(
    await desk.handlers['outbox.list']({ order: 'newest', limit: 2, release: second.deliveries[0]!.releaseId })
  ).toMatchObject({
    total: 1
  })
})

test('every step is in the journal, and the chain holds', async () => {
  await open()
  const [planned] = await desk.plan([await desk.addWebhook()])
  await desk.deliver()
  const { read } = desk.workspace.context
  const rows = await read
    .selectFrom('audit')
    .select('verb')
    .where('subject_id', '=', planned!.id)
    .orderBy('seq')
    .execute()
  expect(rows.map(({ verb }) => verb)).toEqual(['delivery.plan', 'delivery.confirmed'])
})
