import type { DeliveryReason } from '../../../../domain/delivery/delivery.ts'
import type { ConnectorInfo } from '../../../../preload/contract/delivery.ts'
import type { Cleared } from '../clearance.ts'
import type { SettingsSchema } from './settings.ts'

export type Settings = Readonly<Record<string, string>>

/** What every call to a destination is given. */
export interface Call {
  /** Aborted when the engine closes. */
  signal: AbortSignal
  /** The wall clock, milliseconds since the epoch. */
  now(): number
}

/** What an account has to be reached with. */
export interface Access {
  settings: Settings
  secret: string | null
}

/** Facts of an answer, for a person to read later: no secret, no whole text. */
export type Evidence = Record<string, unknown>

/**
 * What became of a send. `confirmed`: the effect is there. `failed`: it is not, and trying again may help. `offline`: the
 * destination was not reached, so nothing arrived. `refused`: it is not, and trying again cannot help. `unknown`: it may be
 * there. A connector answers so whatever the network does; what it throws counts as a text that cannot be sent.
 */
export type SendResult =
  | { outcome: 'confirmed'; remoteId: string | null; remoteUrl: string | null; received: Evidence }
  | { outcome: 'failed'; reason: DeliveryReason; retryAfter: number | null; received: Evidence }
  | { outcome: 'offline'; received: Evidence }
  | { outcome: 'refused'; reason: DeliveryReason; received: Evidence }
  | { outcome: 'unknown'; reason: DeliveryReason; retryAfter: number | null; received: Evidence }

/** A kind of destination. Each one passes the same stories in the tests. */
export interface Connector {
  kind: string
  settings: SettingsSchema
  secret: ConnectorInfo['secret']
  can: ConnectorInfo['can']
  /**
   * What protects against a double effect: `idempotent` ones know a repeated delivery by its id, so an unknown outcome is
   * simply tried again; for `look-first` ones a person decides before anything is sent again.
   */
  repeat: 'idempotent' | 'look-first'
  /** Writes all that the account holds each time, so it is given the rest too, and one send waits for the one before. */
  whole: boolean
  /** What will be sent, as evidence before the call. */
  describe(delivery: string, access: Access): Evidence
  /** The effect itself. Called by `dispatch.ts` only; nothing but the gate's path can make a `Cleared`. */
  send(cleared: Cleared, call: Call): Promise<SendResult>
  /** Makes a new account usable (a folder, say), or says what is wrong. */
  prepare?(settings: Settings): void
  /** Tries whether the account can be reached, with no effect there; answers with what it saw. */
  test(access: Access, call: Call): Promise<string>
  /** The `Date` header of the destination, asked for without any effect there; null if it has none or cannot be reached. */
  serverDate?(access: Access, call: Call): Promise<string | null>
}
