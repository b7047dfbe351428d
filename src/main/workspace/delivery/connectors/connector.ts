import type { DeliveryAction, DeliveryReason } from '../../../../domain/delivery/delivery.ts'
import type { ReleaseContent } from '../../../../domain/releases/release.ts'
import type { MediaUse } from '../../../../domain/share/kit.ts'
import type { Network } from '../../../../domain/share/networks.ts'
import type { Post } from '../../../../domain/share/post.ts'
import type { AccountNotice, ConnectorInfo } from '../../../../preload/contract/delivery.ts'
import type { Cleared } from '../clearance.ts'
import type { Publication } from '../live.ts'
import type { Reading } from '../../../../domain/reach/reading.ts'
import type { SettingsSchema } from './settings.ts'

export type Settings = Readonly<Record<string, string>>

/** What every call to a destination is given. */
export interface Call {
  /** Aborted when the engine closes. */
  signal: AbortSignal
  /** The wall clock, milliseconds since the epoch. */
  now(): number
}

/** What a destination granted: sealed in the file, never in the page, in logs or in evidence. */
export interface Tokens {
  access: string
  refresh?: string
  /** When `access` ends, milliseconds since the epoch; left out where that is not told. */
  expiresAt?: number
  /** When `refresh` ends, in the same way: from then on a person has to sign in again. */
  refreshEndsAt?: number
  /** What was granted, which may be less than what was asked for. */
  scopes?: string[]
  /** What else the connector needs to know again: an account's id, the host that it lives on. No secret. */
  facts?: Record<string, string>
}

/** What an account has to be reached with. */
export interface Access {
  settings: Settings
  /** What a person gave, or was made here: a password, a key, an address that is a secret. */
  secret: string | null
  tokens: Tokens | null
}

/** Facts of an answer, for a person to read later: no secret, no whole text. */
export type Evidence = Record<string, unknown>

/** A picture as it is sent, made of the very bytes that were signed: they are hashed on reading. */
export interface ParcelMedia extends MediaUse {
  /**
   * The picture as a destination takes it: scaled down to fit, re-encoded where needed, without the camera's own remarks.
   * The same picture and limits give the same bytes.
   */
  fit(limits: PictureLimits): Promise<Picture>
}

export interface PictureLimits {
  width: number
  height: number
  bytes: number
  /** What is taken (`image/png`, …); JPEG where this is left out. A picture keeps its type if that is among them and light enough. */
  types?: readonly string[]
}

export interface Picture {
  bytes: Uint8Array
  type: string
  width: number
  height: number
}

/** All that a delivery is about. */
export interface Parcel {
  delivery: { id: string; releaseId: string; action: DeliveryAction; plannedAt: string; startedAt: string }
  revision: { number: number; contentHash: string }
  /** What leaves; null for a withdrawal, which needs no approval and so carries no text. */
  content: ReleaseContent | null
  /** What to post on the connector's network; null for a withdrawal, and where the connector is for no network. */
  post: Post | null
  /** Posts of every copy there is, for packages that people choose from; empty for a withdrawal. */
  posts: readonly Post[]
  media: readonly ParcelMedia[]
  /** What this account holds of the release already, which an update or a withdrawal is about. */
  target: { remoteId: string | null; remoteUrl: string | null } | null
  account: { id: string; name: string }
  /** Whose release it is. */
  organisation: string
  access: Access
  /** All that the account holds once this is done, newest first; empty for connectors that are not `whole`. */
  live: readonly Publication[]
  /** What earlier tries of this very delivery received, oldest first: of several receivers, some may have it already. */
  earlier(): Promise<readonly Evidence[]>
  /** Who signed what leaves, newest first. */
  approvals(): Promise<readonly { name: string; at: string }[]>
}

/**
 * What became of a send. A connector answers so whatever the network does; what it throws counts as a text that cannot be sent.
 *
 * `confirmed`: the effect is there. `handed-over`: a package lies ready and a person takes it on from there. `failed`: it is
 * not there, and trying again may help. `offline`: the destination was not reached, so nothing arrived. `unauthorized`: the
 * grant is gone, and nothing was done. `refused`: it is not there, and trying again cannot help. `unknown`: it may be there.
 * `partly`: some of it is there all the same: with some of several receivers, or as some of several files.
 */
