import { Kysely, SqliteDialect, type CompiledQuery } from 'kysely'
import { expect, test } from 'vitest'
import type { Context } from '../../../src/main/workspace/context.ts'
import type { Schema } from '../../../src/main/workspace/database/schema.ts'
import { reachHandlers } from '../../../src/main/workspace/reach/reach.handlers.ts'
import { createRelease } from '../../../src/main/workspace/releases/release.service.ts'
import { csvFile, metricsCsv } from '../../support/metrics-csv.ts'
import { testWorkspace, type TestWorkspace } from '../../support/workspace.ts'

/** Everything that `work` asks the database through the query builder. */
async function queriesOf(
  { context }: TestWorkspace,
  work: (context: Context) => Promise<unknown>
): Promise<CompiledQuery[]> {
  const queries: CompiledQuery[] = []
  const read = new Kysely<Schema>({
    dialect: new SqliteDialect({ database: context.sqlite }),
    log: event => void queries.push(event.query)
  })
  await work({ ...context, read })
  return queries
}

const planOf = (
  { context: { sqlite } }: TestWorkspace,
  { sql, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>
): string =>
  (sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as { detail: string }[])
    .map(line => line.detail)
    .join('\n')

test('no page and no report walks through a table that grows with every import or delivery', async () => {
  const workspace = await testWorkspace()
  workspace.context.session.actor = workspace.people.officer
  const row = { date: '2026-11-03', account: 'Soazig', url: 'https://x.com/1', title: 'Titre', impressions: 5 }
  const content = {
    kind: 'press-release',
    title: 'Titre',
    subtitle: '',
    body: 'Texte.',
    lang: 'fr',
    embargo: null
  } as const
  const release = await workspace.context.write((trx, note) =>
    createRelease(trx, note, {
      content,
      origin: { from: 'written' },
      status: 'draft',
      editor: null,
      at: '2026-11-01T08:00:00.000Z'
    })
  )
  await reachHandlers(workspace.context)['metrics.import']({ file: csvFile('a.csv', metricsCsv([row])), map: {} })
  const queries = await queriesOf(workspace, async context => {
    const handlers = reachHandlers(context)
    await handlers['reach.month']({ month: '2026-11' })
    await handlers['reach.month']({ month: '2026-11', release: release.id })
    await handlers['reach.rows']({ month: '2026-11', limit: 50 })
    await handlers['reports.month']({ month: '2026-11' })
  })
  expect(queries.length).toBeGreaterThan(15)
  const plans = queries.map(query => planOf(workspace, query))
  expect(
    plans.filter(plan =>
      /SCAN (metric|newer|delivery|sent|attempt|arrival|release|revision|audit|reach_\w+)\b/.test(plan)
    )
  ).toEqual([])
  // What went out in a month is looked for among all that ever did.
  expect(plans.filter(plan => plan.includes('delivery_confirmed')).length).toBeGreaterThan(2)
  expect(plans.filter(plan => plan.includes('attempt_failed'))).toHaveLength(1)
  // A release's own deliveries tell its title, not all that were ever confirmed.
  expect(plans.filter(plan => plan.includes('SEARCH sent USING INDEX delivery_release')).length).toBeGreaterThan(2)
  await workspace.close()
})

test('an import looks up what is there by index', async () => {
  const workspace = await testWorkspace()
  const plan = (sql: string): string => planOf(workspace, { sql, parameters: [] })
  const current = 'FROM metric WHERE account = 1 AND reference = 2 AND superseded_by IS NULL'
  expect(plan(`SELECT day ${current} ORDER BY day LIMIT 1`)).toBe(
    'SEARCH metric USING INDEX metric_current (account=? AND reference=?)'
  )
  expect(plan('UPDATE metric SET superseded_by = NULL WHERE superseded_by >= 5')).toContain('metric_superseding')
  await workspace.close()
})
