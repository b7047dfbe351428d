import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { embargoFromWall, wallIn } from '../../../src/domain/delivery/embargo.ts'
import { vouchableAfter } from '../../../src/domain/delivery/gate.ts'
import { deliveryDesk, type DeliveryDesk } from '../../support/delivery-desk.ts'

const embargo = embargoFromWall('2027-03-28T02:30', 'Europe/Prague')
const lifts = Date.parse(embargo.at)
const at = (milliseconds: number): string => new Date(milliseconds).toISOString()

let desk: DeliveryDesk
/** How far ahead of the receiver's clock this machine's is, in milliseconds; null: the receiver tells no time. */
let ahead: number | null
beforeEach(async () => {
  ahead = 0
  desk = await deliveryDesk({ theirClock: () => (ahead === null ? null : desk.workspace.context.now() - ahead) })
  desk.workspace.setClock(at(lifts - 3 * 3600_000))
})
afterEach(() => desk.close())

const stateOf = async (id: string) => {
  const { state, reason, dueAt } = (await desk.get(id)).delivery
  return { state, reason, dueAt }
}

test('what is planned without a time waits for its embargo, and goes within a second of it', async () => {
  const [planned] = await desk.plan([await desk.addWebhook()], { embargo })
  expect(planned).toMatchObject({ state: 'planned', plannedAt: embargo.at, plannedZone: 'Europe/Prague' })
  desk.workspace.setClock(at(lifts - 1))
  expect(await desk.deliver()).toMatchObject({ attempted: 0, held: 0 })
  desk.workspace.setClock(at(lifts))
  await desk.deliver()
  expect(await stateOf(planned!.id)).toMatchObject({ state: 'confirmed' })
})

test('a time before the embargo may be planned, and is kept from going', async () => {
  const [planned] = await desk.plan([await desk.addWebhook()], { embargo }, at(lifts - 2 * 3600_000))
  desk.workspace.setClock(at(lifts - 2 * 3600_000))
  await desk.deliver()
  expect(await stateOf(planned!.id)).toEqual({ state: 'held', reason: 'embargo', dueAt: embargo.at })
  expect(desk.receiver).toMatchObject({ requests: [], looks: 0 })
  await desk.handlers['outbox.retry']({ id: planned!.id })
  desk.workspace.setClock(at(lifts - 1))
  await desk.deliver()
  expect(await stateOf(planned!.id)).toMatchObject({ state: 'held', reason: 'embargo' })
  desk.workspace.setClock(at(lifts))
  await desk.deliver()
  expect(desk.receiver.effects).toHaveLength(1)
})

test('the embargo counts as it was signed, not as the release’s row says it', async () => {
  const [planned] = await desk.plan([await desk.addWebhook()], { embargo }, at(lifts - 3600_000))
  await desk.workspace.context.write(trx =>
    trx
      .updateTable('release')
      .set({ embargo_at: at(0) })
      .execute()
  )
  desk.workspace.setClock(at(lifts - 1800_000))
  await desk.deliver()
  expect(await stateOf(planned!.id)).toMatchObject({ state: 'held', reason: 'approval-invalid' })
  expect(desk.receiver.requests).toHaveLength(0)
})

