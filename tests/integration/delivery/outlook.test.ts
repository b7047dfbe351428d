import { afterEach, expect, test } from 'vitest'
import { deliveryHandlers } from '../../../src/main/workspace/delivery/delivery.handlers.ts'
import { deliveryDesk, type DeliveryDesk } from '../../support/delivery-desk.ts'
import { plansOf } from '../../support/plans.ts'
import { findComing, listLate } from '../../../src/main/workspace/delivery/outlook.repository.ts'

let desk: DeliveryDesk
afterEach(() => desk.close())

const start = '2026-11-23T05:00:00.000Z'
const slot = '2026-11-23T06:30:00.000Z'
const tomorrow = '2026-11-24T06:30:00.000Z'

async function at(instant: string): Promise<void> {
  desk = await deliveryDesk()
  desk.workspace.setClock(instant)
}
const status = async () => desk.handlers['outbox.status']({})
const missed = async (limit = 50) => desk.handlers['outbox.missed']({ limit })
const sql = (text: string) => desk.workspace.context.sqlite.exec(text)

test('says what goes next, where to, and how much does within a day', async () => {
  await at(start)
  expect(await status()).toMatchObject({ next: null, soon: 0, missed: 0 })
  const account = await desk.addWebhook()
  await desk.plan([account], { title: 'Demain' }, tomorrow)
  expect(await status()).toMatchObject({ next: { at: tomorrow, title: 'Demain' }, soon: 0 })
  await desk.plan([account], { title: 'Ce matin' }, slot)
  expect(await status()).toMatchObject({
    next: { at: slot, title: 'Ce matin', account: 'Presse', locked: false, reachable: true },
    soon: 1
  })
  desk.workspace.setClock(slot)
  expect(await status()).toMatchObject({ soon: 2 })
})

test('what a person has to do something about is not next; what an embargo holds is, when it lifts', async () => {
  await at(start)
  const account = await desk.addWebhook()
  const embargo = { at: slot, zone: 'Europe/Paris', wall: '2026-11-23T07:30' }
  const [embargoed] = await desk.plan([account], { title: 'Sous embargo', embargo }, start)
  await desk.deliver()
  expect((await desk.get(embargoed!.id)).delivery).toMatchObject({ state: 'held', reason: 'embargo' })
  expect(await status()).toMatchObject({ next: { at: slot, title: 'Sous embargo' }, soon: 1 })
  sql(`UPDATE delivery SET reason = 'secret-locked', due_at = '${start}'`)
  expect(await status()).toMatchObject({ next: null, soon: 0 })
})

test('says when nobody is signed in who could open its secret', async () => {
  await at(start)
  await desk.plan([await desk.addWebhook()], {}, slot)
  desk.workspace.context.session.vaultKey = null
  expect(await status()).toMatchObject({ next: { account: 'Presse', locked: true } })
  await desk.plan([await desk.addFeed()], { title: 'Sans secret' }, start)
  expect(await status()).toMatchObject({ next: { account: 'Flux', locked: false } })
  sql(`UPDATE account SET sealed_tokens = '{}' WHERE name = 'Flux'`)
  expect(await status()).toMatchObject({ next: { account: 'Flux', locked: true } })
})

test('what a paused destination has waiting does not go by itself', async () => {
  await at(start)
  await desk.plan([await desk.addWebhook('En pause')], {}, start)
  sql(`UPDATE account SET paused_at = '${start}', paused_reason = 'server-error'`)
  expect(await status()).toMatchObject({ next: null, soon: 0 })
  await desk.plan([await desk.addWebhook()], { title: 'Suivante' }, slot)
  expect(await status()).toMatchObject({ next: { account: 'Presse' }, soon: 1 })
})

test('a destination that stays out of reach does not hide the next slot', async () => {
  await at(start)
  await desk.plan([await desk.addWebhook('Injoignable')], { title: 'Coincée' }, start)
  sql(`UPDATE delivery SET reason = 'offline', due_at = '2026-11-23T05:10:00.000Z'`)
  await desk.plan([await desk.addWebhook()], { title: 'Suivante' }, slot)
  desk.workspace.setClock('2026-11-23T05:59:00.000Z')
  expect(await status()).toMatchObject({ next: { title: 'Coincée', reachable: true } })
  desk.workspace.setClock('2026-11-23T06:01:00.000Z')
  expect(await status()).toMatchObject({ next: { title: 'Suivante', reachable: true }, soon: 2 })
  sql(`UPDATE delivery SET state = 'confirmed' WHERE reason IS NULL`)
  expect(await status()).toMatchObject({ next: { title: 'Coincée', reachable: false } })
})

