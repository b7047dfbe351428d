import * as v from 'valibot'
import type { HttpResponse } from '../../../network/http.ts'
import type { Post } from '../../../../../domain/share/post.ts'
import type { Evidence, Parcel, SendResult } from '../connector.ts'
import { effect } from '../effect.ts'
import { readJson } from '../json.ts'
import { asked, detailOf, json, postAddress, waitFor, type Session } from './api.ts'
import { shownMedia, uploadPictures } from './media.ts'

const created = v.looseObject({ data: v.looseObject({ id: v.pipe(v.string(), v.regex(/^\d{1,19}$/)) }) })
const deleted = v.looseObject({ data: v.looseObject({ deleted: v.literal(true) }) })

/** Posts on X. Only the last call is seen by anybody, and it alone may not be repeated. */
export async function publish(session: Session, parcel: Parcel, { text }: Post): Promise<SendResult> {
  const media = shownMedia(parcel.media)
  const pictures = await uploadPictures(session, media)
  if ('stopped' in pictures) return pictures.stopped
  const leftOut = parcel.media.length - media.length
  const body = { text, ...(pictures.told.length > 0 && { media: { media_ids: pictures.told } }) }
  return effect(`${session.hosts.api}/2/tweets`, asked(session, json(body)), {
    ...session,
    wait: response => waitFor(response, session.call),
    own: (response, received) => posted(response, { ...received, ...(leftOut > 0 && { picturesLeftOut: leftOut }) })
  })
}

function posted(response: HttpResponse, received: Evidence): SendResult | null {
  const { status } = response
  const post = status < 300 ? readJson(response, created) : null
  if (post) return confirmed(post.data.id, received)
  // X does not say which post has these words: it is looked for among the account's own.
  if (status === 403 && /duplicate content/i.test(detailOf(response)))
    return { outcome: 'unknown', reason: 'duplicate', retryAfter: null, received }
  return status === 404 ? { outcome: 'refused', reason: 'refused', received } : null
}

const confirmed = (id: string, received: Evidence): SendResult => ({
  outcome: 'confirmed',
  remoteId: id,
  remoteUrl: postAddress(id),
  received
})

/** Deletes a post, all its versions with it. */
export const withdraw = (session: Session, id: string): Promise<SendResult> =>
  effect(`${session.hosts.api}/2/tweets/${id}`, asked(session, { method: 'DELETE' }), {
    ...session,
    wait: response => waitFor(response, session.call),
    own: (response, received) => {
      const gone = response.status === 404 || (response.status < 300 && readJson(response, deleted) !== null)
      return gone ? confirmed(id, received) : null
    }
  })
