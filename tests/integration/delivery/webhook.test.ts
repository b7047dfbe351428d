import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findRelease } from '../../../src/main/workspace/releases/release.repository.ts'
import { deliveryDesk, webhookSecret, type DeliveryDesk } from '../../support/delivery-desk.ts'
import type { Behaviour } from '../../support/receiver.ts'

let desk: DeliveryDesk
beforeEach(async () => void (desk = await deliveryDesk()))
afterEach(() => desk.close())

const statusOf = async (release: string) => (await findRelease(desk.workspace.context.read, release)).status

test('an approved release arrives once, signed, and is published by that', async () => {
  const [planned] = await desk.plan([await desk.addWebhook()])
  expect(planned).toMatchObject({ state: 'planned', action: 'publish', tries: 0 })
  expect(await desk.deliver()).toEqual({ attempted: 1, confirmed: 1, held: 0, failed: 0, waiting: 0 })
  const { delivery, attempts } = await desk.get(planned!.id)
  expect(delivery).toMatchObject({ state: 'confirmed', reason: null, tries: 1 })
  expect(attempts).toMatchObject([{ number: 1, outcome: 'confirmed', mayBeLive: false, received: { status: 200 } }])
  expect(await statusOf(delivery.releaseId)).toBe('published')
  const [effect] = desk.receiver.effects
  expect(effect).toMatchObject({
    id: planned!.id,
    payload: { type: 'release.published', timestamp: attempts[0]!.startedAt }
  })
  expect(effect!.payload.data.release).toMatchObject({
    id: delivery.releaseId,
    revision: 1,
    title: 'Armelin ouvre une usine à Landelles',
    lang: 'fr',
    embargo: null,
    html: expect.stringContaining('<strong>nouvelle usine</strong>')
  })
  expect(await desk.deliver()).toMatchObject({ attempted: 0 })
  expect(desk.receiver.requests).toHaveLength(1)
})

test('planning the same again answers with the row that is there, also once it is confirmed', async () => {
  const account = await desk.addWebhook()
  const [first] = await desk.plan([account])
  const again = async () => desk.handlers['outbox.plan']({ release: first!.releaseId, accounts: [account.id] })
  expect(await again()).toEqual([first])
  await desk.deliver()
  expect(await again()).toMatchObject([{ id: first!.id, state: 'confirmed' }])
  expect(desk.receiver.requests).toHaveLength(1)
})

interface Story {
  name: string
  behaviours: Behaviour[]
  /** What the row says after each try. */
  then: { state: string; reason: string | null; mayBeLive: boolean }[]
}

const again = (reason: string, mayBeLive = false) => ({ state: 'failed-retryable', reason, mayBeLive })
const final = (reason: string) => ({ state: 'failed-final', reason, mayBeLive: false })
const confirmed = { state: 'confirmed', reason: null, mayBeLive: false }

const stories: Story[] = [
  { name: 'answer lost before the effect', behaviours: ['lose before'], then: [again('no-answer', true), confirmed] },
  {
    name: 'answer lost after the effect',
    behaviours: ['lose after', 'lose after'],
    then: [again('no-answer', true), again('no-answer', true), confirmed]
  },
  { name: '500, then well', behaviours: [{ status: 500 }], then: [again('server-error', true), confirmed] },
  {
    name: '503 and 504, then well',
    behaviours: [{ status: 503 }, { status: 504 }],
    then: [again('server-error', true), again('server-error', true), confirmed]
  },
  {
    name: '408 and 425, then well',
    behaviours: [{ status: 408 }, { status: 425 }],
    then: [again('server-error'), again('server-error'), confirmed]
  },
  { name: '429, then well', behaviours: [{ status: 429 }], then: [again('rate-limited'), confirmed] },
  { name: '202 with nothing in it', behaviours: [{ status: 202 }], then: [confirmed] },
  { name: '400', behaviours: [{ status: 400, body: 'no such field' }], then: [final('refused')] },
  { name: '403', behaviours: [{ status: 403 }], then: [final('forbidden')] },
  { name: '404', behaviours: [{ status: 404 }], then: [final('refused')] },
  { name: '410', behaviours: [{ status: 410 }], then: [final('gone')] },
  {
    name: 'a redirect, which is not followed',
    behaviours: [{ status: 307, headers: { location: '/elsewhere' } }],
    then: [final('redirected')]
  }
]

