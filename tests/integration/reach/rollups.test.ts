import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reachHandlers } from '../../../src/main/workspace/reach/reach.handlers.ts'
import { createRelease } from '../../../src/main/workspace/releases/release.service.ts'
import { csvFile, metricsCsv, type CsvRow } from '../../support/metrics-csv.ts'
import { testWorkspace, type TestWorkspace } from '../../support/workspace.ts'
import { forgetFigures, rollupsKeptAndMade } from './naive.ts'

const count = fc.integer({ min: 0, max: 9 })
const post = fc.record({
  date: fc.constantFrom('2026-09-30', '2026-10-01', '2026-10-02', '2026-10-31', '2026-11-01'),
  account: fc.constantFrom('Armelin · X', 'Soazig', 'Amina'),
  url: fc.constantFrom('https://x.com/1', 'https://x.com/2', 'https://x.com/3'),
  title: fc.constantFrom('Un titre', 'Un autre', 'Sans communiqué'),
  impressions: count,
  clicks: count,
  reactions: count,
  comments: count,
  shares: count
})
const files = fc.array(fc.array(post, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 })
const channelMoves = fc.array(
  fc.record({
    account: fc.constantFrom('Soazig', 'Amina', 'Armelin · X'),
    channel: fc.constantFrom('owned', 'advocacy')
  }),
  { maxLength: 2 }
)

/** One figure for each account, post and day, dealt to files that overlap, in two orders. */
const overlapping = fc
  .uniqueArray(post, { selector: row => `${row.date} ${row.account} ${row.url}`, minLength: 1, maxLength: 20 })
  .chain(rows =>
    fc.array(fc.subarray(rows, { minLength: 1 }), { minLength: 1, maxLength: 4 }).map(parts => [rows, ...parts])
  )
  .chain(parts => fc.tuple(fc.constant(parts), fc.shuffledSubarray(parts, { minLength: parts.length })))

async function inWorkspace<T>(
  work: (workspace: TestWorkspace, handlers: ReturnType<typeof reachHandlers>) => Promise<T>
): Promise<T> {
  const workspace = await testWorkspace()
  try {
    workspace.context.session.actor = workspace.people.officer
    for (const title of ['Un titre', 'Un autre']) {
      const content = { kind: 'press-release', title, subtitle: '', body: 'Texte.', lang: 'fr', embargo: null } as const
      await workspace.context.write((trx, note) =>
        createRelease(trx, note, {
          content,
          origin: { from: 'written' },
          status: 'draft',
          editor: null,
          at: '2026-09-01T08:00:00.000Z'
        })
      )
    }
    return await work(workspace, reachHandlers(workspace.context))
  } finally {
    await workspace.close()
  }
}

describe('roll-ups are what one would make from all rows', () => {
  test('for any files in any order, with corrections and moved channels', () =>
    inWorkspace((workspace, handlers) =>
      fc.assert(
        fc.asyncProperty(files, channelMoves, async (contents, moves) => {
          forgetFigures(workspace)
          for (const [index, rows] of contents.entries()) {
            await handlers['metrics.import']({ file: csvFile(`${index}.csv`, metricsCsv(rows)), map: {} })
            const move = moves[index]
            if (move && rows.some(row => row.account === move.account)) await handlers['reach.setChannel'](move)
            const { kept, made } = rollupsKeptAndMade(workspace)
            expect(kept).toEqual(made)
          }
        }),
        { numRuns: 60 }
      )
    ))

  test('the order of files does not matter where they agree, nor does importing one twice', () =>
    inWorkspace(async (workspace, handlers) => {
      const figures = async (order: readonly (readonly CsvRow[])[]) => {
        forgetFigures(workspace)
        for (const rows of [...order, ...order])
          await handlers['metrics.import']({ file: csvFile('x.csv', metricsCsv(rows)), map: {} })
        const { kept, made } = rollupsKeptAndMade(workspace)
        expect(kept).toEqual(made)
        const months = await handlers['reach.months']({})
        return Promise.all(months.map(async month => handlers['reach.month']({ month })))
      }
      await fc.assert(
        fc.asyncProperty(overlapping, async ([one, other]) => {
          expect(await figures(other)).toEqual(await figures(one))
        }),
        { numRuns: 40 }
      )
    }))
})

