import { afterEach, beforeEach, expect, test } from 'vitest'
import { reachHandlers } from '../../../src/main/workspace/reach/reach.handlers.ts'
import { findRelease } from '../../../src/main/workspace/releases/release.repository.ts'
import { createRelease } from '../../../src/main/workspace/releases/release.service.ts'
import { saveRelease } from '../../../src/main/workspace/releases/save.service.ts'
import { recallRelease, submitRelease } from '../../../src/main/workspace/review/review.service.ts'
import { approvedRelease, sampleContent } from '../../support/approved.ts'
import { csvFile, metricsCsv } from '../../support/metrics-csv.ts'
import { writeDeliveries } from '../../support/outbox.ts'
import { testWorkspace, type TestWorkspace } from '../../support/workspace.ts'

let workspace: TestWorkspace
let handlers: ReturnType<typeof reachHandlers>

beforeEach(async () => {
  workspace = await testWorkspace()
  workspace.context.session.actor = workspace.people.officer
  workspace.setClock('2026-12-31T09:00:00.000Z')
  handlers = reachHandlers(workspace.context)
})
afterEach(() => workspace.close())

const report = (month: string) => handlers['reports.month']({ month })
const release = (title: string) =>
  workspace.context.write((trx, note) =>
    createRelease(trx, note, {
      content: { ...sampleContent, title },
      origin: { from: 'written' },
      status: 'draft',
      editor: null,
      at: '2026-09-01T08:00:00.000Z'
    })
  )

test('an approval that was taken back by then was none, and one that was taken back later still stood', async () => {
  const { context, people } = workspace
  const embargo = { at: '2026-12-15T06:30:00.000Z', zone: 'Europe/Paris', wall: '2026-12-15T07:30' }
  const approved = (title: string) => approvedRelease(workspace, { title, embargo })
  const edit = async (id: string) => {
    const { rev } = await findRelease(context.read, id)
    await saveRelease(context, { id, rev, change: { body: 'Autre texte.' } })
  }
  workspace.setClock('2026-11-10T08:00:00.000Z')
  const [recalled, edited, later] = [await approved('Repris'), await approved('Réécrit'), await approved('Plus tard')]
  const again = await approved('Soumis de nouveau')
  context.session.actor = people.officer
  workspace.setClock('2026-11-20T08:00:00.000Z')
  await recallRelease(context, recalled)
  await edit(edited)
  await recallRelease(context, again)
  await submitRelease(context, again)
  const upcoming = async () => (await report('2026-11')).upcoming.map(({ title, approved }) => [title, approved])
  const then = [
    ['Plus tard', true],
    ['Soumis de nouveau', false]
  ]
  expect(await upcoming()).toEqual(then)
  workspace.setClock('2026-12-02T08:00:00.000Z')
  await edit(later)
  expect(await upcoming()).toEqual(then)
})

/** Another try of the one delivery to an account, and how it ended. */
function tryAgain(account: string, number: number, at: string, outcome: 'confirmed' | 'failed-final'): void {
  const { sqlite } = workspace.context
  const id = sqlite.prepare('SELECT id FROM delivery WHERE account_id = ?').pluck().get(`account ${account}`)
  sqlite.prepare('UPDATE delivery SET state = ?, updated_at = ? WHERE id = ?').run(outcome, at, id)
  sqlite
    .prepare(`INSERT INTO attempt (delivery_id, number, phase, at, outcome, detail) VALUES (?, ?, 'ended', ?, ?, '{}')`)
    .run(id, number, at, outcome)
}

test('what was given up in a month stays so when it is tried again in another', async () => {
  const { id } = await release('Nantes')
  const plan = { release: id, plannedAt: '2026-11-05T08:00:00.000Z', at: '2026-11-05T09:00:00.000Z' }
  writeDeliveries(
    workspace,
    ['Jamais', 'En décembre', 'En novembre'].map(account => ({ ...plan, account, state: 'failed-final' }))
  )
  const figures = async (month: string) =>
    (await report(month)).deliveries.destinations.map(({ name, confirmed, failed }) => [name, confirmed, failed])
  tryAgain('Jamais', 2, '2026-11-06T08:00:00.000Z', 'failed-final')
  tryAgain('En novembre', 2, '2026-11-06T08:00:00.000Z', 'confirmed')
  const november = [
    ['En décembre', 0, 1],
    ['En novembre', 1, 0],
    ['Jamais', 0, 1]
  ]
  expect(await figures('2026-11')).toEqual(november)
  tryAgain('Jamais', 3, '2026-12-01T08:00:00.000Z', 'failed-final')
  tryAgain('En décembre', 2, '2026-12-01T08:00:00.000Z', 'confirmed')
  expect(await figures('2026-11')).toEqual(november)
  expect(await figures('2026-12')).toEqual([
    ['En décembre', 1, 0],
    ['Jamais', 0, 1]
  ])
})

test('a month calls a release as it was called out there when the month ended', async () => {
  const { id } = await release('Titre d’aujourd’hui')
  const row = { account: 'Armelin', url: 'https://x.com/1', title: 'Titre d’aujourd’hui', impressions: 5 }
  const rows = ['2026-10-05', '2026-11-05', '2026-12-05'].map(date => ({ ...row, date }))
  await handlers['metrics.import']({ file: csvFile('figures.csv', metricsCsv(rows)), map: {} })
  const sent = (at: string, title: string) => ({ release: id, account: 'Flux', plannedAt: at, at, title })
  writeDeliveries(workspace, [
    sent('2026-11-03T08:00:00.000Z', 'Titre parti'),
    { ...sent('2026-11-04T08:00:00.000Z', 'Titre corrigé'), action: 'update' },
    { ...sent('2026-11-06T08:00:00.000Z', 'Titre jamais arrivé'), action: 'update', state: 'failed-final' },
    { ...sent('2026-12-03T08:00:00.000Z', 'Titre de décembre'), action: 'update' }
  ])
  const titles = async (month: string) => {
    const { releases, published, marks } = await report(month)
    return [releases, published, marks].map(lines => lines.map(line => line.title))
  }
  expect(await titles('2026-10')).toEqual([['Titre d’aujourd’hui'], [], []])
  expect(await titles('2026-11')).toEqual([['Titre corrigé'], ['Titre corrigé'], ['Titre corrigé']])
  expect(await titles('2026-12')).toEqual([['Titre de décembre'], [], []])
})

test('a delivery that waited for its embargo is on time by the end of the embargo', async () => {
  const { id } = await release('Nantes')
  const plan = { release: id, plannedAt: '2026-11-03T08:00:00.000Z', at: '2026-11-03T10:10:00.000Z' }
  writeDeliveries(workspace, [
    { ...plan, account: 'Après l’embargo', embargo: '2026-11-03T10:00:00.000Z' },
    { ...plan, account: 'Embargo plus ancien', embargo: '2026-11-01T10:00:00.000Z' },
    { ...plan, account: 'Sans embargo' },
    { ...plan, account: 'Trop tard', embargo: '2026-11-03T09:50:00.000Z' }
  ])
  const { destinations } = (await report('2026-11')).deliveries
  expect(destinations.map(({ name, onTime }) => [name, onTime])).toEqual([
    ['Après l’embargo', 1],
    ['Embargo plus ancien', 0],
    ['Sans embargo', 0],
    ['Trop tard', 0]
  ])
})
