import type { HttpResponse } from '../../../network/http.ts'
import type { Post } from '../../../../../domain/share/post.ts'
import type { Evidence, Parcel, SendResult } from '../connector.ts'
import { effect } from '../effect.ts'
import { complaint, encoded, postAddress, postUrn, rest, type Session } from './api.ts'
import { authorOf } from './author.ts'
import { postBody, shownMedia } from './content.ts'
import { toLittleText } from './little-text.ts'
import { uploadPictures } from './pictures.ts'
import { readPost, showsOther } from './posts.ts'

/** Puts a post on LinkedIn: nothing is seen of its pictures before the last call, which is the only one that may not repeat. */
export async function publish(session: Session, parcel: Parcel, post: Post): Promise<SendResult> {
  const author = await authorOf(session)
  if ('stopped' in author) return author.stopped
  const media = shownMedia(post, parcel.media)
  const pictures = await uploadPictures(session, author.told, media)
  if ('stopped' in pictures) return pictures.stopped
  const leftOut = parcel.media.length - media.length
  return effect(
    `${session.hosts.api}/rest/posts`,
    rest(session, { method: 'POST', body: postBody(author.told, post, pictures.told) }),
    {
      ...session,
      own: (response, received) =>
        created(response, { ...received, ...(leftOut > 0 && { picturesLeftOut: leftOut }) }) ??
        refused(response, received)
    }
  )
}

/** The id is in a header, as the body is empty. A success without it proves nothing. */
function created({ status, headers }: HttpResponse, received: Evidence): SendResult | null {
  const urn = status < 300 ? postUrn.exec(headers['x-restli-id'] ?? '')?.[0] : undefined
  return urn === undefined ? null : confirmed(urn, received)
}

const confirmed = (urn: string, received: Evidence): SendResult => ({
  outcome: 'confirmed',
  remoteId: urn,
  remoteUrl: postAddress(urn),
  received
})

function refused(response: HttpResponse, received: Evidence): SendResult | null {
  const { status } = response
  const { code, message } = complaint(response)
  if (status === 426) return { outcome: 'refused', reason: 'version-retired', received }
  if (code === 'VERSION_MISSING') return { outcome: 'refused', reason: 'bad-settings', received }
  if (code === 'FIELD_LENGTH_TOO_LONG') return { outcome: 'refused', reason: 'too-long', received }
  if ((status === 422 || status === 409) && (code === 'DUPLICATE_POST' || /duplicate/i.test(message)))
    return duplicate(message, received)
  // LinkedIn's own advice is to try again, which for a new post may make a second one.
  if (status === 409) return { outcome: 'unknown', reason: 'server-error', retryAfter: null, received }
  if (status === 404) return { outcome: 'refused', reason: 'refused', received }
  if (code.startsWith('MEDIA_ASSET')) return { outcome: 'refused', reason: 'media-refused', received }
  return null
}

/** The same words are there already: what is named is the post that an earlier try made, or a person. */
function duplicate(message: string, received: Evidence): SendResult {
  const urn = postUrn.exec(message)?.[0]
  if (urn !== undefined) return confirmed(urn, { ...received, adopted: urn })
  return { outcome: 'unknown', reason: 'duplicate', retryAfter: null, received }
}

/**
 * Sets the text anew. LinkedIn changes nothing else of what is live: other pictures or another link are refused, and a card
 * keeps its headline, which the evidence then says.
 */
export async function update(session: Session, parcel: Parcel, post: Post, urn: string): Promise<SendResult> {
  const live = await readPost(session, urn)
  if ('stopped' in live) return live.stopped
  if (live.told && showsOther(live.told, post, shownMedia(post, parcel.media)))
    return { outcome: 'refused', reason: 'pictures-fixed', received: { live: live.told.content ?? null } }
  const headline = live.told?.content?.article?.title
  const kept = headline !== undefined && headline !== post.title ? { cardKeeps: headline } : {}
  const body = { patch: { $set: { commentary: toLittleText(post.text) } } }
  return effect(onPost(session, urn), rest(session, { method: 'POST', body, restli: 'PARTIAL_UPDATE' }), {
    ...session,
    own: (response, received) => changed(response, urn, { ...received, ...kept })
  })
}

/** Deleting is documented to answer well again for what is gone. */
export const withdraw = (session: Session, urn: string): Promise<SendResult> =>
  effect(onPost(session, urn), rest(session, { method: 'DELETE', restli: 'DELETE' }), {
    ...session,
    own: (response, received) => (response.status === 404 ? confirmed(urn, received) : changed(response, urn, received))
  })

const onPost = ({ hosts }: Session, urn: string): string => `${hosts.api}/rest/posts/${encoded(urn)}`

/** Setting a text or deleting comes to the same however often it is done. */
function changed(response: HttpResponse, urn: string, received: Evidence): SendResult | null {
  if (response.status === 204) return confirmed(urn, received)
  if (response.status === 409) return { outcome: 'failed', reason: 'server-error', retryAfter: null, received }
  return response.status === 404 ? null : refused(response, received)
}