test('what was due while the workspace was closed is told: sent late, or waiting for a word', async () => {
  await at(start)
  const account = await desk.addWebhook()
  const [late] = await desk.plan([account], { title: 'Peu en retard' }, slot)
  const [asking] = await desk.plan([account], { title: 'Très en retard' }, '2026-11-23T05:30:00.000Z')
  await desk.plan([account], { title: 'À l’heure' }, '2026-11-23T06:50:00.000Z')
  await desk.feature.stop()

  desk.workspace.setClock('2026-11-23T06:50:00.000Z')
  const opened = deliveryHandlers(desk.workspace.context, { deliver: 'on-call' })
  desk.handlers = opened.handlers
  await desk.handlers['outbox.deliver']({})
  expect(desk.receiver.effects).toHaveLength(2)
  expect(await missed()).toMatchObject({
    asking: { total: 1, deliveries: [{ id: asking!.id, reason: 'slot-missed' }] },
    late: { total: 1, deliveries: [{ id: late!.id, state: 'confirmed' }] }
  })
  expect(await status()).toMatchObject({ missed: 1 })

  // A person's word is no lateness, and what was told once is not told at the next opening.
  await desk.handlers['outbox.retry']({ id: asking!.id })
  await desk.handlers['outbox.deliver']({})
  expect(await missed()).toMatchObject({ asking: { total: 0 }, late: { total: 1 } })
  await opened.stop()
  desk.workspace.setClock('2026-11-23T07:00:00.000Z')
  desk.handlers = deliveryHandlers(desk.workspace.context, { deliver: 'on-call' }).handlers
  expect(await missed()).toMatchObject({ asking: { total: 0 }, late: { total: 0 } })
})

test('a time that had passed when it was planned, and an embargo, make nothing late', async () => {
  await at(slot)
  const account = await desk.addWebhook()
  await desk.plan([account], { title: 'Planifiée après coup' }, '2026-11-23T06:00:00.000Z')
  const embargo = { at: '2026-11-23T06:40:00.000Z', zone: 'Europe/Paris', wall: '2026-11-23T07:40' }
  await desk.plan([account], { title: 'Sous embargo', embargo }, slot)
  await desk.deliver()
  desk.workspace.setClock('2026-11-23T06:41:00.000Z')
  await desk.deliver()
  expect(await status()).toMatchObject({ states: { confirmed: 2 } })
  expect(await missed()).toMatchObject({ late: { total: 0 } })
})

test('only so many are listed, and all are counted', async () => {
  await at(start)
  const account = await desk.addWebhook()
  for (const title of ['Un', 'Deux', 'Trois']) await desk.plan([account], { title }, slot)
  desk.workspace.setClock(tomorrow)
  await desk.deliver()
  const { asking } = await missed(2)
  expect(asking).toMatchObject({ total: 3, deliveries: [{ releaseTitle: 'Un' }, { releaseTitle: 'Deux' }] })
})

test('a computer that wakes up sends at once what fell due while its timers stood still', async () => {
  desk = await deliveryDesk({ deliver: 'auto' })
  desk.workspace.setClock(start)
  await desk.plan([await desk.addWebhook()], {}, slot)
  await desk.handlers['outbox.deliver']({})
  expect(desk.receiver.requests).toHaveLength(0)
  desk.workspace.setClock(slot)
  const before = Date.now()
  await desk.handlers['outbox.wake']({})
  await desk.receiver.arrived(1)
  expect(Date.now() - before).toBeLessThan(10_000)
})

test('the outlook is read from the indexes of what is due and of what went out', async () => {
  await at(start)
  const { context } = desk.workspace
  expect(await plansOf(context, db => findComing(db, start))).toEqual([
    expect.stringMatching(/delivery USING INDEX delivery_due/),
    expect.stringMatching(/delivery USING INDEX delivery_due/)
  ])
  const [late] = await plansOf(context, db => listLate(db, start))
  expect(late).toMatch(/delivery USING INDEX delivery_confirmed \(state=\? AND updated_at>\?\)/)
})
