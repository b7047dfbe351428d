import type { DeliveryReason } from '../../../../../domain/delivery/delivery.ts'
import { copyLangOf } from '../../../../../domain/share/words.ts'
import { NetworkFailure } from '../../../network/failure.ts'
import type { Cleared } from '../../clearance.ts'
import { failedAnswer } from '../answer.ts'
import { harmless } from '../beforehand.ts'
import type { Call, Evidence, SendResult } from '../connector.ts'
import { black } from '../evidence.ts'
import { addressesLeft, earlierFates, outcomeOf, type Fate, type Fates } from './fates.ts'
import { firstId, idDomain, messageIdOf, readHeld, writeHeld } from './identity.ts'
import { releaseLetter, withdrawalLetter } from './letter.ts'
import { Line, MailFailure, type Waits } from './line.ts'
import { emlOf, type Letter } from './message.ts'
import type { MailAccount, Relay } from './settings.ts'

/** How a whole list is worked through, beside the waits for one answer. */
export interface Patience extends Waits {
  /** All of one try: well under what a lease lasts. */
  whole: number
}

/** So many answers may be lost before the rest are left for a later try. */
const mostLost = 2
const longestAnswer = 300

/** Writes to every recipient that has not got this delivery's mail yet, one mail each, and says what became of each. */
export async function send(
  cleared: Cleared,
  account: MailAccount,
  patience: Patience,
  call: Call
): Promise<SendResult> {
  const { delivery, content, post, media, target, access } = cleared
  const before = delivery.action === 'publish' ? null : readHeld(target?.remoteId)
  const domain = before?.domain || idDomain(account.from.address)
  const lang = content ? copyLangOf(content.lang) : (before?.lang ?? null)
  const letter = content
    ? await releaseLetter({ content, post, media, corrects: delivery.action === 'update' })
    : withdrawalLetter(lang)
  // A correction goes to those who have what it corrects, whoever is on the list by now.
  const addresses = before?.addresses ?? account.to.map(({ address }) => address)
  const fates = earlierFates(await cleared.earlier(), addresses)
  const stopped = await workThrough(fates, {
    account,
    secret: access.secret,
    patience,
    call,
    mailTo: postman(cleared, account, letter, domain)
  })
  return outcomeOf(fates, stopped, accepted => writeHeld({ addresses: accepted, lang: lang ?? 'en', domain }))
}

/** Makes the mail to one recipient, of the same bytes at each try. */
function postman({ delivery }: Cleared, { from, to, replyTo }: MailAccount, letter: Letter, domain: string) {
  const names = new Map(to.map(({ name, address }) => [address, name]))
  return (address: string): Promise<Buffer> =>
    emlOf(letter, {
      from,
      to: { name: names.get(address) ?? '', address },
      replyTo,
      date: new Date(delivery.startedAt),
      messageId: messageIdOf(delivery, address, domain),
      inReplyTo: delivery.action === 'publish' ? null : firstId(delivery.releaseId, address, domain)
    })
}

interface Round {
  account: MailAccount
  secret: string | null
  patience: Patience
  call: Call
  mailTo(address: string): Promise<Buffer>
}

/** Fills in what becomes of each. @returns why it ended before all were written to, where that is not in a recipient's answer */
async function workThrough(fates: Fates, round: Round): Promise<SendResult | null> {
  const { account, secret, patience, call } = round
  const until = performance.now() + patience.whole
  let line: Line | null = null
  let lost = 0
  try {
    for (const address of addressesLeft(fates)) {
      if (call.signal.aborted) return failed('cut-short')
      if (lost >= mostLost) return failed('no-answer')
      if (performance.now() > until) return failed('timed-out')
      fates.set(address, { is: 'untried' })
      line ??= await openLine(account.relay, secret, patience, call.signal)
      const fate = await hand(line, address, round)
      fates.set(address, fate)
      if (fate.is === 'unknown') lost += 1
      if (fate.is === 'accepted' || (fate.code !== undefined && (await isReady(line)))) continue
      // The next one is written to on a connection that is known to stand.
      line.close()
      line = null
    }
    return null
  } catch (error) {
    return stoppedBy(error, call)
  } finally {
    line?.close()
  }
}

/** A connection on which mail may be handed over. @throws NetworkFailure, MailFailure */
export async function openLine(relay: Relay, secret: string | null, waits: Waits, signal: AbortSignal): Promise<Line> {
  const line = await Line.open(relay, waits, signal)
  try {
    if (relay.user !== null) await line.signIn(relay.user, secret ?? '')
    return line
  } catch (error) {
    line.close()
    throw error
  }
}

/** @throws MailFailure that is about every mail */
async function hand(line: Line, address: string, { account, mailTo, secret, call }: Round): Promise<Fate> {
  const source = await mailTo(address)
  const kept = (answer: string): string => black(answer, secret === null ? [] : [secret]).slice(0, longestAnswer)
  try {
    return { is: 'accepted', answer: kept(await line.send(account.from.address, address, source)) }
  } catch (error) {
    if (!(error instanceof MailFailure)) throw error
    const { code, about, answer, mayHaveArrived, kind } = error
    if (about === 'size' || (about === 'sender' && code !== null && code >= 500)) throw error
    if (mayHaveArrived) return { is: 'unknown', why: call.signal.aborted ? 'cancelled' : kind }
    if (code === null) return { is: 'later', why: kind }
    return { is: code >= 500 ? 'refused' : 'later', code, answer: kept(answer) }
  }
}

const isReady = (line: Line): Promise<boolean> =>
  line.reset().then(
    () => true,
    () => false
  )

/** What kept any mail from being handed over: nothing left by it. */
function stoppedBy(error: unknown, { signal }: Call): SendResult {
  if (error instanceof NetworkFailure) return harmless(failedAnswer(error))
  if (!(error instanceof MailFailure)) throw error
  const { about, code, kind } = error
  // What a server says to a password may hold it.
  const received = { at: about, ...(code === null ? { failure: kind } : { code }) }
  if (signal.aborted) return failed('cut-short', received)
  if (kind === 'tls') return failed('tls', received)
  if (about === 'size') return { outcome: 'refused', reason: 'too-long', received }
  // 530: it wants a sign-in, and none is set up (RFC 4954, 6).
  if ((about === 'sign-in' && (code === null || code >= 500)) || code === 530)
    return { outcome: 'unauthorized', received }
  if (code === null) return failed(kind === 'timed-out' ? 'timed-out' : 'no-answer', received)
  return code >= 500 ? { outcome: 'refused', reason: 'refused', received } : failed('server-error', received)
}

const failed = (reason: DeliveryReason, received: Evidence = {}): SendResult => ({
  outcome: 'failed',
  reason,
  retryAfter: null,
  received
})
