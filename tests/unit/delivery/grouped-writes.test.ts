import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { expect, test } from 'vitest'
import { writerOf } from '../../../src/main/workspace/context.ts'
import type { Schema } from '../../../src/main/workspace/database/schema.ts'
import { groupedWrites } from '../../../src/main/workspace/delivery/grouped-writes.ts'

/** A real database that counts its commits. */
function ledger() {
  let commits = 0
  const database = new Sqlite(':memory:', { verbose: text => void (commits += String(text) === 'commit' ? 1 : 0) })
  database.exec('CREATE TABLE line (text TEXT)')
  const write = groupedWrites({
    write: writerOf(new Kysely<Schema>({ dialect: new SqliteDialect({ database }) }), () => {})
  })
  const put = (text: string) =>
    write(async trx => {
      await sql`INSERT INTO line VALUES (${text})`.execute(trx)
      return text
    })
  return {
    put,
    write,
    kept: () => database.prepare('SELECT text FROM line ORDER BY rowid').pluck().all(),
    commits: () => commits
  }
}

test('what is asked for together is written together, and each is given its own answer', async () => {
  const { put, kept, commits } = ledger()
  expect(await Promise.all([put('a'), put('b'), put('c')])).toEqual(['a', 'b', 'c'])
  expect(commits()).toBe(1)
  await put('d')
  expect(commits()).toBe(2)
  expect(kept()).toEqual(['a', 'b', 'c', 'd'])
})

test('one that fails takes none of the others with it', async () => {
  const { put, write, kept } = ledger()
  const fail = write(async trx => {
    await sql`INSERT INTO line VALUES ('half')`.execute(trx)
    throw new Error('no')
  })
  const done = await Promise.allSettled([put('a'), fail, put('b')])
  expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(kept()).toEqual(['a', 'b'])
})

test('what is asked for from within an answer is written too', async () => {
  const { put, kept } = ledger()
  await put('a').then(() => put('b'))
  expect(kept()).toEqual(['a', 'b'])
})
