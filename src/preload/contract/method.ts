import type * as v from 'valibot'

/**
 * Who may call a method. The page may call `page` methods; `shell` methods take a passphrase, a path or a port, which the
 * page never sees, and are called by the main process or the terminal.
 */
export type Door = 'page' | 'shell'

/** One call: what is checked on the way in, and (as a type only) what comes back. */
export interface Method<Schema extends v.GenericSchema = v.GenericSchema, Output = unknown> {
  input: Schema
  door: Door
  readonly output?: Output
}

/** Declares a method that answers with `Output`; its input is checked once, at the engine's door, by the schema. */
export const answers =
  <Output>() =>
  <Schema extends v.GenericSchema>(input: Schema, door: Door = 'page'): Method<Schema, Output> => ({ input, door })