test.each(stories)('$name', async ({ behaviours, then }) => {
  const [planned] = await desk.plan([await desk.addWebhook()])
  desk.receiver.next(...behaviours)
  for (const [index, expected] of then.entries()) {
    await desk.deliver()
    const { delivery, attempts } = await desk.get(planned!.id)
    const { mayBeLive, ...row } = expected
    expect(delivery).toMatchObject({ ...row, tries: index + 1 })
    expect(attempts.at(-1)).toMatchObject({ number: index + 1, outcome: row.state, mayBeLive })
    if (row.state === 'failed-retryable') await desk.passUntilDue(planned!.id)
  }
  const last = then.at(-1)!
  expect(desk.receiver.effects).toHaveLength(last.state === 'confirmed' ? 1 : 0)
  expect(new Set(desk.receiver.requests.map(({ id }) => id))).toEqual(new Set([planned!.id]))
  expect(new Set(desk.receiver.requests.map(({ body }) => body)).size).toBe(1)
  const stamps = desk.receiver.requests.map(({ timestamp }) => timestamp)
  expect([...new Set(stamps)].sort()).toEqual(stamps)
  expect(await statusOf(planned!.releaseId)).toBe(last.state === 'confirmed' ? 'published' : 'approved')
})

describe('Retry-After', () => {
  const minute = 60
  const wait = async (header: string): Promise<number> => {
    desk.workspace.setClock('2026-11-26T07:30:00.000Z')
    const [planned] = await desk.plan([await desk.addWebhook()])
    desk.receiver.next({ status: 429, headers: { 'retry-after': header } })
    await desk.deliver()
    return (Date.parse((await desk.get(planned!.id)).delivery.dueAt) - desk.workspace.context.now()) / 1000
  }

  test.each([
    ['30', 30],
    ['3600', 60 * minute],
    ['Thu, 26 Nov 2026 07:45:00 GMT', 15 * minute],
    ['Thursday, 26-Nov-26 07:45:00 GMT', 15 * minute],
    ['315360000', 24 * 60 * minute],
    ['9'.repeat(400), 24 * 60 * minute]
  ])('%s is honoured, never early and at most a tenth late', async (header, seconds) => {
    const waited = await wait(header)
    expect(waited).toBeGreaterThanOrEqual(seconds)
    expect(waited).toBeLessThanOrEqual(seconds * 1.1 + 0.001)
  })

  test.each(['-1', '1e99', 'soon', '0', '', 'Thu, 26 Nov 1998 07:45:00 GMT', '30.5', '2036-01-01'])(
    '%j makes no sense and leaves the schedule as it is',
    async header => {
      const waited = await wait(header)
      expect(waited).toBeGreaterThanOrEqual(2.5)
      expect(waited).toBeLessThanOrEqual(5)
    }
  )

  test('the other deliveries to that account wait too, those to others do not', async () => {
    desk.workspace.setClock('2026-11-26T07:30:00.000Z')
    const [limited, free] = [await desk.addWebhook(), await desk.addWebhook('Autre')]
    desk.receiver.next({ status: 429, headers: { 'retry-after': '600' } })
    await desk.plan([limited])
    const [later, elsewhere] = await desk.plan([limited, free], {}, '2026-11-26T07:31:00.000Z')
    await desk.deliver()
    const { dueAt, reason } = (await desk.get(later!.id)).delivery
    expect(reason).toBe('rate-limited')
    expect(dueAt >= '2026-11-26T07:40:00.000Z' && dueAt <= '2026-11-26T07:43:00.000Z').toBe(true)
    expect((await desk.get(elsewhere!.id)).delivery).toMatchObject({ reason: null, dueAt: elsewhere!.dueAt })
  })
})

