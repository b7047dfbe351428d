import type { Connector, Tokens } from '../../src/main/workspace/delivery/connectors/connector.ts'

/** What can be done to the next request that would have an effect at the destination. */
export type Fault =
  /** The connection ends before the request is taken in. */
  | 'lost before'
  /** The effect happens, and the answer is lost. */
  | 'lost after'
  | 'half a body'
  | 'never answered'
  | 'wrong content type'
  /** Answered with a failure, and nothing happens; `retryAfter` in seconds. */
  | { refuse: 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503; retryAfter?: number }
  /** The effect happens, and the answer is a failure. */
  | { after: 500 | 503 }

/** One thing that is, or was, at a destination. */
export interface Effect {
  id: string
  /** Its text as people read it there; of a package or a file, something by which its release is known. */
  text: string
  live: boolean
}

/** A running destination: a real server where one can run, else a stand-in. */
export interface Server {
  /** All that ever happened there, in order: a text that was put there twice is there twice. */
  effects(): Promise<Effect[]>
  /** Treats the coming requests that would have an effect so, one after the other; then all is well again. */
  inject(...faults: Fault[]): void
  /**
   * Keeps back the answer to the n-th request from now on, whatever it asks; resolves once the server has done what that
   * one asks. Left out where there are no requests.
   */
  stall?(n: number): Promise<void>
  /** The access it granted runs out now. `renewable`: it can be renewed once asked for properly. Left out where there is none. */
  expire?(renewable: boolean): void | Promise<void>
  /** The server's clock, for those that tell the time: milliseconds since the epoch; null for what this machine says. */
  setClock?(now: number | null): void
  close(): Promise<void>
}

/** A kind of destination as the story suite drives it. */
export interface Destination {
  kind: string
  /** What is on the other side, as the table says it: `real server`, `stand-in`, `files`, … */
  against: string
  /** Starts it. `base` is where the connector and the account are then pointed at. */
  open(): Promise<{ server: Server; base: string }>
  /** The shipped connector, talking to `base` instead of its real hosts (or the very one, where settings name the host). */
  connectorAt(base: string): Connector
  accountAt(base: string): { settings: Record<string, string>; secret?: string; tokens?: Tokens }
  /** Whether there is a sign-in that can run out: `fixed` ones a person has to give anew. */
  grants: false | 'fixed' | 'renewable'
  /** Texts that the destination would refuse as too long are refused before the call; null where there is no limit. */
  tooLong: string | null
  /** Whether the destination itself refuses, or knows again, what it has already. */
  refusesTwins: boolean
  /** Stories that cannot be told here, each with the reason that the table prints. */
  untold: Partial<Record<string, string>>
}
