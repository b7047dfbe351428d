import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseJsonFeed } from 'feedsmith'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Delivery } from '../../../src/domain/delivery/delivery.ts'
import type { Account } from '../../../src/preload/contract/delivery.ts'
import { brokenAudit } from '../../../src/main/workspace/database/audit.ts'
import { findDelivery } from '../../../src/main/workspace/delivery/delivery.repository.ts'
import { listAttempts } from '../../../src/main/workspace/delivery/attempt.repository.ts'
import { findRelease } from '../../../src/main/workspace/releases/release.repository.ts'
import { openContext } from '../../../src/main/workspace/open-context.ts'
import { deliveryDesk, webhookSecret } from '../../support/delivery-desk.ts'
import { deliverIn, killAt, type Moment } from '../../support/killed.ts'
import { openReceiver, type Behaviour, type Receiver } from '../../support/receiver.ts'

let folder: string
let receiver: Receiver
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relais killed '))
  receiver = await openReceiver(() => webhookSecret)
})
afterEach(async () => {
  await receiver.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A workspace file, closed, in which one approved release is due on one account. */
async function planned(to: 'webhook' | 'feed'): Promise<{ file: string; delivery: Delivery; account: Account }> {
  const desk = await deliveryDesk()
  try {
    const account = to === 'webhook' ? await desk.addWebhook('Presse', receiver) : await desk.addFeed('Flux', { folder: join(folder, 'flux') })
    const [delivery] = await desk.plan([account])
    const file = join(folder, 'workspace.relais')
    desk.workspace.context.sqlite.prepare('VACUUM INTO ?').run(file)
    return { file, delivery: delivery!, account }
  } finally {
    await desk.close()
  }
}

/** What the file says after everything: one confirmed delivery of a published release, and nothing amiss. */
async function expectSettled(file: string, { id, releaseId }: Delivery, outcomes: (string | null)[]): Promise<void> {
  const { context, close } = openContext(file, 'open')
  try {
    expect(await findDelivery(context.read, id)).toMatchObject({ state: 'confirmed', reason: null })
    expect((await listAttempts(context.read, id)).map(({ outcome }) => outcome)).toEqual(outcomes)
    expect((await findRelease(context.read, releaseId)).status).toBe('published')
    expect(await brokenAudit(context.read)).toBeNull()
    expect(context.sqlite.pragma('quick_check', { simple: true })).toBe('ok')
  } finally {
    await close()
  }
}

const cutShort = ['failed-retryable', 'confirmed']
const moments: [Moment, Behaviour[], (string | null)[]][] = [
  ['before claim', [], ['confirmed']],
  ['after claim', [], cutShort],
  ['in flight', ['never take in'], cutShort],
  ['in flight', ['never answer'], cutShort],
  ['after answer', [], cutShort],
  ['after mark', [], ['confirmed']]
]

describe('killed at a moment of a send and started again, a receiver has had the effect once', () => {
  test.each(moments)('%s %j', async (moment, behaviours, outcomes) => {
    const { file, delivery } = await planned('webhook')
    receiver.next(...behaviours)
    await killAt(file, moment, receiver.arrived(1))
    const before = receiver.requests.length
    expect(before).toBe(moment === 'before claim' || moment === 'after claim' ? 0 : 1)
    await deliverIn(file)
    expect(receiver.requests.length).toBe(moment === 'after mark' ? before : before + 1)
    expect(receiver.effects.map(({ id }) => id)).toEqual([delivery.id])
    expect(new Set(receiver.requests.map(({ id }) => id))).toEqual(new Set([delivery.id]))
    expect(new Set(receiver.requests.map(({ body }) => body)).size).toBe(1)
    expect(receiver.forged).toBe(0)
    await expectSettled(file, delivery, outcomes)
  })

  test('also when it is killed at one after the other', async () => {
    const { file, delivery } = await planned('webhook')
    receiver.next({ status: 200 }, 'never answer')
    await killAt(file, 'before claim', receiver.arrived(1))
    await killAt(file, 'after claim', receiver.arrived(1))
    await killAt(file, 'after answer', receiver.arrived(1))
    await killAt(file, 'in flight', receiver.arrived(2))
    expect(await deliverIn(file)).toMatchObject({ confirmed: 1, waiting: 0 })
    expect(await deliverIn(file)).toMatchObject({ attempted: 0 })
    expect(receiver.effects.map(({ id }) => id)).toEqual([delivery.id])
    await expectSettled(file, delivery, ['failed-retryable', 'failed-retryable', 'failed-retryable', 'confirmed'])
  })
})

describe('and a feed has the item once', () => {
  test.each([
    ['after claim', cutShort],
    ['after answer', cutShort],
    ['after mark', ['confirmed']]
  ] as const)('%s', async (moment, outcomes) => {
    const { file, delivery } = await planned('feed')
    await killAt(file, moment, Promise.race([]))
    await deliverIn(file)
    const { items } = parseJsonFeed(readFileSync(join(folder, 'flux', 'feed.json'), 'utf8'))
    expect(items?.map(({ id }) => id)).toEqual([`urn:uuid:${delivery.releaseId}`])
    await expectSettled(file, delivery, [...outcomes])
  })
})
