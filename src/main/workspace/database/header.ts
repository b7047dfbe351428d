import { closeSync, openSync, readSync } from 'node:fs'
import { RelaisError } from '../../../domain/errors.ts'

const sqliteHeader = 'SQLite format 3\0'

/**
 * Looks at a file's first bytes before SQLite is let near it: opening another kind of file with WAL would write to it.
 * @throws RelaisError `workspace-unreadable`
 */
export function relaisFile(file: string): void {
  const first = Buffer.alloc(sqliteHeader.length)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, first, 0, first.length, 0)
  } catch (cause) {
    throw new RelaisError('workspace-unreadable', { file }, { cause })
  } finally {
    closeSync(handle)
  }
  if (first.toString('latin1') !== sqliteHeader) throw new RelaisError('workspace-unreadable', { file })
}
