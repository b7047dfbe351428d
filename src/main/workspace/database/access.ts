import type { Kysely, Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/** Queries only. A transaction is also a reader, so that a rule can read what it just wrote. */
export type Reader = Pick<Kysely<Schema>, 'selectFrom' | 'with' | 'fn' | 'getExecutor'>

/** Writes happen in a transaction or not at all. Never use the outer connection inside one: it waits for itself for ever. */
export type Writer = Transaction<Schema>