test(
  'a receiver that never answers is given up on at the time limit, and may have it',
  { timeout: 40_000 },
  async () => {
    const [planned] = await desk.plan([await desk.addWebhook()])
    desk.receiver.next('never answer')
    await desk.deliver()
    const { delivery, attempts } = await desk.get(planned!.id)
    expect(delivery).toMatchObject({ state: 'failed-retryable', reason: 'timed-out' })
    expect(attempts[0]).toMatchObject({ mayBeLive: true, received: { failure: 'timed-out' } })
    await desk.passUntilDue(planned!.id)
    await desk.deliver()
    expect((await desk.get(planned!.id)).delivery.state).toBe('confirmed')
    expect(desk.receiver.effects).toHaveLength(1)
  }
)

test('what cannot be reached waits and uses up no try; once its slot is missed a person is asked', async () => {
  const [planned] = await desk.plan([await desk.addWebhook()])
  await desk.receiver.close()
  const slot = Date.parse(planned!.plannedAt)
  let round = 0
  for (; desk.workspace.context.now() - slot < 60 * 60_000; round++) {
    await desk.deliver()
    expect((await desk.get(planned!.id)).delivery).toMatchObject({ state: 'planned', reason: 'offline', tries: 0 })
    await desk.passUntilDue(planned!.id)
  }
  expect((await desk.get(planned!.id)).attempts).toHaveLength(round)
  await desk.deliver()
  expect((await desk.get(planned!.id)).delivery).toMatchObject({ state: 'held', reason: 'slot-missed' })
  await desk.handlers['outbox.retry']({ id: planned!.id })
  await desk.deliver()
  expect((await desk.get(planned!.id)).attempts).toHaveLength(round + 1)
})

test('what keeps failing ends after its schedule, and a person can have it tried again', async () => {
  const [planned] = await desk.plan([await desk.addWebhook()])
  desk.receiver.next(...Array.from({ length: 12 }, () => ({ status: 500 })))
  for (let round = 0; round < 12; round++) {
    await desk.deliver()
    await desk.passUntilDue(planned!.id)
  }
  expect((await desk.get(planned!.id)).delivery).toMatchObject({
    state: 'failed-final',
    reason: 'server-error',
    tries: 12
  })
  expect(await desk.deliver()).toMatchObject({ attempted: 0 })
  expect(await desk.handlers['outbox.retry']({ id: planned!.id })).toMatchObject({ state: 'planned', tries: 0 })
  await desk.deliver()
  expect((await desk.get(planned!.id)).delivery).toMatchObject({ state: 'confirmed', tries: 1 })
  expect(desk.receiver.effects).toHaveLength(1)
})

test('one destination that fails in every way stops none of the others', async () => {
  const other = await deliveryDesk()
  try {
    const [bad, good] = [await desk.addWebhook(), await desk.addWebhook('Autre', other.receiver)]
    desk.receiver.next({ status: 400 }, 'lose before', { status: 500 }, { status: 410 })
    for (let release = 0; release < 4; release++) await desk.plan([bad, good], { title: `Communiqué ${release}` })
    expect(await desk.deliver()).toMatchObject({ attempted: 8, confirmed: 4, failed: 4 })
    expect(other.receiver.effects).toHaveLength(4)
  } finally {
    await other.close()
  }
})

test('no secret is in the file, the attempts or the answers', async () => {
  const account = await desk.addWebhook()
  const [planned] = await desk.plan([account])
  desk.receiver.next({
    status: 400,
    body: `bad ${webhookSecret} and ${webhookSecret.slice(6)}`,
    headers: { location: webhookSecret }
  })
  await desk.deliver()
  const answers = JSON.stringify([account, await desk.get(planned!.id), await desk.handlers['accounts.list']({})])
  expect(answers).toContain('bad ••• and •••')
  const { read } = desk.workspace.context
  const log = JSON.stringify([
    await read.selectFrom('attempt').selectAll().execute(),
    await read.selectFrom('audit').selectAll().execute()
  ])
  // Addresses often end in a key: the settings show it to whoever set it up, the log does not.
  expect(log).not.toContain('not-for-logs')
  const stored = JSON.stringify(await read.selectFrom('account').selectAll().execute())
  for (const text of [answers, log, stored]) expect(text).not.toContain(webhookSecret.slice(6))
})
