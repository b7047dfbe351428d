import { afterEach, beforeEach, expect, test } from 'vitest'
import { monthSentences } from '../../../src/domain/reports/sentences.ts'
import { translator } from '../../../src/messages/index.ts'
import { newId } from '../../../src/main/workspace/ids.ts'
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
  workspace.setClock('2026-12-01T09:00:00.000Z')
  handlers = reachHandlers(workspace.context)
})
afterEach(() => workspace.close())

const importRows = (name: string, rows: CsvRow[]) =>
  handlers['metrics.import']({ file: csvFile(name, metricsCsv(rows)), map: {} })
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

/** A review as it is once it was closed (or still open), of a text under embargo or not. */
function writeReview(
  releaseId: string,
  review: { title?: string; submitted: string; closed?: string; state: string; embargo?: string }
): void {
  const { sqlite } = workspace.context
  const [revision, person] = [newId(), workspace.people.officer.id]
  const embargo = review.embargo ? { at: review.embargo, zone: 'Europe/Paris', wall: '' } : null
  const number = (sqlite.prepare('SELECT count(*) AS n FROM revision').get() as { n: number }).n + 1
  sqlite
    .prepare(`INSERT INTO revision VALUES (?, ?, ?, ?, '', '[]', ?)`)
    .run(revision, releaseId, number, JSON.stringify({ title: review.title ?? 'Texte', embargo }), review.submitted)
  sqlite
    .prepare(
      `INSERT INTO review (id, release_id, revision_id, submitted_by, submitted_at, state, closed_at) VALUES (?, ?, ?, ?, ?, ?, ?)`
    )
    .run(newId(), releaseId, revision, person, review.submitted, review.state, review.closed ?? null)
  if (review.state !== 'approved' || !review.closed) return
  sqlite
    .prepare(
      `INSERT INTO audit (id, at, verb, subject_id, detail, previous_hash, hash) VALUES (?, ?, 'release.approve', ?, ?, '', '')`
    )
    .run(newId(), review.closed, releaseId, JSON.stringify({ from: 'in-review', to: 'approved' }))
}

async function november(): Promise<{ nantes: string; results: string }> {
  const [nantes, results] = [(await release('Nantes')).id, (await release('Résultats')).id]
  await importRows('octobre.csv', [
    { date: '2026-10-05', account: 'Armelin · LinkedIn', url: 'https://linkedin.com/0', impressions: 100 },
    { date: '2026-10-06', account: 'Amina', url: 'https://linkedin.com/a', impressions: 200 }
  ])
  await importRows('novembre.csv', [
    {
      date: '2026-11-03',
      account: 'Armelin · LinkedIn',
      url: 'https://linkedin.com/1',
      title: 'Nantes',
      impressions: 100,
      clicks: 5,
      shares: 2
    },
    {
      date: '2026-11-04',
      account: 'Soazig Le Bihan',
      url: 'https://x.com/1',
      title: 'Nantes',
      impressions: 250,
      clicks: 10
    },
    { date: '2026-11-05', account: 'Amina', url: 'https://x.com/2', title: 'Résultats', impressions: 60 },
    { date: '2026-11-05', account: 'Amina', url: 'https://x.com/3', impressions: 40 }
  ])
  writeDeliveries(workspace, [
    { release: nantes, account: 'Flux', plannedAt: '2026-11-03T08:00:00.000Z', at: '2026-11-03T08:15:00.000Z' },
    { release: nantes, account: 'Intranet', plannedAt: '2026-11-03T08:00:00.000Z', at: '2026-11-03T08:15:01.000Z' },
    { release: results, account: 'Flux', plannedAt: '2026-11-05T08:00:00.000Z', at: '2026-11-05T08:00:01.000Z' },
    {
      release: results,
      account: 'Intranet',
      plannedAt: '2026-11-05T08:00:00.000Z',
      at: '2026-11-05T09:00:00.000Z',
      state: 'failed-final'
    },
    {
      release: results,
      account: 'Intranet',
      plannedAt: '2026-12-01T08:00:00.000Z',
      at: '2026-12-01T08:00:00.000Z',
      state: 'failed-final'
    }
  ])
  writeReview(nantes, { submitted: '2026-11-01T08:00:00.000Z', closed: '2026-11-01T09:00:00.000Z', state: 'approved' })
  writeReview(results, { submitted: '2026-11-02T08:00:00.000Z', closed: '2026-11-02T11:00:00.000Z', state: 'approved' })
  writeReview(results, { submitted: '2026-10-02T08:00:00.000Z', closed: '2026-10-02T08:30:00.000Z', state: 'approved' })
  writeReview(results, { submitted: '2026-11-03T08:00:00.000Z', closed: '2026-11-03T08:01:00.000Z', state: 'refused' })
  return { nantes, results }
}

