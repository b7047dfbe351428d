import * as v from 'valibot'
import {
  deliveryStates,
  type Attempt,
  type Delivery,
  type DeliveryAction,
  type DeliveryReason,
  type DeliveryState
} from '../../domain/delivery/delivery.ts'
import type { Network } from '../../domain/share/networks.ts'
import type { Post } from '../../domain/share/post.ts'
import type { CopyProblem } from '../../domain/share/check.ts'
import { answers } from './method.ts'
import { day, id, instant, label, limit, line, nothing, zone } from './parts.ts'

export interface Account {
  id: string
  connector: string
  name: string
  settings: Record<string, string>
  hasSecret: boolean
  /** In lists: it is set up so that it has no secret. */
  noSecret?: true
  /** Who signed in at the destination, what it granted and until when; null where there is no signing in, or nobody did. */
  connection: { by: string | null; at: string; scopes: string[]; expiresAt: string | null } | null
  /** Why nothing is sent there until a person says so; null while it works. */
  paused: { reason: DeliveryReason; since: string } | null
  /** In lists: what had better be done about it before it stops working; left out while there is nothing. */
  notice?: AccountNotice
}

/** Its words are in the messages, under `delivery.notices`. */
export interface AccountNotice {
  code: 'version-ending'
  params: Record<string, string>
}

/** A kind of destination and what it is set up with. */
export interface ConnectorInfo {
  kind: string
  network: Network | null
  settings: { key: string; required: boolean; folder?: boolean; choices?: string[]; fallback?: string }[]
  /** `generated` here; `given` by a person, in a window of the main process; `oauth`: granted in the browser. */
  secret: 'none' | 'generated' | 'given' | 'oauth'
  /** Where the browser comes back to after signing in, as the person's own app there has to name it; left out without `oauth`. */
  redirect?: string
  /** The person's own app there proves itself with a key (client secret), which is then the account's secret. */
  appKey?: true
  can: {
    update: boolean
    withdraw: boolean
    /** Whether what arrived can be looked up there. */
    look: boolean
    /** Whether figures are asked for, or come as files; `none` where there are none to be had. */
    metrics: 'pull' | 'file' | 'none'
    /** Whether a person takes the last step. */
    handOff: boolean
  }
}

/** A release at one destination: what is there, what happens next, what can be done. */
export interface Place {
  accountId: string
  accountName: string
  connector: string
  can: ConnectorInfo['can']
  /** What is there, as far as is known; null if nothing went, or it was taken back. */
  holds: { revisionNumber: number; since: string; remoteUrl: string | null; current: boolean } | null
  /** The newest delivery to it. */
  latest: Delivery
  /** What only a person can do there: the old text stays because the destination has no call for it. */
  byHand: 'update' | 'withdraw' | null
}

/** How deliveries to one account stand; what is confirmed or cancelled is not counted. */
export interface AccountTally {
  id: string
  name: string
  connector: string
  /** Taken out of use: nothing can be planned on it. */
  removed: boolean
  states: Partial<Record<Exclude<DeliveryState, 'confirmed' | 'cancelled'>, number>>
}

/** What would go to a destination, before it is planned. */
export interface Preview {
  accountId: string
  action: DeliveryAction
  post: Post | null
  problems: CopyProblem[]
  price: { amount: number; currency: string } | null
  /** What the gate or the account would hold it for. */
  hold: DeliveryReason | null
}

/** Which deliveries: of this state, this release or account, planned on these days (in the workspace's zone). */
const chosen = {
  state: v.optional(v.picklist(deliveryStates)),
  release: v.optional(id),
  account: v.optional(id),
  from: v.optional(day),
  to: v.optional(day)
}

const settings = v.record(v.pipe(v.string(), v.maxLength(64)), line)
const secretText = v.pipe(v.string(), v.minLength(1), v.maxLength(10_000))

