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
      if (known) return known
      if (kept.size >= mostKept) kept.clear()
      const statement = sqlite.prepare(text)
      kept.set(text, statement)
      return statement
    },
    close: () => void sqlite.close()
  }
}