test('a month’s report adds up', async () => {
  await november()
  const report = await handlers['reports.month']({ month: '2026-11' })
  const counts = (impressions: number, clicks = 0, shares = 0) => ({
    impressions,
    clicks,
    reactions: 0,
    comments: 0,
    shares
  })
  expect({
    ...report,
    days: report.days.length,
    sources: report.sources.map(({ name, rows }) => [name, rows])
  }).toEqual({
    workspace: 'Armelin',
    month: '2026-11',
    lang: 'fr',
    zone: 'Europe/Paris',
    owned: counts(100, 5, 2),
    advocacy: counts(350, 10),
    multiplier: 4.5,
    ambassadors: 2,
    previous: { owned: counts(100), advocacy: counts(200), multiplier: 3, ambassadors: 1 },
    days: 30,
    marks: [
      { day: '2026-11-03', title: 'Nantes' },
      { day: '2026-11-05', title: 'Résultats' }
    ],
    trend: [
      { month: '2026-10', owned: 100, advocacy: 200, multiplier: 3 },
      { month: '2026-11', owned: 100, advocacy: 350, multiplier: 4.5 }
    ],
    releases: [
      { title: 'Nantes', owned: 100, advocacy: 250, clicks: 15, shares: 2, posts: 1, multiplier: 3.5 },
      { title: 'Résultats', owned: 0, advocacy: 60, clicks: 0, shares: 0, posts: 1, multiplier: null }
    ],
    otherReleases: null,
    unmatched: { owned: 0, advocacy: 40 },
    networks: [
      { network: 'x', owned: 0, advocacy: 250 },
      { network: 'linkedin', owned: 100, advocacy: 100 }
    ],
    topAmbassadors: [
      { name: 'Soazig Le Bihan', impressions: 250, clicks: 10, posts: 1 },
      { name: 'Amina', impressions: 100, clicks: 0, posts: 2 }
    ],
    deliveries: {
      confirmed: 3,
      onTime: 2,
      failed: 1,
      destinations: [
        { name: 'Flux', connector: 'feed', confirmed: 2, onTime: 2, failed: 0 },
        { name: 'Intranet', connector: 'feed', confirmed: 1, onTime: 0, failed: 1 }
      ]
    },
    approvalMinutes: 120,
    previousApprovalMinutes: 30,
    approvals: 2,
    published: [
      { day: '2026-11-03', title: 'Nantes', destinations: 2 },
      { day: '2026-11-05', title: 'Résultats', destinations: 1 }
    ],
    upcoming: [],
    sources: [['novembre.csv', 4]]
  })
})

test('a closed month stays as it was, whatever happens in the months after', async () => {
  const { nantes, results } = await november()
  writeReview(nantes, {
    title: 'Sous embargo',
    submitted: '2026-11-20T08:00:00.000Z',
    closed: '2026-12-02T08:00:00.000Z',
    state: 'refused',
    embargo: '2026-12-15T06:30:00.000Z'
  })
  const before = await handlers['reports.month']({ month: '2026-11', lang: 'en' })
  expect(before.upcoming).toEqual([
    { at: '2026-12-15T06:30:00.000Z', zone: 'Europe/Paris', title: 'Sous embargo', approved: false }
  ])

  workspace.setClock('2027-03-01T09:00:00.000Z')
  await importRows('novembre encore.csv', [
    {
      date: '2026-11-03',
      account: 'Armelin · LinkedIn',
      url: 'https://linkedin.com/1',
      impressions: 100,
      clicks: 5,
      shares: 2
    }
  ])
  await importRows('decembre.csv', [
    { date: '2026-12-03', account: 'Soazig Le Bihan', url: 'https://x.com/1', title: 'Nantes', impressions: 9_000 }
  ])
  writeDeliveries(workspace, [
    { release: results, account: 'Presse', plannedAt: '2026-12-04T08:00:00.000Z', at: '2026-12-04T08:00:00.000Z' }
  ])
  writeReview(results, {
    submitted: '2026-12-05T08:00:00.000Z',
    closed: '2026-12-05T09:00:00.000Z',
    state: 'approved',
    embargo: '2027-01-01T06:30:00.000Z'
  })
  const after = await handlers['reports.month']({ month: '2026-11', lang: 'en' })
  expect(after).toEqual(before)
  expect(JSON.stringify(after)).toBe(JSON.stringify(before))
})

