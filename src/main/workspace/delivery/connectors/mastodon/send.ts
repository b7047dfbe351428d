import * as v from 'valibot'
import type { HttpResponse } from '../../../network/http.ts'
import type { Post } from '../../../../../domain/share/post.ts'
import { isWithin, measure } from '../../../../../domain/share/measure.ts'
import type { Step } from '../beforehand.ts'
import type { Evidence, Parcel, SendResult } from '../connector.ts'
import { effect } from '../effect.ts'
import { readJson } from '../json.ts'
import { asked, waitFor, type Session } from './api.ts'
import { limitsOf } from './instance.ts'
import { uploadPictures } from './media.ts'

/** What an answer of the server holds of a status; `url` is null for what only some may see. */
export const status = v.looseObject({
  id: v.pipe(v.string(), v.nonEmpty()),
  url: v.fallback(v.nullable(v.pipe(v.string(), v.url(), v.startsWith('http'))), null)
})

/**
 * Posts a status. The delivery's id is the key by which the server knows a repeat, for an hour, and not yet while it is still
 * at work on the first: so what is unknown is looked for before anything is sent again, and the key guards the rest.
 */
export async function publish(session: Session, parcel: Parcel, post: Post): Promise<SendResult> {
  const ready = await prepared(session, parcel, post)
  if ('stopped' in ready) return ready.stopped
  const { visibility } = session.access.settings
  const body = { ...ready.told.body, ...(visibility !== undefined && { visibility }) }
  return write(session, '/api/v1/statuses', 'POST', body, ready.told.leftOut, {
    'idempotency-key': parcel.delivery.id
  })
}

/** Changes what is there; its id stays, and readers see that it was edited. */
export async function update(session: Session, parcel: Parcel, post: Post, id: string): Promise<SendResult> {
  const ready = await prepared(session, parcel, post)
  if ('stopped' in ready) return ready.stopped
  return write(session, `/api/v1/statuses/${encodeURIComponent(id)}`, 'PUT', ready.told.body, ready.told.leftOut)
}

interface Ready {
  body: Record<string, unknown>
  leftOut: number
}

/** All that comes before the status itself: the server's own limits, and the pictures. */
async function prepared(session: Session, { media }: Parcel, post: Post): Promise<Step<Ready>> {
  const limits = await limitsOf(session)
  if ('stopped' in limits) return limits
  const { characters, perLink, pictures: most } = limits.told
  const length = measure('mastodon', post, { most: characters, linkWeight: perLink })
  if (!isWithin(length)) return { stopped: { outcome: 'refused', reason: 'too-long', received: { ...length } } }
  const pictures = await uploadPictures(session, media.slice(0, most), limits.told)
  if ('stopped' in pictures) return pictures
  // Without `media_ids`, an edit would take the pictures away.
  const body = { status: post.text, language: post.lang, media_ids: pictures.told }
  return { told: { body, leftOut: Math.max(0, media.length - most) } }
}

function write(
  session: Session,
  path: string,
  method: 'POST' | 'PUT',
  body: unknown,
  leftOut: number,
  headers: Record<string, string> = {}
): Promise<SendResult> {
  const options = asked(session, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body)
  })
  return effect(`${session.server}${path}`, options, {
    ...session,
    wait: response => waitFor(response, session.call),
    own: (response, received) =>
      written(response, { ...received, ...(leftOut > 0 && { picturesLeftOut: leftOut }) }, method)
  })
}

function written(response: HttpResponse, received: Evidence, method: 'POST' | 'PUT'): SendResult | null {
  const told = response.status === 200 ? readJson(response, status) : null
  if (told) return { outcome: 'confirmed', remoteId: told.id, remoteUrl: told.url, received }
  const { status: code } = response
  if (code === 422 && /character limit|too long/i.test(response.body.toString('utf8')))
    return { outcome: 'refused', reason: 'too-long', received }
  return code === 404 && method === 'POST' ? { outcome: 'refused', reason: 'refused', received } : null
}

/** Deletes a status; one that is gone already is what was wanted. */
export const withdraw = (session: Session, id: string): Promise<SendResult> =>
  effect(`${session.server}/api/v1/statuses/${encodeURIComponent(id)}`, asked(session, { method: 'DELETE' }), {
    ...session,
    wait: response => waitFor(response, session.call),
    own: (response, received) => {
      const gone = response.status === 404 || (response.status === 200 && readJson(response, status) !== null)
      return gone ? { outcome: 'confirmed', remoteId: id, remoteUrl: null, received } : null
    }
  })
