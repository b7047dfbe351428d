import { chmodSync, closeSync, existsSync, openSync } from 'node:fs'
import Sqlite, { type Database } from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { RelaisError } from '../../../domain/errors.ts'
import { migrate, refuseFuture } from './migrate.ts'
import type { Schema } from './schema.ts'
import { relaisFile } from './header.ts'
import { withKeptStatements } from './statements.ts'

export interface OpenDatabase {
  db: Kysely<Schema>
  sqlite: Database
}

/**
 * Opens a workspace file for one owner, creating it when asked, and brings its schema up to date.
 *
 * The lock is SQLite's own exclusive one: the system drops it however the process ends, and a second opener is told at once.
 * synchronous=FULL makes a committed save survive a power cut; it costs about a tenth of an autosave.
 * @param mode `create` refuses an existing file, `open` refuses a missing one
 * @throws RelaisError `workspace-missing`, `workspace-exists`, `workspace-busy`, `workspace-unreadable`, `workspace-from-future`
 */
export function openDatabase(file: string, mode: 'create' | 'open'): OpenDatabase {
  if (mode === 'open' && !existsSync(file)) throw new RelaisError('workspace-missing', { file })
  if (mode === 'create' && existsSync(file)) throw new RelaisError('workspace-exists', { file })
  if (mode === 'open') relaisFile(file)
  // Before SQLite opens it: the files beside it take over its rights.
  else closeSync(openSync(file, 'wx', 0o600))
  const sqlite = new Sqlite(file, { timeout: 0, ...bindingOptions() })
  try {
    sqlite.pragma('locking_mode = EXCLUSIVE')
    // Before WAL, which writes itself into the file's header.
    refuseFuture(sqlite)
    sqlite.pragma('journal_mode = WAL')
    sqlite.pragma('synchronous = FULL')
    sqlite.pragma('foreign_keys = ON')
    sqlite.pragma('trusted_schema = OFF')
    sqlite.pragma('temp_store = MEMORY')
    // Takes the exclusive lock now, not at the first write.
    sqlite.exec('BEGIN IMMEDIATE; COMMIT')
    chmodSync(file, 0o600)
    migrate(sqlite)
  } catch (cause) {
    sqlite.close()
    throw coded(cause, file)
  }
  return { db: new Kysely<Schema>({ dialect: new SqliteDialect({ database: withKeptStatements(sqlite) }) }), sqlite }
}

/** Where the addon for the Electron at hand lies, when its runtime says so; Node finds the published one itself. */
export function bindingOptions(): { nativeBinding?: string } {
  const nativeBinding = process.env['RELAIS_SQLITE_BINDING']
  return nativeBinding && process.versions['electron'] ? { nativeBinding } : {}
}

function coded(cause: unknown, file: string): unknown {
  const code = cause instanceof Sqlite.SqliteError ? cause.code : ''
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new RelaisError('workspace-busy', { file }, { cause })
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT'))
    return new RelaisError('workspace-unreadable', { file }, { cause })
  return cause
}