test('what is coming up is told as it was known when the month ended', async () => {
  const texts = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(title => release(title)))
  const [approved, refused, lifted, replaced, late] = texts.map(text => text.id) as [
    string,
    string,
    string,
    string,
    string
  ]
  const [in15, in20] = ['2026-12-15T06:30:00.000Z', '2026-12-20T06:30:00.000Z']
  writeReview(approved, {
    title: 'Approuvé',
    submitted: '2026-11-10T08:00:00.000Z',
    closed: '2026-11-11T08:00:00.000Z',
    state: 'approved',
    embargo: in20
  })
  writeReview(refused, {
    submitted: '2026-11-10T08:00:00.000Z',
    closed: '2026-11-11T08:00:00.000Z',
    state: 'changes-requested',
    embargo: in20
  })
  writeReview(lifted, {
    submitted: '2026-11-10T08:00:00.000Z',
    closed: '2026-11-11T08:00:00.000Z',
    state: 'approved',
    embargo: '2026-11-30T20:00:00.000Z'
  })
  writeReview(replaced, {
    title: 'Avant',
    submitted: '2026-11-10T08:00:00.000Z',
    closed: '2026-11-12T08:00:00.000Z',
    state: 'void',
    embargo: in20
  })
  writeReview(replaced, {
    title: 'Après',
    submitted: '2026-11-13T08:00:00.000Z',
    closed: '2026-12-02T08:00:00.000Z',
    state: 'approved',
    embargo: in15
  })
  writeReview(late, { submitted: '2026-12-01T08:00:00.000Z', state: 'open', embargo: in15 })
  expect((await handlers['reports.month']({ month: '2026-11' })).upcoming).toEqual([
    { at: in15, zone: 'Europe/Paris', title: 'Après', approved: false },
    { at: in20, zone: 'Europe/Paris', title: 'Approuvé', approved: true }
  ])
})

test('the lines that do not fit are summed up', async () => {
  const titles = Array.from({ length: 14 }, (_none, index) => `Titre ${String(index).padStart(2, '0')}`)
  for (const title of titles) await release(title)
  await importRows('many.csv', [
    ...titles.map((title, index) => ({
      date: '2026-11-03',
      account: 'Armelin',
      url: `https://x.com/${index}`,
      title,
      impressions: 100 - index
    })),
    ...titles.map((title, index) => ({
      date: '2026-11-03',
      account: `Personne ${index}`,
      url: `https://x.com/${index}`,
      title,
      impressions: 10
    })),
    { date: '2026-11-03', account: 'Seize', url: 'https://x.com/16', impressions: 1 },
    { date: '2026-11-03', account: 'Dix-sept', url: 'https://x.com/17', impressions: 1 }
  ])
  const report = await handlers['reports.month']({ month: '2026-11' })
  expect(report.releases.map(line => line.title)).toEqual(titles.slice(0, 12))
  expect(report.otherReleases).toEqual({ count: 2, owned: 88 + 87, advocacy: 20 })
  expect([report.topAmbassadors.length, report.ambassadors]).toEqual([15, 16])
})

test('an empty workspace has a report that says so', async () => {
  const report = await handlers['reports.month']({ month: '2026-11' })
  expect(report).toMatchObject({
    previous: null,
    multiplier: null,
    trend: [],
    releases: [],
    approvalMinutes: null,
    sources: []
  })
  expect(monthSentences(report, translator('fr'))).toEqual([
    'Aucun chiffre n’a été importé pour novembre 2026.',
    'Aucun communiqué n’est parti.'
  ])
})