describe('before an embargoed text goes, the clocks are compared', () => {
  const plan = async () => (await desk.plan([await desk.addWebhook()], { embargo }))[0]!

  test.each([
    ['a day ahead', 86_400_000],
    ['an hour ahead', 3_600_000],
    ['61 seconds ahead', 61_000],
    ['two minutes behind', -120_000]
  ])('a clock that is %s holds it, and says so', async (_name, difference) => {
    ahead = difference
    const planned = await plan()
    desk.workspace.setClock(at(lifts))
    await desk.deliver()
    expect(await stateOf(planned.id)).toMatchObject({ state: 'held', reason: 'clock-skew' })
    expect(desk.receiver.requests).toHaveLength(0)
    ahead = 0
    desk.workspace.setClock(at(lifts + Math.max(0, -difference)))
    await desk.deliver()
    expect(await stateOf(planned.id)).toMatchObject({ state: 'confirmed' })
  })

  test('within the tolerance, the slower clock counts', async () => {
    ahead = 40_000
    const planned = await plan()
    desk.workspace.setClock(at(lifts))
    await desk.deliver()
    const held = await stateOf(planned.id)
    expect(held).toMatchObject({ state: 'held', reason: 'embargo' })
    expect(Date.parse(held.dueAt) - lifts).toBeGreaterThanOrEqual(39_000)
    expect(Date.parse(held.dueAt) - lifts).toBeLessThan(42_000)
    // A second more: the receiver is asked anew, and tells whole seconds.
    desk.workspace.setClock(at(Date.parse(held.dueAt) + 1_000))
    await desk.deliver()
    expect(await stateOf(planned.id)).toMatchObject({ state: 'confirmed' })
  })

  test('where no clock can be asked it is held, until a person says so over a day after it lifted', async () => {
    ahead = null
    const planned = await plan()
    for (const moment of [lifts - 1, lifts, lifts + 60_000, lifts + vouchableAfter]) {
      desk.workspace.setClock(at(moment))
      await desk.handlers['outbox.retry']({ id: planned.id })
    }
    // A word given before that day was over does not begin to count by itself.
    desk.workspace.setClock(at(lifts + 2 * vouchableAfter))
    await desk.deliver()
    expect(await stateOf(planned.id)).toMatchObject({ state: 'held', reason: 'clock-unverified' })
    await desk.handlers['outbox.retry']({ id: planned.id })
    await desk.deliver()
    expect(await stateOf(planned.id)).toMatchObject({ state: 'confirmed' })
  })

  test('a person’s word does not stand against a clock that was asked', async () => {
    ahead = 3_600_000
    const planned = await plan()
    desk.workspace.setClock(at(lifts))
    await desk.handlers['outbox.retry']({ id: planned.id })
    await desk.deliver()
    expect(await stateOf(planned.id)).toMatchObject({ state: 'held', reason: 'clock-skew' })
  })

  test('a feed has no clock: another destination’s is asked, or it is held', async () => {
    const feed = await desk.addFeed()
    const [alone] = await desk.plan([feed], { embargo })
    desk.workspace.setClock(at(lifts))
    await desk.deliver()
    expect(await stateOf(alone!.id)).toMatchObject({ state: 'held', reason: 'clock-unverified' })
    await desk.addWebhook()
    await desk.deliver()
    expect(await stateOf(alone!.id)).toMatchObject({ state: 'confirmed' })
    expect(desk.receiver).toMatchObject({ looks: 1, requests: [] })
  })

  test('what is not under embargo asks nobody', async () => {
    ahead = 86_400_000
    await desk.plan([await desk.addWebhook()])
    expect(await desk.deliver()).toMatchObject({ confirmed: 1 })
    expect(desk.receiver.looks).toBe(0)
  })
})

test('changed zone rules count where they make it later', async () => {
  // As if planned under rules by which 09:00 in Paris was an hour earlier.
  const older = { at: '2027-06-01T06:00:00.000Z', zone: 'Europe/Paris', wall: '2027-06-01T09:00' }
  const [planned] = await desk.plan([await desk.addWebhook()], { embargo: older }, older.at)
  desk.workspace.setClock('2027-06-01T06:59:59.000Z')
  await desk.deliver()
  expect(await stateOf(planned!.id)).toEqual({ state: 'held', reason: 'embargo', dueAt: '2027-06-01T07:00:00.000Z' })
})

test('a clock that was ahead for a while and is set right has made nothing due, nor late', async () => {
  const account = await desk.addWebhook()
  desk.workspace.setClock('2027-01-02T12:00:00.000Z')
  await desk.deliver()
  desk.workspace.setClock('2027-01-01T12:00:00.000Z')
  const [planned] = await desk.plan([account], {}, '2027-01-01T13:00:00.000Z')
  expect(await desk.deliver()).toMatchObject({ attempted: 0, held: 0 })
  expect(await stateOf(planned!.id)).toEqual({ state: 'planned', reason: null, dueAt: '2027-01-01T13:00:00.000Z' })
  desk.workspace.setClock('2027-01-01T13:00:00.000Z')
  expect(await desk.deliver()).toMatchObject({ confirmed: 1 })
})

test('a time with an offset is never taken for a wall time: it is refused, or moved into the zone', () => {
  for (const wall of ['2026-12-01T10:00-08:00', '2026-12-01T10:00Z', '2026-12-01T10:00[America/New_York]'])
    expect(() => embargoFromWall(wall, 'Europe/Paris')).toThrow(expect.objectContaining({ code: 'bad-time' }) as Error)
  expect(embargoFromWall(wallIn('2026-12-01T10:00-08:00', 'Europe/Paris'), 'Europe/Paris').at).toBe(
    '2026-12-01T18:00:00.000Z'
  )
})
