import type { Database } from 'better-sqlite3'
import { RelaisError } from '../../../domain/errors.ts'
import { migrations as all, type Migration } from '../../../../migrations/index.ts'

/**
 * Brings a database to the newest schema. Each step commits together with its version mark, so a kill between two leaves
 * the file at the one before.
 * @throws RelaisError `workspace-from-future` for a file that a newer Relais wrote; nothing is written to it
 */
export function migrate(database: Database, migrations: readonly Migration[] = all): void {
  const version = database.pragma('user_version', { simple: true }) as number
  const newest = migrations.at(-1)?.version ?? 0
  if (version > newest) throw new RelaisError('workspace-from-future', { version, newest })
  for (const step of migrations.filter(migration => migration.version > version)) {
    database.transaction(() => {
      database.exec(step.sql)
      database.pragma(`user_version = ${step.version}`)
    })()
  }
}
