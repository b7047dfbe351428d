import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrations } from '../../../migrations/index.ts'
import { migrate } from '../../../src/main/workspace/database/migrate.ts'
import { openDatabase } from '../../../src/main/workspace/database/open.ts'
import { temporaryFolder } from '../../support/folder.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => void (folder = temporaryFolder()))
afterEach(() => folder.remove())

const version = (database: Sqlite.Database): unknown => database.pragma('user_version', { simple: true })
const tables = (database: Sqlite.Database): unknown[] =>
  database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).pluck().all()

test('steps are numbered in tens, in order', () => {
  expect(migrations.map(step => step.version)).toEqual(migrations.map((_step, index) => (index + 1) * 10))
})

test('every step starts from the one before it and leaves its own mark', () => {
  const database = new Sqlite(':memory:')
  for (const [index, step] of migrations.entries()) {
    migrate(database, migrations.slice(0, index + 1))
    expect(version(database)).toBe(step.version)
  }
  const before = tables(database)
  migrate(database)
  expect(tables(database)).toEqual(before)
})

test.each(migrations.map((step, index) => ({ step, before: migrations.slice(0, index) })))(
  'step $step.version, failing at its last statement, leaves the schema and the mark of the one before',
  ({ step, before }) => {
    const database = new Sqlite(':memory:')
    migrate(database, before)
    const [mark, schema] = [version(database), tables(database)]
    const failing = { version: step.version, sql: `${step.sql};\nSELECT no_such_function()` }
    expect(() => migrate(database, [...before, failing])).toThrow('no such function')
    expect([version(database), tables(database)]).toEqual([mark, schema])
  }
)

test('a file from a newer Relais is refused, and not a byte of it is written', () => {
  const file = join(folder.path, 'newer.relais')
  const newer = new Sqlite(file)
  migrate(newer)
  newer.pragma('user_version = 9990')
  newer.close()
  const bytes = readFileSync(file)
  expect(() => openDatabase(file, 'open')).toThrow(
    expect.objectContaining({
      code: 'workspace-from-future',
      params: { version: 9990, newest: migrations.at(-1)?.version }
    }) as Error
  )
  expect(readFileSync(file).equals(bytes)).toBe(true)
})
