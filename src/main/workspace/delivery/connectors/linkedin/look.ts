import type { Call, Evidence, LookResult, Parcel } from '../connector.ts'
import { saysGone, unclear } from '../found.ts'
import { createdSince } from '../since.ts'
import { openSession, postAddress, type LinkedInHosts, type Session } from './api.ts'
import { authorOf } from './author.ts'
import { listPosts, mostListed, readPost, saysTheSame } from './posts.ts'

/**
 * Looks whether a send had its effect. Members' tokens may not list posts: then only LinkedIn's own refusal of a duplicate, or
 * a person, can tell.
 */
export async function look(hosts: LinkedInHosts, parcel: Parcel, call: Call): Promise<LookResult> {
  const session = openSession(hosts, parcel.access, call)
  if (!session) return { found: 'unclear', unauthorized: true, received: {} }
  const { action } = parcel.delivery
  if (action === 'publish') return parcel.post ? lookFor(session, parcel, parcel.post.text) : unsaid
  const urn = parcel.target?.remoteId
  return urn ? lookAt(session, parcel, urn) : unsaid
}

const unsaid: LookResult = { found: 'unclear', received: {} }

async function lookFor(session: Session, parcel: Parcel, text: string): Promise<LookResult> {
  const author = await authorOf(session)
  if ('stopped' in author) return unclear(author.stopped)
  const posts = await listPosts(session, author.told)
  if ('stopped' in posts) return unclear(posts.stopped)
  const since = createdSince(parcel, session.call, posts.date)
  const same = posts.told.filter(post => saysTheSame(post, text))
  const found = same.find(post => (post.createdAt ?? 0) >= since)
  const received = { looked: 'posts of the author', posts: posts.told.length }
  if (found) return live(found.id, { ...received, createdAt: found.createdAt ?? null })
  // What is older and the same is another delivery's, and LinkedIn would not take these words beside it.
  if (same[0]) return { found: 'unclear', received: { ...received, sameWords: same[0].id } }
  const whole = posts.told.length < mostListed || posts.told.some(post => (post.createdAt ?? Infinity) < since)
  return { found: whole ? 'absent' : 'unclear', received }
}

/** Whether what is there says what an update set, or is gone as a withdrawal wanted it. */
async function lookAt(session: Session, parcel: Parcel, urn: string): Promise<LookResult> {
  const post = await readPost(session, urn)
  if ('stopped' in post) {
    if (!saysGone(post)) return unclear(post.stopped)
    return parcel.post ? { found: 'absent', received: post.stopped.received } : live(urn, post.stopped.received)
  }
  const received = { looked: urn }
  if (post.told === null) return { found: 'unclear', received }
  return parcel.post && saysTheSame(post.told, parcel.post.text) ? live(urn, received) : { found: 'absent', received }
}

const live = (urn: string, received: Evidence): LookResult => ({
  found: 'live',
  remoteId: urn,
  remoteUrl: postAddress(urn),
  received
})
