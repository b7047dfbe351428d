import type { ErrorParams } from '../../domain/errors.ts'

/** A failure as `--json` prints it, under `error`; what its wording names is there by name too. */
export interface Failure {
  code: string
  message: string
  [param: string]: ErrorParams[string]
}

/** What a command answers with: the same facts for programs and for people. */
export interface Answer {
  /** The one object that `--json` prints. */
  data: object
  /** What a person reads on standard output. */
  text: string
  /** Set where part of what was asked was not done: the exit code is then 1. */
  shortfall?: Failure | undefined
}

/** The command was written wrongly: nothing was tried, and the exit code is 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}
