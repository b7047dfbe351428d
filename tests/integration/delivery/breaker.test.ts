import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectors } from '../../../src/main/workspace/delivery/connectors/index.ts'
import { deliveryHandlers } from '../../../src/main/workspace/delivery/delivery.handlers.ts'
import type { Delivery } from '../../../src/domain/delivery/delivery.ts'
import { pillarDesk, type PillarDesk } from '../../support/pillar-desk.ts'

let desk: PillarDesk
beforeEach(async () => void (desk = await pillarDesk({ lane: 1, looking: false })))
afterEach(() => desk.close())

const accountNow = async () => (await desk.handlers['accounts.list']({})).find(({ id }) => id === desk.account.id)!
const paused = async () => (await accountNow()).paused?.reason ?? null
const resume = async () => desk.handlers['accounts.resume']({ id: desk.account.id })
const plan = async (title: string): Promise<Delivery> => (await desk.plan([desk.account], { title }))[0]!

/** So many texts, each of which the destination fails on. */
async function fail(count: number): Promise<Delivery[]> {
  const planned: Delivery[] = []
  for (let number = 0; number < count; number++) {
    desk.box.next('fails')
    planned.push(await plan(`Texte ${number}`))
    await desk.deliver()
  }
  return planned
}

describe('a destination that failed on five different texts in a row', () => {
  test('gets no more calls; what waits for it is held, and the others are not affected', async () => {
    const [first] = await fail(5)
    expect(await accountNow()).toMatchObject({ paused: { reason: 'server-error', since: '2026-11-26T07:30:00.000Z' } })
    const next = await plan('Encore')
    const webhook = await desk.addWebhook()
    const [other] = await desk.plan([webhook])
    desk.pass(900)
    await desk.deliver()
    for (const id of [first!.id, next.id])
      expect(await desk.rowOf(id)).toEqual({ state: 'held', reason: 'paused', remoteId: null })
    expect(await desk.rowOf(other!.id)).toMatchObject({ state: 'confirmed' })
    expect(desk.box.letters()).toEqual([])
  })

  test('goes on on a person’s word, and is given another five', async () => {
    await fail(5)
    const next = await plan('Encore')
    await desk.deliver()
    expect(await resume()).toMatchObject({ paused: null })
    await desk.deliver()
    expect(await desk.rowOf(next.id)).toMatchObject({ state: 'confirmed' })
    desk.pass(900)
    await desk.deliver()
    expect(desk.box.letters()).toHaveLength(6)
    await fail(4)
    expect(await paused()).toBeNull()
    await fail(1)
    expect(await paused()).toBe('server-error')
  })

  test('is known as such by the engine that opens the file next', async () => {
    await fail(4)
    await desk.feature.stop()
    desk.box.next('fails')
    const last = await plan('Le cinquième')
    const again = deliveryHandlers(desk.workspace.context, {
      deliver: 'on-call',
      connectors: [...connectors, desk.box.connector]
    })
    await again.handlers['outbox.deliver']({})
    expect(await paused()).toBe('server-error')
    desk.pass(900)
    await again.handlers['outbox.deliver']({})
    await again.stop()
    expect(await desk.rowOf(last.id)).toMatchObject({ state: 'held', reason: 'paused' })
  })

  test('says so in the journal', async () => {
    await fail(5)
    await resume()
    const rows = await desk.workspace.context.read
      .selectFrom('audit')
      .select(['verb', 'person_id'])
      .where('subject_id', '=', desk.account.id)
      .orderBy('seq')
      .execute()
    const { officer } = desk.workspace.people
    expect(rows.map(row => [row.verb, row.person_id])).toEqual([
      ['account.add', officer.id],
      ['account.pause', null],
      ['account.resume', officer.id]
    ])
  })
})

describe('it goes on by itself', () => {
  test('where one text fails again and again', async () => {
    const [only] = await fail(1)
    for (let tries = 2; tries <= 7; tries++) {
      desk.box.next('fails')
      await desk.passUntilDue(only!.id)
      await desk.deliver()
    }
    expect(await paused()).toBeNull()
  })

  test('where something succeeds in between', async () => {
    await fail(4)
    await plan('Réussi')
    await desk.deliver()
    await fail(4)
    expect(await paused()).toBeNull()
  })

  test('where it answers, and says no to each text', async () => {
    for (let number = 0; number < 6; number++) {
      desk.box.next(number % 2 ? 'refused' : 'rate-limited')
      await plan(`Texte ${number}`)
      await desk.deliver()
      desk.pass(120)
    }
    expect(await paused()).toBeNull()
  })
})

test('a destination that is gone for good is asked no more', async () => {
  desk.box.next('gone')
  const first = await plan('Un')
  await desk.deliver()
  expect(await desk.rowOf(first.id)).toMatchObject({ state: 'failed-final', reason: 'gone' })
  expect(await paused()).toBe('gone')
  const next = await plan('Deux')
  await desk.deliver()
  expect(await desk.rowOf(next.id)).toMatchObject({ state: 'held', reason: 'paused' })
  expect(desk.box.letters()).toEqual([])
})
