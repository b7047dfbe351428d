import { gate, hold, maximumSkew, type Clearance, type Hold } from '../../../domain/delivery/gate.ts'
import type { DeliveryAction, HoldReason } from '../../../domain/delivery/delivery.ts'
import type { Revision } from '../../../domain/releases/release.ts'
import type { Context } from '../context.ts'
import { accountHold } from './account-hold.ts'
import { listAccounts, type StoredAccount } from './account.repository.ts'
import type { Access, Call, Connector, Parcel } from './connectors/connector.ts'
import { connectorOf } from './connectors/index.ts'
import { isAllHeld } from './dispatch.repository.ts'
import { factsOf, textFacts, type Facts } from './facts.ts'
import { nothingElse, restOf } from './live.ts'
import { parcelOf } from './parcel.ts'
import type { Sendable } from './sendable.repository.ts'
import { isTargetLost, targetOf } from './target.repository.ts'
import type { Tokenkeeper } from './tokens.ts'
import type { TrustedClock } from './trusted-clock.ts'

/** What the gate's path works with. */
export interface Gatekeeping {
  context: Context
  connectors: readonly Connector[]
  clock: TrustedClock
  call: Call
  tokens: Tokenkeeper
}

/**
 * A delivery that passed the gate a moment ago. The class stays in this file, and its protected mark keeps look-alikes from
 * being taken for it: so nothing but `clear` makes one, and no connector can be called without one.
 */
class ClearedDelivery implements Parcel {
  declare protected readonly passedTheGate: true
  declare readonly delivery: Parcel['delivery']
  declare readonly revision: Parcel['revision']
  declare readonly content: Parcel['content']
  declare readonly post: Parcel['post']
  declare readonly posts: Parcel['posts']
  declare readonly media: Parcel['media']
  declare readonly target: Parcel['target']
  declare readonly account: Parcel['account']
  declare readonly organisation: Parcel['organisation']
  declare readonly access: Access
  declare readonly live: Parcel['live']
  declare readonly earlier: Parcel['earlier']
  declare readonly approvals: Parcel['approvals']

  constructor(parcel: Parcel) {
    Object.defineProperties(this, Object.getOwnPropertyDescriptors(parcel))
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
  const otherwise = gate({ ...facts.gate, clockSkew: 0 })
  if (!otherwise.go) return otherwise
  const lacking = await wanting(keeping, row, facts)
  if (lacking) return lacking
  if (facts.gate.embargoAt !== null) await consultClocks(keeping, row)
  return gate({ ...facts.gate, now: keeping.context.now(), clockSkew: keeping.clock.skew(row.account.id) })
}

/** Asks the gate immediately before the call, with everything looked up anew; makes what a connector can be called with. */
export async function clear(
  keeping: Gatekeeping,
  row: Sendable
): Promise<{ go: true; cleared: ClearedDelivery } | Hold> {
  const { context, connectors } = keeping
  const { whole } = connectorOf(connectors, row.account.connector)
  const rest = whole ? await restOf(context.read, row) : nothingElse
  const facts = await factsOf(keeping, row, rest.broken)
  const answer = gate(facts.gate)
  const held = answer.go ? await wanting(keeping, row, facts) : answer
  if (held) return held
  return { go: true, cleared: new ClearedDelivery(await parcelOf(keeping, row, rest)) }
}

/**
 * What would hold a text that is not planned yet, whatever its time.
 * @param revision null while no text is approved
 */
export async function foresee(
  { context, connectors, tokens }: Gatekeeping,
  { action, revision, account }: { action: DeliveryAction; revision: Revision | null; account: StoredAccount }
): Promise<HoldReason | null> {
  if (!revision) return 'not-approved'
  const text = await textFacts(context, { revisionId: revision.id, content: revision.content, account: account.id })
  const now = context.now()
  const inTime = { now, plannedAt: now, embargoAt: null, clockSkew: 0, begun: true, confirmedAt: null }
  const allHeld = await isAllHeld(context.read)
  const answer = gate({ ...text, ...inTime, action, allHeld })
  if (!answer.go) return answer.reason
  if (!text.picturesUnchanged) return 'media-changed'
  return accountHold(account, connectorOf(connectors, account.connector), tokens.accessOf(account))
}

/** What is lacking although the gate lets go: a picture, the end of an earlier delivery, a connector, or a way to sign in. */
async function wanting(
  { context, connectors, tokens }: Gatekeeping,
  row: Sendable,
  { picturesUnchanged }: Facts
): Promise<Hold | null> {
  if (!picturesUnchanged) return hold('media-changed')
  if (row.earlierUnsettled) return hold('earlier-unsettled')
  const connector = connectors.find(({ kind }) => kind === row.account.connector)
  if (!connector) return hold('connector-missing')
  const reason = accountHold(row.account, connector, tokens.accessOf(row.account))
  if (reason !== null) return hold(reason)
  // A connector said that it needs to know where the text is: nothing it could be asked again has changed until that is known.
  const blind = row.reason === 'no-target' && (await targetOf(context.read, row))?.remoteId == null
  const lost = row.action !== 'publish' && (await isTargetLost(context.read, row))
  return blind || lost ? hold('no-target') : null
}

/** Has the destination say what time it is; where it has no clock, any other destination of the workspace will do. */
async function consultClocks(keeping: Gatekeeping, { account }: Sendable): Promise<void> {
  const { context, connectors, clock, call, tokens } = keeping
  const clockOf = (kind: string) => connectors.find(connector => connector.kind === kind)?.serverDate
  const sources = clockOf(account.connector) ? [account] : await listAccounts(context.read)
  for (const source of sources) {
    const serverDate = clockOf(source.connector)
    if (!serverDate || source.paused) continue
    // A reading that condemns this clock is taken again: the machine may have slept since.
    if (clock.isFresh(source.id) && Math.abs(clock.skew(source.id) ?? Number.NaN) <= maximumSkew) return
    await clock.consult(source.id, () => serverDate(tokens.accessOf(source), call))
    if (clock.isFresh(source.id)) return
  }
}
