import { afterEach, beforeEach, expect, test } from 'vitest'
import { reachHandlers } from '../../../src/main/workspace/reach/reach.handlers.ts'
import { createRelease } from '../../../src/main/workspace/releases/release.service.ts'
import { csvFile, metricsCsv, type CsvRow } from '../../support/metrics-csv.ts'
import { writeDeliveries } from '../../support/outbox.ts'
import { testWorkspace, type TestWorkspace } from '../../support/workspace.ts'

let workspace: TestWorkspace
let handlers: ReturnType<typeof reachHandlers>

beforeEach(async () => {
  workspace = await testWorkspace()
  workspace.context.session.actor = workspace.people.officer
  workspace.setClock('2026-11-20T09:00:00.000Z')
  handlers = reachHandlers(workspace.context)
})
afterEach(() => workspace.close())

const importRows = (rows: CsvRow[]) =>
  handlers['metrics.import']({ file: csvFile('figures.csv', metricsCsv(rows)), map: {} })
const release = (title: string) =>
  workspace.context.write((trx, note) =>
    createRelease(trx, note, {
      content: { kind: 'press-release', title, subtitle: '', body: 'Texte.', lang: 'fr', embargo: null },
      origin: { from: 'written' },
      status: 'draft',
      editor: null,
      at: '2026-09-01T08:00:00.000Z'
    })
  )
const own = { account: 'Armelin · LinkedIn', clicks: 1 }
const soazig = { account: 'Soazig Le Bihan', clicks: 2 }

test('a month in figures, compared with the one before, and all of it from the roll-ups', async () => {
  const nantes = await release('Nantes')
  await importRows([
    { ...own, date: '2026-10-30', url: 'https://x.com/0', impressions: 40 },
    { ...soazig, date: '2026-10-31', url: 'https://x.com/1', title: 'Nantes', impressions: 20 },
    { ...own, date: '2026-11-01', url: 'https://x.com/2', title: 'Nantes', impressions: 100 },
    { ...soazig, date: '2026-11-01', url: 'https://x.com/1', title: 'Nantes', impressions: 30 },
    { ...soazig, date: '2026-11-30', url: 'https://x.com/3', title: 'Nantes', impressions: 20 },
    { ...soazig, account: 'Amina', date: '2026-11-30', url: 'https://x.com/4', impressions: 300 }
  ])
  // A figure that a screen shows must not be read from the rows: they are in the millions.
  workspace.context.sqlite.exec('UPDATE metric SET impressions = 0, clicks = 0')
  const month = await handlers['reach.month']({ month: '2026-11' })
  const counts = (impressions: number, clicks: number) => ({
    impressions,
    clicks,
    reactions: 0,
    comments: 0,
    shares: 0
  })
  expect({ ...month, days: month.days.filter(day => day.owned + day.advocacy > 0) }).toEqual({
    month: '2026-11',
    from: '2026-11-01',
    to: '2026-11-30',
    days: [
      { day: '2026-11-01', owned: 100, advocacy: 30 },
      { day: '2026-11-30', owned: 0, advocacy: 320 }
    ],
    owned: counts(100, 1),
    advocacy: counts(350, 6),
    multiplier: 4.5,
    previous: { owned: counts(40, 1), advocacy: counts(20, 2), multiplier: 1.5, ambassadors: 1 },
    releases: [
      { id: nantes.id, title: 'Nantes', owned: counts(100, 1), advocacy: counts(50, 4), multiplier: 1.5, posts: 1 },
      { id: null, title: '', owned: counts(0, 0), advocacy: counts(300, 2), multiplier: null, posts: 1 }
    ],
    marks: [],
    ambassadors: [
      { name: 'Amina', network: 'x', impressions: 300, clicks: 2, posts: 1 },
      { name: 'Soazig Le Bihan', network: 'x', impressions: 50, clicks: 4, posts: 1 }
    ],
    accounts: [{ name: 'Armelin · LinkedIn', network: 'linkedin', impressions: 100, clicks: 1, posts: 1 }]
  })
  expect(month.days).toHaveLength(30)

  const one = await handlers['reach.month']({ month: '2026-11', release: nantes.id })
  expect(one).toMatchObject({
    owned: counts(100, 1),
    advocacy: counts(50, 4),
    multiplier: 1.5,
    previous: { owned: counts(0, 0), advocacy: counts(20, 2), ambassadors: 1 }
  })
  expect(one.days.filter(day => day.owned + day.advocacy > 0)).toEqual([
    { day: '2026-11-01', owned: 100, advocacy: 30 },
    { day: '2026-11-30', owned: 0, advocacy: 20 }
  ])
  expect(one.releases.map(line => line.title)).toEqual(['Nantes'])
  expect(one.ambassadors.map(line => line.name)).toEqual(['Soazig Le Bihan'])
})

