import { afterEach, expect, test } from 'vitest'
import { connectors } from '../../../src/main/workspace/delivery/connectors/index.ts'
import { deliveryHandlers } from '../../../src/main/workspace/delivery/delivery.handlers.ts'
import { deliveryDesk, type DeliveryDesk } from '../../support/delivery-desk.ts'
import { letterbox } from '../../support/letterbox.ts'

let desk: DeliveryDesk
afterEach(() => desk.close())

const soon = (milliseconds: number): string => new Date(Date.now() + milliseconds).toISOString()
const rowOf = async (id: string) => {
  const { state, reason } = (await desk.get(id)).delivery
  return { state, reason }
}

test('what is planned for later goes by itself, and not before', async () => {
  desk = await deliveryDesk({ deliver: 'auto' })
  const slot = soon(1_500)
  const [planned] = await desk.plan([await desk.addWebhook()], {}, slot)
  expect(await desk.handlers['outbox.status']({})).toMatchObject({ running: true, states: { planned: 1 } })
  await desk.receiver.arrived(1)
  const arrived = Date.now()
  expect(arrived).toBeGreaterThanOrEqual(Date.parse(slot))
  expect(arrived - Date.parse(slot)).toBeLessThan(5_000)
  await desk.feature.stop()
  expect(await rowOf(planned!.id)).toEqual({ state: 'confirmed', reason: null })
})

test('a call that hangs does not keep what falls due meanwhile waiting', async () => {
  const box = letterbox()
  desk = await deliveryDesk({ deliver: 'auto', connectors: [...connectors, box.connector] })
  box.next('waits')
  await desk.plan([await desk.handlers['accounts.add']({ connector: 'letterbox', name: 'Boîte', settings: {} })])
  await box.waiting
  const [planned] = await desk.plan([await desk.addWebhook()], {}, soon(1_500))
  await desk.receiver.arrived(1)
  box.goOn()
  await desk.feature.stop()
  expect(await rowOf(planned!.id)).toEqual({ state: 'confirmed', reason: null })
})

test('what failed is tried again by itself', async () => {
  desk = await deliveryDesk({ deliver: 'auto' })
  const account = await desk.addWebhook()
  desk.receiver.next({ status: 503, headers: { 'retry-after': '1' } })
  const [planned] = await desk.plan([account])
  await desk.receiver.arrived(2)
  await desk.feature.stop()
  expect(await rowOf(planned!.id)).toEqual({ state: 'confirmed', reason: null })
})

test('without being asked to, nothing goes by itself', async () => {
  desk = await deliveryDesk()
  const [planned] = await desk.plan([await desk.addWebhook()])
  await desk.feature.stop()
  expect(await rowOf(planned!.id)).toEqual({ state: 'planned', reason: null })
  expect(desk.receiver.requests).toHaveLength(0)
})

test('an engine that opens a file sends what fell due while it was closed, and what was cut short', async () => {
  desk = await deliveryDesk()
  await desk.plan([await desk.addWebhook()], { title: 'Un' })
  const [cut] = await desk.plan([await desk.addWebhook('Autre')], { title: 'Deux' })
  desk.workspace.context.sqlite.exec(`UPDATE delivery SET state = 'leased', tries = 1 WHERE id = '${cut!.id}'`)
  desk.workspace.context.sqlite.exec(
    `INSERT INTO attempt (delivery_id, number, phase, at, detail) VALUES ('${cut!.id}', 1, 'started', '${cut!.dueAt}', '{}')`
  )
  await desk.feature.stop()
  const opened = deliveryHandlers(desk.workspace.context, { deliver: 'auto' })
  await desk.receiver.arrived(2)
  await opened.stop()
  expect(desk.receiver.effects.map(({ payload }) => payload.data.release['title']).toSorted()).toEqual(['Deux', 'Un'])
  expect((await desk.get(cut!.id)).attempts.map(({ outcome, mayBeLive }) => [outcome, mayBeLive])).toEqual([
    ['failed-retryable', true],
    ['confirmed', false]
  ])
})

test('unlocking somebody sends what waits for a secret', async () => {
  desk = await deliveryDesk({ deliver: 'auto' })
  const account = await desk.addWebhook()
  const { session } = desk.workspace.context
  const { vaultKey } = session
  session.vaultKey = null
  const [planned] = await desk.plan([account])
  await desk.deliver()
  expect(await rowOf(planned!.id)).toEqual({ state: 'held', reason: 'secret-locked' })
  session.vaultKey = vaultKey
  desk.feature.heed({ topic: 'people', ids: [] })
  await desk.receiver.arrived(1)
  await desk.feature.stop()
  expect(await rowOf(planned!.id)).toEqual({ state: 'confirmed', reason: null })
})

test('closing lets what is under way end', async () => {
  const box = letterbox()
  desk = await deliveryDesk({ connectors: [...connectors, box.connector] })
  box.next('waits')
  const [planned] = await desk.plan([
    await desk.handlers['accounts.add']({ connector: 'letterbox', name: 'Boîte', settings: {} })
  ])
  const delivering = desk.deliver()
  await box.waiting
  const stopped = desk.feature.stop()
  box.goOn()
  await stopped
  await delivering
  expect(await rowOf(planned!.id)).toEqual({ state: 'confirmed', reason: null })
})

test('closing cuts off a receiver that does not answer, and remembers that it may have it', async () => {
  desk = await deliveryDesk()
  const [planned] = await desk.plan([await desk.addWebhook()])
  desk.receiver.next('never answer')
  const delivering = desk.deliver()
  await desk.receiver.arrived(1)
  await desk.feature.stop()
  await delivering
  expect(await rowOf(planned!.id)).toEqual({ state: 'failed-retryable', reason: 'cut-short' })
  expect((await desk.get(planned!.id)).attempts).toMatchObject([{ mayBeLive: true }])
})

test('calls made at the same time share the work: each delivery is tried once', async () => {
  desk = await deliveryDesk()
  const account = await desk.addWebhook()
  for (const title of ['Un', 'Deux', 'Trois']) await desk.plan([account], { title })
  await Promise.all([desk.deliver(), desk.deliver(), desk.deliver()])
  expect(desk.receiver.requests).toHaveLength(3)
  expect(await desk.handlers['outbox.status']({})).toMatchObject({ states: { confirmed: 3 } })
})