describe('a large file', () => {
  const large = Array.from({ length: 6_000 }, (_none, index) => ({
    date: `2026-10-${String((index % 28) + 1).padStart(2, '0')}`,
    account: `Person ${index % 40}`,
    url: `https://x.com/${index % 1_500}`,
    impressions: index % 90
  }))
  const small = large.slice(0, 5).map(row => ({ ...row, impressions: 5_000 }))
  const total = async (handlers: ReturnType<typeof reachHandlers>) =>
    (await handlers['reach.month']({ month: '2026-10' })).advocacy.impressions

  test('counts all at once, while others are answered in between', () =>
    inWorkspace(async (workspace, handlers) => {
      await handlers['metrics.import']({ file: csvFile('small.csv', metricsCsv(small)), map: {} })
      const before = await total(handlers)
      const rowsBefore = await handlers['reach.rows']({ month: '2026-10', limit: 100 })
      let done = false
      const importing = (async () => {
        const result = await handlers['metrics.import']({ file: csvFile('large.csv', metricsCsv(large)), map: {} })
        done = true
        return result
      })()
      const seen = new Set<number>()
      let partly = 0
      while (!done) {
        seen.add(await total(handlers))
        const { n } = workspace.context.sqlite.prepare('SELECT count(*) AS n FROM metric').get() as { n: number }
        if (n > small.length && n < large.length && !done) {
          partly += 1
          expect(await handlers['reach.rows']({ month: '2026-10', limit: 100 })).toEqual(rowsBefore)
        }
        await new Promise(setImmediate)
      }
      const result = await importing
      expect(partly).toBeGreaterThan(0)
      expect(result.superseded).toBe(small.length)
      const after = await total(handlers)
      expect([...seen].filter(figure => figure !== before && figure !== after)).toEqual([])
      const { kept, made } = rollupsKeptAndMade(workspace)
      expect(kept).toEqual(made)
    }))

  test('that is cut off counts for nothing, and the next import clears it away', () =>
    inWorkspace(async (workspace, handlers) => {
      await handlers['metrics.import']({ file: csvFile('small.csv', metricsCsv(small)), map: {} })
      const before = rollupsKeptAndMade(workspace).kept
      const rowsBefore = await handlers['reach.rows']({ month: '2026-10', limit: 100 })
      let writes = 0
      const failing = {
        ...workspace.context,
        write: (async work =>
          (writes += 1) < 3
            ? workspace.context.write(work)
            : Promise.reject(new Error('disk full'))) as typeof workspace.context.write
      }
      await expect(
        reachHandlers(failing)['metrics.import']({ file: csvFile('large.csv', metricsCsv(large)), map: {} })
      ).rejects.toThrow('disk full')
      expect(rollupsKeptAndMade(workspace).kept).toEqual(before)
      expect(await handlers['reach.rows']({ month: '2026-10', limit: 100 })).toEqual(rowsBefore)

      // A kill leaves the same: the file is opened again, and its next import begins afresh.
      const result = await handlers['metrics.import']({ file: csvFile('large.csv', metricsCsv(large)), map: {} })
      expect(result).toMatchObject({ rows: 6_000, superseded: small.length })
      const { kept, made } = rollupsKeptAndMade(workspace)
      expect(kept).toEqual(made)
      expect(workspace.context.sqlite.prepare('SELECT count(*) AS n FROM metric_file').get()).toEqual({ n: 2 })
      expect(workspace.context.sqlite.pragma('foreign_key_check')).toEqual([])
    }))

  test('imports wait for each other', () =>
    inWorkspace(async (workspace, handlers) => {
      const both = [large, large.map(row => ({ ...row, impressions: row.impressions + 1 }))]
      await Promise.all(
        both.map(async (rows, index) =>
          handlers['metrics.import']({ file: csvFile(`${index}.csv`, metricsCsv(rows)), map: {} })
        )
      )
      const { kept, made } = rollupsKeptAndMade(workspace)
      expect(kept).toEqual(made)
    }))
})
