import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Delivery } from '../../src/domain/delivery/delivery.ts'
import { findDelivery } from '../../src/main/workspace/delivery/delivery.repository.ts'
import { openContext } from '../../src/main/workspace/open-context.ts'
import { deliveryDesk, webhookSecret } from '../support/delivery-desk.ts'
import { temporaryFolder } from '../support/folder.ts'
import { deliverIn, killAt, type Moment } from '../support/killed.ts'
import { openReceiver, type Behaviour, type Receiver } from '../support/receiver.ts'
import { patience, sized } from './size.ts'

const folder = temporaryFolder()
const [prepared, file] = [join(folder.path, 'prepared.relais'), join(folder.path, 'workspace.relais')]
let receiver: Receiver
let delivery: Delivery

beforeAll(async () => {
  receiver = await openReceiver(() => webhookSecret)
  const desk = await deliveryDesk()
  const [planned] = await desk.plan([await desk.addWebhook('Presse', receiver)])
  delivery = planned!
  desk.workspace.context.sqlite.prepare('VACUUM INTO ?').run(prepared)
  await desk.close()
})
beforeEach(() => {
  receiver.requests.length = receiver.effects.length = 0
})
afterEach(() => {
  for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })
})
afterAll(async () => {
  await receiver.close()
  folder.remove()
})

/** What the receiver does with the request that is under way when the process dies, or was shortly before. */
const behaviours: readonly Behaviour[] = ['never take in', 'never answer']
const moments: readonly [Moment, number][] = [
  ['before claim', 0],
  ['after claim', 0],
  ['in flight', 1],
  ['after answer', 1],
  ['after mark', 1]
]
const times = sized(50, 1)

test.each(moments)(
  `killed %s, ${times} times over: one effect each, with one id over all tries`,
  async (moment, requests) => {
    for (let time = 0; time < times; time++) {
      receiver.requests.length = receiver.effects.length = 0
      for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })
      copyFileSync(prepared, file)
      if (moment === 'in flight') receiver.next(behaviours[time % behaviours.length] ?? 'never answer')
      await killAt(file, moment, receiver.arrived(1))
      expect(receiver.requests).toHaveLength(requests)
      await deliverIn(file)
      expect(receiver.effects.map(({ id }) => id)).toEqual([delivery.id])
      expect(new Set(receiver.requests.map(({ id }) => id))).toEqual(new Set([delivery.id]))
      expect(receiver.forged).toBe(0)
      const { context, close } = openContext(file, 'open')
      expect(await findDelivery(context.read, delivery.id)).toMatchObject({ state: 'confirmed', reason: null })
      await close()
    }
  },
  patience
)