export type SendResult =
  | { outcome: 'confirmed'; remoteId: string | null; remoteUrl: string | null; received: Evidence }
  | { outcome: 'handed-over'; received: Evidence }
  | { outcome: 'failed'; reason: DeliveryReason; retryAfter: number | null; received: Evidence; partly?: true }
  | { outcome: 'offline'; received: Evidence; partly?: true }
  | { outcome: 'unauthorized'; received: Evidence; partly?: true }
  | { outcome: 'refused'; reason: DeliveryReason; received: Evidence; partly?: true }
  | { outcome: 'unknown'; reason: DeliveryReason; retryAfter: number | null; received: Evidence }

/** What a look at the destination found. `unclear`: it could not be asked, or its answer proves nothing. */
export type LookResult =
  | { found: 'live'; remoteId: string | null; remoteUrl: string | null; received: Evidence }
  | { found: 'absent'; received: Evidence }
  | { found: 'unclear'; unauthorized?: boolean; received: Evidence }

/** What asking for new tokens came to. `refused`: a person has to sign in again. `unreachable`: nothing is known. */
export type Renewal = { renewed: Tokens } | { refused: Evidence } | { unreachable: Evidence }

/** Where a person grants access in the browser (RFC 6749, RFC 7636, RFC 8252). */
export interface OAuthServer {
  authorize: string
  token: string
  /** RFC 7009, where there is one. */
  revoke?: string
  clientId: string
  /** How the client proves itself at `token`: a public one only names itself. */
  client: 'public' | 'basic' | 'body'
  scopes: readonly string[]
  pkce: boolean
  /** Whether the server's own address must not be checked against private hosts: see `Settings.allowHost`. */
  allowPrivate: boolean
  /** The host of the loopback redirect, as the destination's rules ask for it. */
  loopback: '127.0.0.1' | 'localhost'
  /** Its port, where the app's redirect address is registered with one; any free one without. */
  port?: number
}

/** A kind of destination. Each one passes the same stories in the tests. */
export interface Connector {
  kind: string
  /** The network that its posts are written for; null where it takes the release itself. */
  network: Network | null
  settings: SettingsSchema
  /** `given` is typed by a person; `oauth` is granted in the browser, `secret` then being the app's own key if it has one. */
  secret: ConnectorInfo['secret']
  /** Whether an account that is set up so has a secret at all; without this, each has, unless `secret` is `none`. */
  needsSecret?(settings: Settings): boolean
  can: ConnectorInfo['can']
  /**
   * What protects against a double effect: `idempotent` ones know a repeated delivery by its id, so an unknown outcome is
   * simply tried again; for `look-first` ones it is looked for, by `look` or else by a person, before anything is sent again.
   */
  repeat: 'idempotent' | 'look-first'
  /** How many deliveries to one account may be under way at once. */
  lane: number
  /** Writes all that the account holds each time, so it is given the rest too; its lane is 1. */
  whole: boolean
  /** What will be sent, as evidence before the call. */
  describe(delivery: string, access: Pick<Access, 'settings'>): Evidence
  /** The effect itself. Called by `dispatch.ts` only; nothing but the gate's path can make a `Cleared`. */
  send(cleared: Cleared, call: Call): Promise<SendResult>
  /** Looks whether an earlier send of this had its effect. Has none itself, so it may be repeated freely. */
  look?(parcel: Parcel, call: Call): Promise<LookResult>
  /**
   * Gets tokens where there are none, or new ones for old: by a password, or a refresh token. The engine keeps what comes
   * back before it uses it, and asks once at a time for an account. Without this, a grant that is gone needs a person.
   */
  renew?(access: Access, call: Call): Promise<Renewal>
  /** Where access is granted; for `secret: 'oauth'` only. */
  oauth?(access: Pick<Access, 'settings' | 'secret'>): OAuthServer
  /** Says what is wrong with a secret that a person gave, before it is kept. @throws RelaisError `bad-settings` */
  checkSecret?(secret: string, settings: Settings): void
  /** Makes a new account usable (a folder, say), or says what is wrong. */
  prepare?(settings: Settings): void
  /** Tries whether the account can be reached, with no effect there; answers with what it saw, or throws. */
  test(access: Access, call: Call): Promise<string>
  /** What had better be done about an account before it stops working there; null while there is nothing. */
  notice?(settings: Settings, now: number): AccountNotice | null
  /** The `Date` header of the destination, asked for without any effect there; null if it has none or cannot be reached. */
  serverDate?(access: Access, call: Call): Promise<string | null>
  /** Figures of what went out there, as the destination counts them now. @throws NetworkFailure, RelaisError */
  metrics?(posts: readonly { remoteId: string }[], access: Access, call: Call): Promise<Reading[]>
  /** What sending this costs there, in the currency the destination bills in; null where it is free or not known. */
  price?(post: Post): { amount: number; currency: string } | null
}
