import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { RelaisError } from '../../../src/domain/errors.ts'
import type { Connector } from '../../../src/main/workspace/delivery/connectors/connector.ts'
import { deliveryHandlers } from '../../../src/main/workspace/delivery/delivery.handlers.ts'
import { reachFeature, type ReachFeature } from '../../../src/main/workspace/reach/reach.handlers.ts'
import type { Account } from '../../../src/preload/contract/delivery.ts'
import { mastodonStandIn, mastodonToken, type MastodonStandIn } from '../../stand-ins/mastodon.ts'
import { deliveryDesk, type DeliveryDesk } from '../../support/delivery-desk.ts'
import { csvFile, metricsCsv } from '../../support/metrics-csv.ts'
import { pillarDesk } from '../../support/pillar-desk.ts'
import { rollupsKeptAndMade } from './naive.ts'

let desk: DeliveryDesk
let server: MastodonStandIn
let account: Account
let reach: ReachFeature
const closing: (() => Promise<void>)[] = []

const addMastodon = (name: string, { url }: MastodonStandIn): Promise<Account> =>
  Promise.resolve(
    desk.handlers['accounts.add']({
      connector: 'mastodon',
      name,
      settings: { server: url, allowHost: '127.0.0.1' },
      secret: mastodonToken
    })
  )
const at = (instant: string): void => {
  desk.workspace.setClock(instant)
  server.setClock(Date.parse(instant))
}
const pull = async () => (await reach.handlers['metrics.pull']({})).accounts
const rows = async () => (await reach.handlers['reach.rows']({ month: '2026-11', limit: 100 })).rows
const dayOf = async (day: string) => (await rows()).filter(row => row.day === day && !row.superseded)
const expectNaive = (): void => {
  const { kept, made } = rollupsKeptAndMade(desk.workspace)
  expect(kept).toEqual(made)
}
const all = (): unknown =>
  ['metric', 'metric_file', 'metric_account', 'reach_series_day', 'reach_day', 'reach_source_month'].map(table =>
    desk.workspace.context.sqlite.prepare(`SELECT * FROM ${table}`).all()
  )

beforeEach(async () => {
  desk = await deliveryDesk()
  server = await mastodonStandIn()
  closing.push(() => server.close())
  at('2026-11-26T07:30:00.000Z')
  account = await addMastodon('Les ateliers', server)
  await desk.plan([account])
  await desk.deliver()
  reach = reachFeature(desk.workspace.context, { pull: 'on-call', readFigures: desk.feature.readFigures })
})
afterEach(async () => {
  vi.useRealTimers()
  await reach.stop()
  await desk.close()
  for (const close of closing.splice(0).reverse()) await close()
})

describe('counters that are pulled', () => {
  test('on two days give each day what it added, of the release that was delivered', async () => {
    const { remoteUrl } = (await desk.handlers['outbox.list']({ order: 'newest', limit: 1 })).deliveries[0]!
    expect(await pull()).toEqual([
      { id: account.id, name: 'Les ateliers', readings: 2, stored: 1, problem: null, at: '2026-11-26T07:30:00.000Z' }
    ])
    at('2026-11-27T07:30:00.000Z')
    Object.assign(server.counters, { favourites_count: 20, replies_count: 1 })
    expect(await pull()).toMatchObject([{ stored: 1, at: '2026-11-27T07:30:00.000Z' }])
    const figure = { account: 'Les ateliers', channel: 'owned', reference: remoteUrl, row: 1, superseded: false }
    expect(await rows()).toMatchObject([
      { ...figure, day: '2026-11-26', reactions: 12, comments: 3, shares: 2 },
      { ...figure, day: '2026-11-27', reactions: 8, comments: 0, shares: 0 }
    ])
    expect((await rows())[1]!.file).toBe('mastodon · Les ateliers · 2026-11-27T07:30:00.000Z')
    const { releases } = await reach.handlers['reach.month']({ month: '2026-11' })
    expect(releases).toMatchObject([
      { title: 'Armelin ouvre une usine à Landelles', owned: { reactions: 20, comments: 3, shares: 2 } }
    ])
    expectNaive()
  })

  test('that fell and rose again are not counted twice', async () => {
    for (const [day, favourites_count] of [12, 9, 14].entries()) {
      at(`2026-11-${26 + day}T07:30:00.000Z`)
      Object.assign(server.counters, { favourites_count })
      await pull()
    }
    expect((await rows()).map(({ reactions }) => reactions)).toEqual([12, 2])
    expectNaive()
  })

  test('twice change nothing, on a later day neither', async () => {
    await pull()
    const before = all()
    expect(await pull()).toMatchObject([{ readings: 2, stored: 0 }])
    at('2026-11-27T07:30:00.000Z')
    expect(await pull()).toMatchObject([{ readings: 2, stored: 0 }])
    expect(all()).toEqual(before)
  })

  test('anew on the same day take the place of what was there, which is kept', async () => {
    await pull()
    at('2026-11-26T17:30:00.000Z')
    server.counters.favourites_count = 30
    await pull()
    expect((await rows()).map(({ reactions, superseded }) => [reactions, superseded])).toEqual([
      [12, true],
      [30, false]
    ])
    expectNaive()
  })

  test('are the same post as in a file that has its address', async () => {
    await pull()
    const [{ reference } = { reference: '' }] = await rows()
    const row = { date: '2026-11-26', account: 'Les ateliers', url: reference, impressions: 0, reactions: 15 }
    await reach.handlers['metrics.import']({ file: csvFile('x.csv', metricsCsv([row])), map: {} })
    expect(await dayOf('2026-11-26')).toMatchObject([{ reactions: 15, file: 'x.csv' }])
    await pull()
    expect(await dayOf('2026-11-26')).toMatchObject([{ reactions: 12 }])
    expectNaive()
  })

  test('of what was taken back are kept, and not asked for again', async () => {
    await pull()
    const [{ releaseId } = { releaseId: '' }] = (await desk.handlers['outbox.list']({ order: 'newest', limit: 1 }))
      .deliveries
    await desk.handlers['outbox.withdraw']({ release: releaseId })
    await desk.deliver()
    server.counters.favourites_count = 30
    expect(await pull()).toMatchObject([{ readings: 1, stored: 0, problem: null }])
    expect(await rows()).toMatchObject([{ reactions: 12 }])
  })

  test('of what is older than three months are not asked for', async () => {
    at('2027-02-26T07:30:00.000Z')
    expect(await pull()).toMatchObject([{ readings: 1, stored: 0, problem: null }])
  })
})

