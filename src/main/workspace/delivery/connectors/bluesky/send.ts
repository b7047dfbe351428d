import * as v from 'valibot'
import type { HttpResponse } from '../../../network/http.ts'
import type { Post } from '../../../../../domain/share/post.ts'
import type { Evidence, Parcel, SendResult } from '../connector.ts'
import { effect } from '../effect.ts'
import { partly } from '../partly.ts'
import { readJson } from '../json.ts'
import { errorIn, jsonBody, signed, unauthorized, waitFor, xrpc, type Session } from './api.ts'
import { collection, keyIn, keyOf } from './key.ts'
import { recordOf, shownMedia } from './record.ts'

const written = v.looseObject({ uri: v.pipe(v.string(), v.startsWith('at://')), cid: v.string() })
const deleted = v.looseObject({})

/** Puts a post under the delivery's own key: the same call again finds it there, and changes nothing. */
export async function publish(session: Session, parcel: Parcel, post: Post): Promise<SendResult> {
  const record = await recordOf(session, parcel, post)
  if ('stopped' in record) return record.stopped
  const key = keyOf(parcel.delivery)
  const leftOut = parcel.media.length - shownMedia(post, parcel.media).length
  const body = { repo: session.did, collection, rkey: key, record: record.told }
  return effect(xrpc(session, 'com.atproto.repo.putRecord'), signed(session, jsonBody(body)), {
    ...session,
    wait: response => waitFor(response, session.call),
    own: (response, received) =>
      readPut(response, session, { ...received, ...(leftOut > 0 && { picturesLeftOut: leftOut }) })
  })
}

function readPut(response: HttpResponse, session: Session, received: Evidence): SendResult | null {
  const { status } = response
  const told = status === 200 ? readJson(response, written) : null
  if (told) return { outcome: 'confirmed', remoteId: told.uri, remoteUrl: pageOf(session, told.uri), received }
  const error = status === 400 ? errorIn(response) : null
  // What was uploaded a moment ago is gone: it is uploaded again with the next try.
  if (error === 'BlobNotFound') return { outcome: 'failed', reason: 'server-error', retryAfter: null, received }
  if (error === 'InvalidRequest' && /too big|too long/i.test(response.body.toString('utf8')))
    return { outcome: 'refused', reason: 'too-long', received }
  if (status === 404) return { outcome: 'refused', reason: 'refused', received }
  return unauthorized(response, session)
}

/**
 * Puts the new text up, then takes the old post away. How the app shows a post that was changed in place is not established,
 * so that a reader might never see the correction. The new one goes first: if it is refused, the old one is still what is
 * said to be there; and each of the two steps may be repeated.
 */
export async function replace(session: Session, parcel: Parcel, post: Post, old: string): Promise<SendResult> {
  const put = await publish(session, parcel, post)
  if (put.outcome !== 'confirmed' || put.remoteId === old) return put
  const removed = await remove(session, old)
  if (removed.outcome === 'confirmed') return { ...put, received: { ...put.received, replaced: old } }
  const received = { ...removed.received, put: put.remoteId, stillThere: old }
  // Both are there now.
  if (removed.outcome === 'refused') return { outcome: 'unknown', reason: removed.reason, retryAfter: null, received }
  return partly({ ...removed, received })
}

/** Takes back a release's post, and what else earlier tries are known to have left there. */
export async function withdraw(session: Session, { earlier }: Parcel, uri: string): Promise<SendResult> {
  const taken = await remove(session, uri)
  if (taken.outcome !== 'confirmed') return taken
  const left = (await earlier()).flatMap(urisIn).filter(each => each !== uri)
  for (const each of new Set(left)) {
    const more = await remove(session, each)
    if (more.outcome !== 'confirmed') return partly(more)
  }
  return taken
}

/** Posts that the evidence of a replacement names: see `replace`. */
const urisIn = ({ put, stillThere, replaced }: Evidence): string[] =>
  [put, stillThere, replaced].filter(uri => typeof uri === 'string')

/** Deleting what is gone already is answered like deleting it. */
async function remove(session: Session, uri: string): Promise<SendResult> {
  const key = keyIn(uri, session.did)
  if (key === null) return { outcome: 'refused', reason: 'not-there', received: { target: uri, account: session.did } }
  const body = { repo: session.did, collection, rkey: key }
  return effect(xrpc(session, 'com.atproto.repo.deleteRecord'), signed(session, jsonBody(body)), {
    ...session,
    wait: response => waitFor(response, session.call),
    own: (response, received) => {
      const done = response.status === 200 && readJson(response, deleted) !== null
      return done ? { outcome: 'confirmed', remoteId: uri, remoteUrl: null, received } : unauthorized(response, session)
    }
  })
}

/** Where people read a post. A handle that has lost its domain is no address. */
export function pageOf({ did, handle }: Session, uri: string): string {
  const name = handle === 'handle.invalid' ? did : handle
  return `https://bsky.app/profile/${name}/post/${keyIn(uri, did) ?? ''}`
}
