import { CompiledQuery, type Compilable, type QueryResult } from 'kysely'
import type { Reader } from './access.ts'

/** Stands where a value goes. */
class Gap {
  readonly index: number

  constructor(index: number) {
    this.index = index
  }
}

/**
 * A statement that is built once and then only given its values: building takes several times as long as running most of
 * them. For those that every delivery runs.
 * @param build puts each of its arguments where a value goes, and does nothing else with it: it never sees one
 */
export function compiledOnce<Database extends Reader, Args extends readonly unknown[], Row>(
  build: (database: Database, ...args: Args) => Compilable<Row>
): (database: Database, ...args: Args) => Promise<QueryResult<Row>> {
  let known: CompiledQuery<Row> | undefined
  return (database, ...args) => {
    known ??= build(database, ...(args.map((_, index) => new Gap(index)) as unknown as Args)).compile()
    const values = known.parameters.map(value => (value instanceof Gap ? args[value.index] : value))
    return database.getExecutor().executeQuery(CompiledQuery.raw(known.sql, values))
  }
}
