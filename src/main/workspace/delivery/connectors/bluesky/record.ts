import * as v from 'valibot'
import { limits as networkLimits } from '../../../../../domain/share/limits.ts'
import type { Post } from '../../../../../domain/share/post.ts'
import { beforehand, type Step } from '../beforehand.ts'
import type { Parcel, ParcelMedia, Picture } from '../connector.ts'
import { mediaRefusal, uploadLimits } from '../upload.ts'
import { signed, unauthorized, xrpc, type Session } from './api.ts'
import { facetsOf } from './facets.ts'
import { collection } from './key.ts'

const { pictures } = networkLimits.bluesky

const uploaded = v.looseObject({ blob: v.looseObject({ $type: v.literal('blob') }) })
type Blob = v.InferOutput<typeof uploaded>['blob']

/** The pictures that a post shows: with a link, the first one is on its card; a post has a card or pictures, not both. */
export const shownMedia = ({ link }: Post, media: readonly ParcelMedia[]): readonly ParcelMedia[] =>
  media.slice(0, link === null ? (pictures.most ?? 4) : 1)

/**
 * The record of a post, the same at each try: its time is when the first try began, and the same picture is the same blob
 * again. Nobody sees a blob before a record names it.
 */
export async function recordOf(
  session: Session,
  { delivery, media }: Parcel,
  post: Post
): Promise<Step<Record<string, unknown>>> {
  const shown: { blob: Blob; picture: Picture; alt: string }[] = []
  for (const each of shownMedia(post, media)) {
    const picture = await each.fit(pictures)
    const step = await uploadOne(session, picture)
    if ('stopped' in step) return step
    shown.push({ blob: step.told, picture, alt: each.alt })
  }
  const facets = facetsOf(post.text)
  const embed = post.link === null ? imagesOf(shown) : cardOf(post, post.link, shown[0]?.blob)
  return {
    told: {
      $type: collection,
      text: post.text,
      createdAt: delivery.startedAt,
      langs: [post.lang],
      ...(facets.length > 0 && { facets }),
      ...(embed && { embed })
    }
  }
}

/** Bluesky fetches no page by itself: the card says what it is given. */
const cardOf = ({ title, summary }: Post, uri: string, thumb: Blob | undefined) => ({
  $type: 'app.bsky.embed.external',
  external: { uri, title, description: summary, ...(thumb && { thumb }) }
})

const imagesOf = (shown: readonly { blob: Blob; picture: Picture; alt: string }[]) =>
  shown.length === 0
    ? null
    : {
        $type: 'app.bsky.embed.images',
        images: shown.map(({ blob, picture: { width, height }, alt }) => ({
          image: blob,
          alt,
          aspectRatio: { width, height }
        }))
      }

async function uploadOne(session: Session, { bytes, type }: Picture): Promise<Step<Blob>> {
  const { secrets, call } = session
  const options = signed(session, {
    method: 'POST',
    headers: { 'content-type': type },
    body: bytes,
    limits: uploadLimits
  })
  const step = await beforehand(xrpc(session, 'com.atproto.repo.uploadBlob'), options, {
    schema: uploaded,
    secrets,
    call,
    own: response => unauthorized(response, session) ?? mediaRefusal(response, secrets)
  })
  return 'stopped' in step ? step : { told: step.told.blob }
}
