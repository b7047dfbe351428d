import type { DeliveryAction, DeliveryReason } from '../../../domain/delivery/delivery.ts'
import { embargoLifts } from '../../../domain/delivery/embargo.ts'
import { gate, hold, maximumSkew, type Clearance, type GateFacts, type Hold } from '../../../domain/delivery/gate.ts'
import type { ReleaseContent } from '../../../domain/releases/release.ts'
import type { Context } from '../context.ts'
import type { Reader } from '../database/access.ts'
import { approvalOf } from '../review/approval.ts'
import { listAccounts } from './account.repository.ts'
import type { Access, Call, Connector } from './connectors/connector.ts'
import { connectorOf } from './connectors/index.ts'
import type { Sendable } from './sendable.repository.ts'
import { nothingElse, restOf, withThis, type Publication } from './live.ts'
import { secretOf } from './secret.ts'
import type { TrustedClock } from './trusted-clock.ts'

/** What the gate's path works with. */
export interface Gatekeeping {
  context: Context
  connectors: readonly Connector[]
  clock: TrustedClock
  call: Call
}

interface Delivered {
  delivery: { id: string; releaseId: string; action: DeliveryAction; startedAt: string }
  revision: { number: number; contentHash: string }
  /** What leaves; null for a withdrawal, which needs no approval and so carries no text. */
  content: ReleaseContent | null
  account: { id: string; name: string }
  access: Access
  /** All that the account holds once this is done, newest first; empty for connectors that are not `whole`. */
  live: Publication[]
}

/**
 * A delivery that passed the gate a moment ago. The class stays in this file, and its protected mark keeps look-alikes from
 * being taken for it: so nothing but `clear` makes one, and no connector can be called without one.
 */
class ClearedDelivery {
  declare protected readonly passedTheGate: true
  readonly delivery: Delivered['delivery']
  readonly revision: Delivered['revision']
  readonly content: Delivered['content']
  readonly account: Delivered['account']
  readonly access: Access
  readonly live: readonly Publication[]

  constructor({ delivery, revision, content, account, access, live }: Delivered) {
    this.delivery = delivery
    this.revision = revision
    this.content = content
    this.account = account
    this.access = access
    this.live = live
  }
}
export type { ClearedDelivery as Cleared }

/**
 * Asks the gate before a delivery is taken for sending. Under an embargo that has lifted by this machine's clock, the
 * destination is first asked what time it is.
 */
export async function ask(keeping: Gatekeeping, row: Sendable): Promise<Clearance> {
  const facts = await factsOf(keeping, row)
  // Nobody is asked for the time on behalf of what is held anyway.
  const otherwise = gate({ ...facts, clockSkew: 0 })
  if (!otherwise.go) return otherwise
  if (facts.embargoAt !== null) await consultClocks(keeping, row)
  const answer = gate({ ...facts, now: keeping.context.now(), clockSkew: keeping.clock.skew(row.account.id) })
  return answer.go ? (wanting(keeping, row) ?? answer) : answer
}

/** Asks the gate immediately before the call, with everything looked up anew; makes what a connector can be called with. */
export async function clear(
  keeping: Gatekeeping,
  row: Sendable
): Promise<{ go: true; cleared: ClearedDelivery } | Hold> {
  const { context, connectors } = keeping
  const { whole } = connectorOf(connectors, row.account.connector)
  const rest = whole ? await restOf(context.read, row) : nothingElse
  const answer = gate(await factsOf(keeping, row, rest.broken))
  const held = answer.go ? wanting(keeping, row) : answer
  if (held) return held
  const content = row.action === 'withdraw' ? null : (JSON.parse(row.revision.content) as ReleaseContent)
  const startedAt = row.startedAt ?? new Date(context.now()).toISOString()
  return {
    go: true,
    cleared: new ClearedDelivery({
      delivery: { id: row.id, releaseId: row.releaseId, action: row.action, startedAt },
      revision: { number: row.revision.number, contentHash: row.revision.contentHash },
      content,
      account: { id: row.account.id, name: row.account.name },
      access: { settings: row.account.settings, secret: secretOf(row.account, context.session) },
      live: whole && content ? withThis(rest, row, content, startedAt) : rest.live
    })
  }
}

/** What is lacking although the gate lets go: the end of an earlier delivery, a connector, or a secret to sign with. */
function wanting({ context, connectors }: Gatekeeping, row: Sendable): Hold | null {
  if (row.earlierUnsettled) return hold('earlier-unsettled')
  const connector = connectors.find(({ kind }) => kind === row.account.connector)
  if (!connector) return hold('connector-missing')
  return connector.secret !== 'none' && secretOf(row.account, context.session) === null ? hold('secret-locked') : null
}

async function factsOf({ context, clock }: Gatekeeping, row: Sendable, restBroken = false): Promise<GateFacts> {
  const { approved, intact, embargoAt } = row.action === 'withdraw' ? noText : await signOffOf(context.read, row)
  return {
    action: row.action,
    approved,
    approvalIntact: intact && !restBroken,
    embargoAt,
    now: context.now(),
    clockSkew: clock.skew(row.account.id),
    plannedAt: Date.parse(row.plannedAt),
    begun: row.reason !== null && answered.has(row.reason),
    confirmedAt: row.confirmedAt === null ? null : Date.parse(row.confirmedAt),
    allHeld: row.allHeld
  }
}

/** Why a try failed at the destination itself, so that it was made in its slot. */
const answered: ReadonlySet<DeliveryReason> = new Set([
  'rate-limited',
  'server-error',
  'timed-out',
  'no-answer',
  'tls',
  'not-writable'
])

const noText = { approved: false, intact: false, embargoAt: null }

/** The embargo counts as the signed text says it, not as the release's row does. What cannot even be read is not intact. */
async function signOffOf(
  read: Reader,
  { revision }: Sendable
): Promise<{ approved: boolean; intact: boolean; embargoAt: number | null }> {
  try {
    const { embargo } = JSON.parse(revision.content) as ReleaseContent
    return { ...(await approvalOf(read, revision.id)), embargoAt: embargo && embargoLifts(embargo) }
  } catch {
    return { approved: true, intact: false, embargoAt: null }
  }
}

/** Has the destination say what time it is; where it has no clock, any other destination of the workspace will do. */
async function consultClocks({ context, connectors, clock, call }: Gatekeeping, { account }: Sendable): Promise<void> {
  const clockOf = (kind: string) => connectors.find(connector => connector.kind === kind)?.serverDate
  const sources = clockOf(account.connector) ? [account] : await listAccounts(context.read)
  for (const source of sources) {
    const serverDate = clockOf(source.connector)
    if (!serverDate) continue
    // A reading that condemns this clock is taken again: the machine may have slept since.
    if (clock.isFresh(source.id) && Math.abs(clock.skew(source.id) ?? Number.NaN) <= maximumSkew) return
    await clock.consult(source.id, () => serverDate({ settings: source.settings, secret: null }, call))
    if (clock.isFresh(source.id)) return
  }
}
