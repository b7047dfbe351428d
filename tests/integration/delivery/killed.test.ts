import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseJsonFeed } from 'feedsmith'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Delivery } from '../../../src/domain/delivery/delivery.ts'
import type { Person } from '../../../src/domain/people/roles.ts'
import { brokenAudit } from '../../../src/main/workspace/database/audit.ts'
import { connectors } from '../../../src/main/workspace/delivery/connectors/index.ts'
import { findDelivery } from '../../../src/main/workspace/delivery/delivery.repository.ts'
import { listAttempts } from '../../../src/main/workspace/delivery/attempt.repository.ts'
import { withdrawRelease } from '../../../src/main/workspace/delivery/withdraw.service.ts'
import { findRelease } from '../../../src/main/workspace/releases/release.repository.ts'
import { openContext } from '../../../src/main/workspace/open-context.ts'
import { deliveryDesk, webhookSecret } from '../../support/delivery-desk.ts'
import { deliverIn, killAt, type Moment } from '../../support/killed.ts'
import { openReceiver, type Behaviour, type Receiver } from '../../support/receiver.ts'

const folder = mkdtempSync(join(tmpdir(), 'relais killed '))
const flux = join(folder, 'flux')
const file = join(folder, 'workspace.relais')
let receiver: Receiver
let officer: Person
let workspaces: Record<'webhook' | 'feed', { prepared: string; delivery: Delivery }>

/** A workspace file, closed, in which one approved release is due on one account. */
async function prepare(to: 'webhook' | 'feed'): Promise<{ prepared: string; delivery: Delivery }> {
  const desk = await deliveryDesk()
  try {
    const account =
      to === 'webhook' ? await desk.addWebhook('Presse', receiver) : await desk.addFeed('Flux', { folder: flux })
    const [delivery] = await desk.plan([account])
    officer = desk.workspace.people.officer
    const prepared = join(folder, `${to}.relais`)
    desk.workspace.context.sqlite.prepare('VACUUM INTO ?').run(prepared)
    return { prepared, delivery: delivery! }
  } finally {
    await desk.close()
  }
}

beforeAll(async () => {
  receiver = await openReceiver(() => webhookSecret)
  workspaces = { webhook: await prepare('webhook'), feed: await prepare('feed') }
})
beforeEach(() => {
  receiver.requests.length = receiver.effects.length = 0
})
afterEach(() => {
  for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })
})
afterAll(async () => {
  await receiver.close()
  rmSync(folder, { recursive: true, force: true })
})

function open(to: 'webhook' | 'feed'): Delivery {
  copyFileSync(workspaces[to].prepared, file)
  return workspaces[to].delivery
}

/** What the file says after everything: one confirmed delivery of a published release, and nothing amiss. */
async function expectSettled({ id, releaseId }: Delivery, outcomes: (string | null)[]): Promise<void> {
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
    const delivery = open('webhook')
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
    await expectSettled(delivery, outcomes)
  })

  test('also when it is killed at one after the other', async () => {
    const delivery = open('webhook')
    receiver.next({ status: 200 }, 'never answer')
    await killAt(file, 'before claim', receiver.arrived(1))
    await killAt(file, 'after claim', receiver.arrived(1))
    await killAt(file, 'while starting again', receiver.arrived(1))
    await killAt(file, 'after answer', receiver.arrived(1))
    await killAt(file, 'in flight', receiver.arrived(2))
    expect(await deliverIn(file)).toMatchObject({ confirmed: 1, waiting: 0 })
    expect(await deliverIn(file)).toMatchObject({ attempted: 0 })
    expect(receiver.effects.map(({ id }) => id)).toEqual([delivery.id])
    await expectSettled(delivery, ['failed-retryable', 'failed-retryable', 'failed-retryable', 'confirmed'])
  })
})

test.each(['after claim', 'in flight'] as const)(
  'killed %s and withdrawn meanwhile, it does not go again',
  async moment => {
    const { id, releaseId } = open('webhook')
    if (moment === 'in flight') receiver.next('never take in')
    await killAt(file, moment, receiver.arrived(1))
    // As if the withdrawal had come before the kill: what was under way is still down as such.
    const { context, close } = openContext(file, 'open')
    context.session.actor = officer
    const [withdrawal] = await withdrawRelease(context, connectors, releaseId)
    expect((await findDelivery(context.read, id)).state).toBe('leased')
    await close()
    await deliverIn(file)
    await deliverIn(file)
    const after = openContext(file, 'open')
    expect(await findDelivery(after.context.read, id)).toMatchObject({ state: 'cancelled', reason: 'superseded' })
    expect((await listAttempts(after.context.read, id)).map(({ mayBeLive }) => mayBeLive)).toEqual([true])
    expect((await findRelease(after.context.read, releaseId)).status).toBe('draft')
    await after.close()
    expect(receiver.effects.map(effect => [effect.id, effect.payload.type])).toEqual([
      [withdrawal!.id, 'release.withdrawn']
    ])
  }
)

describe('and a feed has the item once', () => {
  test.each([
    ['after claim', cutShort],
    ['after answer', cutShort],
    ['after mark', ['confirmed']]
  ] as const)('%s', async (moment, outcomes) => {
    const delivery = open('feed')
    await killAt(file, moment, Promise.race([]))
    await deliverIn(file)
    const { items } = parseJsonFeed(readFileSync(join(flux, 'feed.json'), 'utf8'))
    expect(items?.map(({ id }) => id)).toEqual([`urn:uuid:${delivery.releaseId}`])
    await expectSettled(delivery, [...outcomes])
  })
})
