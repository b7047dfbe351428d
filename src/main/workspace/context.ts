import type { Change } from '../../preload/contract/index.ts'
import type { Person, Role } from '../../domain/people/roles.ts'
import { RelaisError } from '../../domain/errors.ts'
import type { Reader, Writer } from './database/access.ts'
import type { OpenDatabase } from './database/open.ts'
import type { Session } from './people/session.ts'

/** Notes what a transaction changed; told to listeners after its commit, never before. */
export type Note = (change: Change) => void

/** What every feature is given: the data, the person at the desk, the clock, and the way to tell of changes. */
export interface Context {
  read: Reader
  /** Runs `work` in one transaction. Listeners hear of its changes once it is committed. */
  write<T>(work: (trx: Writer, note: Note) => Promise<T>): Promise<T>
  /** The raw connection, for pragmas and integrity checks only. */
  sqlite: OpenDatabase['sqlite']
  session: Session
  /** The wall clock, milliseconds since the epoch. */
  now(): number
  tell(change: Change): void
}

/** The wall clock as the database keeps it: a UTC instant with milliseconds. */
export const instantNow = (context: Pick<Context, 'now'>): string => new Date(context.now()).toISOString()

/** @throws RelaisError `locked` if nobody is unlocked, `not-allowed` if they have none of the roles */
export function requireRole(session: Session, ...roles: Role[]): Person {
  const { actor } = session
  if (!actor) throw new RelaisError('locked')
  if (!roles.some(role => actor.roles.includes(role))) throw new RelaisError('not-allowed', { roles: roles.join(', ') })
  return actor
}

/** Serves `context.write`: one transaction, then the news of it. */
export function writerOf(db: OpenDatabase['db'], tell: (change: Change) => void): Context['write'] {
  return async work => {
    const changes: Change[] = []
    const result = await db.transaction().execute(trx => work(trx, change => changes.push(change)))
    for (const change of changes) tell(change)
    return result
  }
}