test('without a month, the newest with figures that is not in the future', async () => {
  expect(await handlers['reach.month']({})).toMatchObject({
    month: '2026-11',
    previous: null,
    multiplier: null,
    releases: []
  })
  await importRows([{ ...own, date: '2031-05-01', url: 'https://x.com/9', impressions: 1 }])
  expect((await handlers['reach.month']({})).month).toBe('2031-05')
  await importRows([{ ...own, date: '2026-09-01', url: 'https://x.com/9', impressions: 1 }])
  expect((await handlers['reach.month']({})).month).toBe('2026-09')
  expect(await handlers['reach.months']({})).toEqual(['2031-05', '2026-09'])
})

test('a release marks the day it first went out, on the workspace’s own calendar', async () => {
  const [early, late, elsewhere, draft] = [
    await release('Tôt'),
    await release('Tard'),
    await release('Ailleurs'),
    await release('Brouillon')
  ]
  writeDeliveries(workspace, [
    { release: early.id, account: 'Flux', plannedAt: '2026-10-31T23:30:00.000Z', at: '2026-10-31T23:30:05.000Z' },
    { release: late.id, account: 'Flux', plannedAt: '2026-11-30T22:30:00.000Z', at: '2026-11-30T22:59:59.000Z' },
    { release: late.id, account: 'Intranet', plannedAt: '2026-12-02T08:00:00.000Z', at: '2026-12-02T08:00:00.000Z' },
    {
      release: draft.id,
      account: 'Flux',
      plannedAt: '2026-11-05T08:00:00.000Z',
      at: '2026-11-05T08:00:00.000Z',
      state: 'planned'
    }
  ])
  workspace.context.sqlite
    .prepare(`UPDATE release SET status = 'published', listed_at = '2026-11-07T08:00:00.000Z' WHERE id = ?`)
    .run(elsewhere.id)
  const marks = async (month: string) => (await handlers['reach.month']({ month })).marks
  expect(await marks('2026-11')).toEqual([
    { day: '2026-11-01', id: early.id, title: 'Tôt' },
    { day: '2026-11-07', id: elsewhere.id, title: 'Ailleurs' },
    { day: '2026-11-30', id: late.id, title: 'Tard' }
  ])
  expect(await marks('2026-10')).toEqual([])
  expect(await marks('2026-12')).toEqual([])
  expect((await handlers['reach.month']({ month: '2026-11', release: late.id })).marks).toHaveLength(1)
})

test('rows behind a figure: of a day, an account, a channel, so many at most', async () => {
  await importRows([
    { ...own, date: '2026-11-01', url: 'https://x.com/1', impressions: 1 },
    { ...soazig, date: '2026-11-01', url: 'https://x.com/2', impressions: 2 },
    { ...soazig, date: '2026-11-02', url: 'https://x.com/2', impressions: 3 },
    { ...soazig, date: '2026-12-01', url: 'https://x.com/2', impressions: 4 }
  ])
  const rows = async (filter: { day?: string; account?: string; channel?: 'owned' | 'advocacy'; limit?: number }) => {
    const found = await handlers['reach.rows']({ month: '2026-11', limit: 50, ...filter })
    return [found.total, ...found.rows.map(row => row.impressions)]
  }
  expect(await rows({})).toEqual([3, 1, 2, 3])
  expect(await rows({ day: '2026-11-01' })).toEqual([2, 1, 2])
  expect(await rows({ account: 'Soazig Le Bihan' })).toEqual([2, 2, 3])
  expect(await rows({ channel: 'owned' })).toEqual([1, 1])
  expect(await rows({ limit: 1 })).toEqual([3, 1])
  const missing = '01930000-0000-7000-8000-000000000000'
  await expect(handlers['reach.rows']({ month: '2026-11', release: missing, limit: 5 })).rejects.toMatchObject({
    code: 'release-missing'
  })
  await expect(handlers['reach.month']({ month: '2026-11', release: missing })).rejects.toMatchObject({
    code: 'release-missing'
  })
})

test('an account that changes sides takes its figures along, in every month', async () => {
  await importRows([
    { ...soazig, date: '2026-10-01', url: 'https://x.com/1', impressions: 5 },
    { ...soazig, date: '2026-11-01', url: 'https://x.com/2', impressions: 7 },
    { ...own, date: '2026-11-01', url: 'https://x.com/3', impressions: 10 }
  ])
  workspace.changes.length = 0
  await handlers['reach.setChannel']({ account: 'Soazig Le Bihan', channel: 'owned' })
  expect(workspace.changes).toEqual([{ topic: 'reach', ids: [] }])
  expect(await handlers['reach.month']({ month: '2026-10' })).toMatchObject({
    owned: { impressions: 5 },
    advocacy: { impressions: 0 },
    ambassadors: []
  })
  expect(await handlers['reach.month']({ month: '2026-11' })).toMatchObject({
    owned: { impressions: 17 },
    advocacy: { impressions: 0 },
    multiplier: 1
  })
})
