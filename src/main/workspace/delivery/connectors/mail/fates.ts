import * as v from 'valibot'
import type { DeliveryReason } from '../../../../../domain/delivery/delivery.ts'
import type { Evidence, SendResult } from '../connector.ts'

/**
 * What became of a mail to one recipient. `accepted`: the server took it in, which is all that it says. `refused`: it will not.
 * `later`: not now. `unknown`: the connection broke before it answered. `untried`: it was not begun.
 */
const fate = v.object({
  is: v.picklist(['accepted', 'refused', 'later', 'unknown', 'untried']),
  code: v.optional(v.number()),
  answer: v.optional(v.string()),
  why: v.optional(v.string())
})
export type Fate = v.InferOutput<typeof fate>

const record = v.looseObject({ recipients: v.record(v.string(), fate) })

/** Each recipient by address, in the order in which they are written to. */
export type Fates = Map<string, Fate>

/** What earlier tries of this delivery told of its recipients; who accepted once has it. */
export function earlierFates(earlier: readonly Evidence[], addresses: readonly string[]): Fates {
  const fates: Fates = new Map(addresses.map(address => [address, { is: 'untried' }]))
  for (const evidence of earlier) {
    const read = v.safeParse(record, evidence)
    for (const [address, told] of read.success ? Object.entries(read.output.recipients) : [])
      if (fates.has(address) && fates.get(address)?.is !== 'accepted' && told.is !== 'untried') fates.set(address, told)
  }
  return fates
}

/**
 * Whom this try writes to: whoever is left, and of those whose answer was lost, or who refused, none by itself. A delivery that
 * comes again with no one else left was sent again by a person, who has seen what became of these.
 */
export function addressesLeft(fates: Fates): string[] {
  const those = (...kinds: Fate['is'][]): string[] =>
    [...fates].flatMap(([address, { is }]) => (kinds.includes(is) ? [address] : []))
  const left = those('untried', 'later')
  return left.length > 0 ? left : those('unknown', 'refused')
}

const has = (fates: Fates, ...kinds: Fate['is'][]): boolean => [...fates.values()].some(({ is }) => kinds.includes(is))

export const evidenceOf = (fates: Fates): Evidence => ({ recipients: Object.fromEntries(fates) })

/**
 * What the fates of all recipients come to.
 * @param stopped why no more of them were tried, if so
 * @param held how the outbox keeps who has it
 */
export function outcomeOf(fates: Fates, stopped: SendResult | null, held: (addresses: string[]) => string): SendResult {
  const accepted = [...fates].flatMap(([address, { is }]) => (is === 'accepted' ? [address] : []))
  const received = { ...stopped?.received, ...evidenceOf(fates) }
  const partly = accepted.length > 0 || has(fates, 'unknown') ? { partly: true as const } : {}
  if (has(fates, 'untried', 'later')) {
    if (!stopped) return { outcome: 'failed', reason: reasonLater(fates), retryAfter: null, received, ...partly }
    if (stopped.outcome !== 'refused') return { ...stopped, received, ...partly }
    // What was accepted or lost before it stopped is there, or may be.
    return 'partly' in partly
      ? { outcome: 'unknown', reason: 'some-refused', retryAfter: null, received }
      : { ...stopped, received }
  }
  if (has(fates, 'unknown')) return { outcome: 'unknown', reason: reasonUnknown(fates), retryAfter: null, received }
  if (accepted.length === fates.size)
    return { outcome: 'confirmed', remoteId: held(accepted), remoteUrl: null, received }
  if (accepted.length > 0) return { outcome: 'unknown', reason: 'some-refused', retryAfter: null, received }
  return { outcome: 'refused', reason: has552(fates) ? 'too-long' : 'refused', received }
}

/** 450 and 421 ask for patience; other temporary answers tell of trouble over there (RFC 5321, 4.2.3). */
const reasonLater = (fates: Fates): DeliveryReason =>
  [...fates.values()].some(({ is, code }) => is === 'later' && (code === 421 || code === 450))
    ? 'rate-limited'
    : 'server-error'

const reasonUnknown = (fates: Fates): DeliveryReason => {
  const [why] = [...fates.values()].flatMap(each => (each.is === 'unknown' ? [each.why] : []))
  return why === 'timed-out' ? 'timed-out' : why === 'cancelled' ? 'cut-short' : 'no-answer'
}

const has552 = (fates: Fates): boolean => [...fates.values()].every(({ is, code }) => is === 'refused' && code === 552)