export const delivery = {
  'accounts.connectors': answers<ConnectorInfo[]>()(nothing),
  'accounts.list': answers<Account[]>()(nothing),
  /**
   * Of the shell: some connectors write to a folder, and a page may not name one; and no secret passes through a page. A
   * secret that was made here is in the answer, this once. `hasSecret` is false where it could not be kept: see
   * `RELAIS_SECRET_…`.
   */
  'accounts.add': answers<Account & { secret?: string }>()(
    v.strictObject({
      connector: label,
      name: label,
      settings,
      secret: v.optional(secretText)
    }),
    'shell'
  ),
  /**
   * Other settings for an account, all of them. Where they lead elsewhere, its secret and what was granted are dropped: neither
   * goes to a host that it was not given for.
   */
  'accounts.change': answers<Account>()(v.strictObject({ id, settings }), 'shell'),
  'accounts.setSecret': answers<Account>()(v.strictObject({ id, secret: secretText }), 'shell'),
  /** Begins signing in at the destination: the address for the system's browser. The answer comes to a loopback redirect. */
  'accounts.authorize': answers<{ url: string }>()(v.strictObject({ id }), 'shell'),
  /** Waits for what `authorize` began, and keeps what was granted. */
  'accounts.authorized': answers<Account>()(v.strictObject({ id }), 'shell'),
  'accounts.cancelAuthorize': answers<null>()(v.strictObject({ id }), 'shell'),
  /** Forgets what was granted here, and tells the destination where it can be told. */
  'accounts.revoke': answers<Account>()(v.strictObject({ id })),
  /** Lets a paused account go on. */
  'accounts.resume': answers<Account>()(v.strictObject({ id })),
  'accounts.remove': answers<null>()(v.strictObject({ id })),
  'accounts.test': answers<{ ok: true; detail: string }>()(v.strictObject({ id })),
  'outbox.plan': answers<Delivery[]>()(
    v.strictObject({
      release: id,
      accounts: v.pipe(v.array(id), v.minLength(1), v.maxLength(100)),
      at: v.optional(instant),
      zone: v.optional(zone)
    })
  ),
  /** What `plan` would send to each, as it would look there. */
  'outbox.preview': answers<Preview[]>()(
    v.strictObject({ release: id, accounts: v.pipe(v.array(id), v.minLength(1), v.maxLength(100)) })
  ),
  'outbox.places': answers<Place[]>()(v.strictObject({ release: id })),
  'outbox.list': answers<{ total: number; deliveries: Delivery[]; next: string | null }>()(
    v.strictObject({
      ...chosen,
      /** By plan, the latest first; or what comes next first. */
      order: v.optional(v.picklist(['newest', 'soonest']), 'newest'),
      limit,
      after: v.optional(line)
    })
  ),
  'outbox.get': answers<{ delivery: Delivery; attempts: Attempt[] }>()(v.strictObject({ id })),
  'outbox.cancel': answers<Delivery>()(v.strictObject({ id })),
  /** Sends now what waits or failed, on a person's word: late or not; never past a missing approval or an embargo. */
  'outbox.retry': answers<Delivery>()(v.strictObject({ id })),
  /** The same for all that failed for good, or is held for a reason that a person's word ends. */
  'outbox.retryAll': answers<{ retried: number; left: number }>()(v.strictObject(chosen)),
  /** Says what a person found at the destination; `url` is where it is live. */
  'outbox.reconcile': answers<Delivery>()(
    v.strictObject({ id, is: v.picklist(['live', 'absent']), url: v.optional(line) })
  ),
  /** Looks at the destination now for what is unconfirmed. */
  'outbox.look': answers<Delivery>()(v.strictObject({ id })),
  'outbox.withdraw': answers<Delivery[]>()(v.strictObject({ release: id })),
  'outbox.hold': answers<{ held: boolean }>()(v.strictObject({ held: v.boolean() })),
  /**
   * `running`: this engine delivers by itself at the due time. `next` is what goes next of all that needs no person: `locked`
   * while its secret waits for somebody to sign in, not `reachable` once its destination was out of reach for an hour. `soon`:
   * how much goes within 24 hours. `missed`: how much waits for a person's word because its time passed.
   */
  'outbox.status': answers<{
    held: boolean
    running: boolean
    states: Partial<Record<Delivery['state'], number>>
    next: { at: string; title: string; account: string; locked: boolean; reachable: boolean } | null
    soon: number
    missed: number
  }>()(nothing),
  /** What was not sent at its time: what waits for a person's word, and what was sent late since the workspace was opened. */
  'outbox.missed': answers<Record<'asking' | 'late', { total: number; deliveries: Delivery[] }>>()(
    v.strictObject({ limit })
  ),
  /** Looks for what is due now: timers stood still while the computer slept. */
  'outbox.wake': answers<null>()(nothing, 'shell'),
  /** Every account in use, and each that had a delivery. */
  'outbox.accounts': answers<AccountTally[]>()(nothing),
  /**
   * Tries once whatever is due, and answers when that is done: tries made, those confirmed and failed (what could not be
   * reached is neither), those that the gate held, and how many deliveries are still to be sent.
   */
  'outbox.deliver': answers<{ attempted: number; confirmed: number; held: number; failed: number; waiting: number }>()(
    nothing
  ),
  /**
   * Plays through what is planned in a stretch of time, on a copy of the workspace, against receivers on this machine and
   * by a clock that is moved. The same plan gives the same sheet, byte for byte.
   */
  'outbox.rehearse': answers<{ sheet: string; deliveries: number; held: number }>()(
    v.strictObject({
      from: v.optional(instant),
      to: v.optional(instant),
      zones: v.optional(v.pipe(v.array(zone), v.maxLength(12)), []),
      lang: v.picklist(['fr', 'en'])
    })
  )
}
