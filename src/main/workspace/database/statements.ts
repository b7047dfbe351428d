import type { Database, Statement } from 'better-sqlite3'

/** More than any feature has; statements with lists of many lengths come and go. */
const mostKept = 500

/**
 * A database that prepares each statement once: preparing one takes longer than most of them run.
 * @returns what Kysely needs of it
 */
export function withKeptStatements(sqlite: Database): { prepare(text: string): Statement; close(): void } {
  const kept = new Map<string, Statement>()
  return {
    prepare(text) {
      const known = kept.get(text)
      // One that is still being read from cannot be run a second time.
      if (known?.busy) return sqlite.prepare(text)
      const statement = known ?? sqlite.prepare(text)
      kept.delete(text)
      kept.set(text, statement)
      const [oldest] = kept.keys()
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
      return statement
    },
    close: () => void sqlite.close()
  }
}
