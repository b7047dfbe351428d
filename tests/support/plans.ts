import { Kysely, SqliteDialect } from 'kysely'
import type { Context } from '../../src/main/workspace/context.ts'
import type { Schema } from '../../src/main/workspace/database/schema.ts'

/** How SQLite carries out each statement that `read` runs, in its own words (EXPLAIN QUERY PLAN). */
export async function plansOf({ sqlite }: Context, read: (db: Kysely<Schema>) => Promise<unknown>): Promise<string[]> {
  const ran: { sql: string; parameters: readonly unknown[] }[] = []
  await read(
    new Kysely<Schema>({ dialect: new SqliteDialect({ database: sqlite }), log: event => void ran.push(event.query) })
  )
  return ran.map(({ sql, parameters }) => {
    const steps = sqlite.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters)
    return steps.map(step => step.detail).join('; ')
  })
}
