import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { reachHandlers } from '../../../src/main/workspace/reach/reach.handlers.ts'
import { csvFile } from '../../support/metrics-csv.ts'
import { testWorkspace } from '../../support/workspace.ts'

const folder = join(import.meta.dirname, '../../../../shared/data/analytics')
const present = existsSync(folder)
if (!present) console.warn(`Left out: there are no real exports at ${folder}.`)

const french = present ? readdirSync(join(folder, 'x')).filter(name => name.startsWith('fr-par-publication-')) : []
const read = (name: string) => csvFile(name, readFileSync(join(folder, name)))

/** Splits a quoted CSV on its own, sharing nothing with what is tested. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end !== ',') rows.push([])
  }
  return rows.filter(row => row.length > 1)
}

describe.skipIf(!present)('real exports', () => {
  test('each French X export counts as much as its columns add up to, month by month', async () => {
    expect(french).toHaveLength(12)
    const workspace = await testWorkspace()
    workspace.context.session.actor = workspace.people.officer
    const handlers = reachHandlers(workspace.context)
    const sums = new Map<string, number[]>()
    for (const name of french) {
      const [head = [], ...rows] = cellsOf(readFileSync(join(folder, 'x', name), 'utf8'))
      const columns = ['impressions', "clics sur l'URL", "J'aime", 'réponses', 'Retweets'].map(heading =>
        head.indexOf(heading)
      )
      const time = head.indexOf('heure')
      for (const row of rows) {
        const month = (row[time] ?? '').slice(0, 7)
        const sum = sums.get(month) ?? [0, 0, 0, 0, 0, 0]
        columns.forEach((column, index) => (sum[index] = (sum[index] ?? 0) + Number(row[column])))
        sum[5] = (sum[5] ?? 0) + 1
        sums.set(month, sum)
      }
      const result = await handlers['metrics.import']({ file: read(`x/${name}`), account: '@DataBzh', map: {} })
      expect(result).toMatchObject({ rows: rows.length, unmatched: rows.length, superseded: 0, present: 0, failed: [] })
    }
    expect((await handlers['reach.months']({})).toSorted()).toEqual([...sums.keys()].toSorted())
    for (const [month, [impressions, clicks, reactions, comments, shares, posts]] of sums) {
      const { advocacy, ambassadors } = await handlers['reach.month']({ month })
      expect(advocacy).toEqual({ impressions, clicks, reactions, comments, shares })
      expect(ambassadors).toEqual([{ name: '@DataBzh', network: 'x', impressions, clicks, posts }])
    }
    await workspace.close()
  })

  test('each other CSV is read with a map, or refused with a list of its columns', async () => {
    const workspace = await testWorkspace()
    workspace.context.session.actor = workspace.people.officer
    const { 'metrics.import': importMetrics, 'reach.month': reach } = reachHandlers(workspace.context)
    const account = 'Armelin · X'
    await expect(
      importMetrics({ file: read('x/en-per-post-201705-figures-only.csv'), account, map: {} })
    ).resolves.toMatchObject({ rows: 20, unmatched: 20, failed: [] })
    const daily = read('x/en-daily-202101.csv')
    await expect(importMetrics({ file: daily, account, map: {} })).rejects.toMatchObject({
      code: 'metrics-columns',
      params: { missing: 'url / title / titre' }
    })
    // One row a day for the whole account: the day itself tells the rows apart.
    await expect(importMetrics({ file: daily, account, map: { title: 'Date' } })).resolves.toMatchObject({
      rows: 31,
      unmatched: 31,
      failed: []
    })
    expect((await reach({ month: '2021-01' })).owned.impressions).toBeGreaterThan(0)
    const insights = read('facebook/en-page-insights-2014-01.csv')
    await expect(importMetrics({ file: insights, account, map: {} })).rejects.toMatchObject({ code: 'metrics-columns' })
    await expect(importMetrics({ file: insights, account, map: { title: 'Date' } })).resolves.toMatchObject({
      failed: [{ row: 2, code: 'metrics-date' }]
    })
    for (const name of [
      'facebook/en-uci-post-metrics-a.csv',
      'web/en-acquisition-data.csv',
      'web/en-device-data.csv'
    ]) {
      await expect(importMetrics({ file: read(name), account, map: {} })).rejects.toMatchObject({
        code: 'metrics-columns'
      })
    }
    await workspace.close()
  })
})
