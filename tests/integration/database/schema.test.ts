import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '../../../src/main/workspace/database/migrate.ts'

// The row types are made from the migrated schema: `npx vitest run tests/integration/database/schema.test.ts -u` writes them anew.
test('the row types are those of the migrated schema', async () => {
  const database = new Sqlite(':memory:')
  migrate(database)
  const tables = database
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'release\\_search\\_%' ESCAPE '\\' ORDER BY name`
    )
    .all()
  const source = [
    `import type { Generated } from 'kysely'`,
    '',
    '/** Rows as SQLite holds them, made from the migrations by `tests/integration/database/schema.test.ts`. Not to be edited by hand. */',
    'export interface Schema {',
    ...tables.map(({ name }) => `  ${name}: ${typeName(name)}`),
    '}',
    ...tables.flatMap(({ name, sql }) => ['', `interface ${typeName(name)} {`, ...columns(database, name, sql), '}']),
    ''
  ].join('\n')
  await expect(source).toMatchFileSnapshot('../../../src/main/workspace/database/schema.ts')
})

interface Column {
  name: string
  type: string
  notnull: 0 | 1
  dflt_value: string | null
  pk: number
}

function columns(database: Sqlite.Database, table: string, sql: string): string[] {
  return (database.pragma(`table_info(${table})`) as Column[]).map(column => {
    const rowid = column.pk === 1 && column.type === 'INTEGER' && !sql.includes('WITHOUT ROWID')
    const nullable = column.notnull || column.pk ? '' : ' | null'
    const type = `${valueType(column, sql)}${sql.startsWith('CREATE VIEW') || sql.includes('fts5') ? '' : nullable}`
    return `  ${column.name}: ${rowid || column.dflt_value !== null ? `Generated<${type}>` : type}`
  })
}

function valueType({ name, type }: Column, sql: string): string {
  const allowed = new RegExp(`\\b${name} IN \\(([^)]+)\\)`).exec(sql)?.[1]
  if (allowed) return allowed.split(', ').join(' | ')
  return type === 'INTEGER' ? 'number' : 'string'
}

const typeName = (table: string): string =>
  `${table.replace(/(^|_)([a-z])/g, (_all, _gap, letter: string) => letter.toUpperCase())}Row`