describe('an account that cannot be asked', () => {
  test('is named, and the others go on', async () => {
    const other = await mastodonStandIn()
    closing.push(() => other.close())
    await addMastodon('Ailleurs', other)
    other.revoke()
    expect(await pull()).toMatchObject([
      { name: 'Ailleurs', stored: 0, problem: { code: 'destination-refused' }, at: null },
      { name: 'Les ateliers', stored: 1, problem: null }
    ])
  })

  test('keeps the time of its last answer', async () => {
    await pull()
    at('2026-11-27T07:30:00.000Z')
    server.revoke()
    expect(await pull()).toMatchObject([{ at: '2026-11-26T07:30:00.000Z', problem: { code: 'destination-refused' } }])
  })

  test('because its secret is locked says so; one that tells no figures is refused by name', async () => {
    desk.workspace.context.session.vaultKey = null
    expect(await pull()).toMatchObject([{ stored: 0, problem: { code: 'locked' } }])
    desk.workspace.context.session.vaultKey = new Uint8Array(32).fill(1)
    const { id } = await desk.addFeed()
    await expect(reach.handlers['metrics.pull']({ account: id })).rejects.toMatchObject({ code: 'no-figures' })
  })
})

test('a token that is not taken is renewed, and the question asked again', async () => {
  const box = await pillarDesk({ tokens: true, secret: 'given' })
  closing.push(() => box.close())
  const used: (string | undefined)[] = []
  const telling: Connector = {
    ...box.box.connector,
    metrics: (_posts, { tokens }) => {
      used.push(tokens?.access)
      if (used.length === 1) throw new RelaisError('destination-refused', { answer: 'HTTP 401' })
      return Promise.resolve([])
    }
  }
  const { context } = box.workspace
  const feature = deliveryHandlers(context, { deliver: 'on-call', connectors: [telling] })
  closing.push(() => feature.stop())
  const { handlers } = reachFeature(context, { pull: 'on-call', readFigures: feature.readFigures })
  expect((await handlers['metrics.pull']({})).accounts).toMatchObject([{ name: 'Boîte', problem: null }])
  expect([used.length, new Set(used).size, box.box.renewals()]).toEqual([2, 2, 2])
})

test('figures are pulled by themselves, once a day, and again after a failure', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let asked = 0
  const daily = reachFeature(desk.workspace.context, {
    pull: 'auto',
    readFigures: async isChosen => {
      const figures = await desk.feature.readFigures(isChosen)
      asked += figures.length
      return figures
    }
  })
  const pass = async (minutes: number): Promise<number> => {
    vi.advanceTimersByTime(minutes * 60_000)
    // Waits in line behind the round that this may have begun.
    await expect(daily.handlers['metrics.pull']({ account: 'none' })).rejects.toMatchObject({ code: 'no-figures' })
    return asked
  }
  server.revoke()
  expect(await pass(4)).toBe(0)
  expect(await pass(1)).toBe(1)
  expect(await pass(60)).toBe(2)
  expect(await rows()).toEqual([])
  server.restore()
  expect(await pass(60)).toBe(3)
  expect(await rows()).toHaveLength(1)
  expect(await pass(60)).toBe(3)
  at('2026-11-27T00:10:00.000Z')
  expect(await pass(60)).toBe(4)
  await daily.stop()
})
