import type { Database } from 'better-sqlite3'
import { RelaisError } from '../../../domain/errors.ts'
import { migrations as all, type Migration } from '../../../../migrations/index.ts'

/**
 * Looks whether a newer Relais wrote a database; called before anything is written to it.
 * @returns its version
 * @throws RelaisError `workspace-from-future`
 */
export function refuseFuture(database: Database, migrations: readonly Migration[] = all): number {
  const version = database.pragma('user_version', { simple: true }) as number
  const newest = migrations.at(-1)?.version ?? 0
  if (version > newest) throw new RelaisError('workspace-from-future', { version, newest })
  return version
}

/**
 * Brings a database to the newest schema. Each step commits together with its version mark, so a kill between two leaves
 * the file at the one before.
 * @throws RelaisError `workspace-from-future`
 */
export function migrate(database: Database, migrations: readonly Migration[] = all): void {
  const version = refuseFuture(database, migrations)
  for (const step of migrations.filter(migration => migration.version > version)) {
    database.transaction(() => {
      database.exec(step.sql)
      database.pragma(`user_version = ${step.version}`)
    })()
  }
}
