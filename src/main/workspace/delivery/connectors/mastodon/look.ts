import * as v from 'valibot'
import type { Call, LookResult, Parcel } from '../connector.ts'
import type { Step } from '../beforehand.ts'
import { saysGone, unclear } from '../found.ts'
import { createdSince } from '../since.ts'
import { ask, openSession, type Session } from './api.ts'
import { status } from './send.ts'

/** The server gives no more at once. */
const mostListed = 40
const day = 24 * 60 * 60_000

const account = v.looseObject({ id: v.string(), acct: v.string() })
const statuses = v.array(v.looseObject({ ...status.entries, created_at: v.string() }))
const source = v.looseObject({ text: v.string() })

/** Whose token it is. */
export const accountOf = (session: Session): Promise<Step<v.InferOutput<typeof account>>> =>
  ask(session, '/api/v1/accounts/verify_credentials', account)

/** Looks whether a status was posted, edited or deleted. */
export async function look(parcel: Parcel, call: Call): Promise<LookResult> {
  const session = openSession(parcel.access, call)
  const { post, target } = parcel
  if (parcel.delivery.action === 'publish')
    return post ? lookFor(session, parcel, post.text) : { found: 'unclear', received: {} }
  return target?.remoteId ? lookAt(session, parcel, target.remoteId) : { found: 'unclear', received: {} }
}

/**
 * Among the account's own since the day before the first try: each is asked for its words as they were written, as statuses come
 * back as HTML. The same words from before it may be this one's all the same, if a clock was set right since.
 */
async function lookFor(session: Session, parcel: Parcel, text: string): Promise<LookResult> {
  const own = await accountOf(session)
  if ('stopped' in own) return unclear(own.stopped)
  const path = `/api/v1/accounts/${encodeURIComponent(own.told.id)}/statuses`
  const listed = await ask(session, `${path}?limit=${mostListed}&exclude_reblogs=true`, statuses)
  if ('stopped' in listed) return unclear(listed.stopped)
  const since = createdSince(parcel, session.call, listed.date)
  const recent = listed.told.filter(each => Date.parse(each.created_at) >= since - day)
  const received = { looked: 'own statuses', statuses: listed.told.length, recent: recent.length }
  for (const { id, url, created_at: createdAt } of recent) {
    const written = await sourceOf(session, id)
    // Deleted between the list and this question: it was not what is looked for, or is no more.
    if (saysGone(written)) continue
    if ('stopped' in written) return unclear(written.stopped)
    if (!sameWords(written.told.text, text)) continue
    if (Date.parse(createdAt) < since) return { found: 'unclear', received: { ...received, sameWords: url ?? id } }
    return { found: 'live', remoteId: id, remoteUrl: url, received: { ...received, createdAt } }
  }
  const whole = listed.told.length < mostListed || recent.length < listed.told.length
  return { found: whole ? 'absent' : 'unclear', received }
}

async function lookAt(session: Session, { post, target }: Parcel, id: string): Promise<LookResult> {
  const there = { remoteId: id, remoteUrl: target?.remoteUrl ?? null }
  const written = await sourceOf(session, id)
  const received = { looked: id }
  if (saysGone(written)) return post ? { found: 'absent', received } : { found: 'live', ...there, received }
  if ('stopped' in written) return unclear(written.stopped)
  return post && sameWords(written.told.text, post.text)
    ? { found: 'live', ...there, received }
    : { found: 'absent', received }
}

const sourceOf = (session: Session, id: string): Promise<Step<v.InferOutput<typeof source>>> =>
  ask(session, `/api/v1/statuses/${encodeURIComponent(id)}/source`, source)

const sameWords = (a: string, b: string): boolean => plain(a) === plain(b)
const plain = (text: string): string => text.normalize('NFC').replace(/\r\n?/g, '\n').trim()
