import type { Messages } from '../messages/index.ts'

/** Every failure that a person may read has a code; its words are in `src/messages`, under `errors`. */
export type ErrorCode = keyof Messages['errors']

/** Values that the wording of an error may name. */
export type ErrorParams = Record<string, string | number>

/** What crosses a process boundary when something fails. */
export interface ErrorShape {
  code: ErrorCode
  params: ErrorParams
}

/** A failure with a code that callers can branch on; never with private text or a secret in its parameters. */
export class RelaisError extends Error {
  readonly code: ErrorCode
  readonly params: ErrorParams

  constructor(code: ErrorCode, params: ErrorParams = {}, options?: ErrorOptions) {
    super(code, options)
    this.name = 'RelaisError'
    this.code = code
    this.params = params
  }
}

/** Reads any thrown value as a coded failure; what we did not foresee is `unexpected`, with its text for the log only. */
export function toErrorShape(thrown: unknown): ErrorShape {
  if (thrown instanceof RelaisError) return { code: thrown.code, params: thrown.params }
  return { code: 'unexpected', params: { detail: thrown instanceof Error ? thrown.message : String(thrown) } }
}
