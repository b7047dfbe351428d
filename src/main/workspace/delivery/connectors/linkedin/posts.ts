import * as v from 'valibot'
import type { Post } from '../../../../../domain/share/post.ts'
import { beforehand, type Step } from '../beforehand.ts'
import type { ParcelMedia } from '../connector.ts'
import { encoded, rest, type Session } from './api.ts'
import { fromLittleText, shownText } from './little-text.ts'

const image = v.looseObject({ altText: v.optional(v.string()) })
const content = v.looseObject({
  article: v.optional(v.looseObject({ source: v.optional(v.string()), title: v.optional(v.string()) })),
  media: v.optional(image),
  multiImage: v.optional(v.looseObject({ images: v.array(image) }))
})
const livePost = v.looseObject({
  id: v.string(),
  commentary: v.optional(v.string(), ''),
  createdAt: v.optional(v.number()),
  lifecycleState: v.optional(v.string()),
  content: v.optional(content)
})
/** A post as LinkedIn gives it back. */
export type LivePost = v.InferOutput<typeof livePost>

const list = v.looseObject({ elements: v.array(livePost) })

/** LinkedIn gives no more at once. */
export const mostListed = 100

/** A post that is there; null where this account may write posts and not read them, as most members' may. */
export async function readPost(session: Session, urn: string): Promise<Step<LivePost | null>> {
  const { hosts, secrets, call } = session
  const address = `${hosts.api}/rest/posts/${encoded(urn)}`
  const step = await beforehand(address, rest(session), { schema: livePost, secrets, call })
  const barred = 'stopped' in step && step.stopped.outcome === 'refused' && step.stopped.reason === 'forbidden'
  return barred ? { told: null } : step
}

/** An author's newest posts, by when they were made. */
export async function listPosts(session: Session, author: string): Promise<Step<LivePost[]>> {
  const { hosts, secrets, call } = session
  const query = `q=author&author=${encoded(author)}&count=${mostListed}&sortBy=CREATED`
  const options = rest(session, { restli: 'FINDER' })
  const step = await beforehand(`${hosts.api}/rest/posts?${query}`, options, { schema: list, secrets, call })
  return 'stopped' in step ? step : { ...step, told: step.told.elements }
}

/** Whether people read the same there as in a copy. */
export const saysTheSame = (live: LivePost, text: string): boolean =>
  plain(fromLittleText(live.commentary)) === plain(shownText(text))

const plain = (text: string): string => text.normalize('NFC').replace(/\r\n?/g, '\n').trim()

/** Whether what is live leads elsewhere or shows other pictures, as far as its card and descriptions tell. */
export function showsOther({ content: live }: LivePost, post: Post, media: readonly ParcelMedia[]): boolean {
  if (post.link !== null) return live?.article?.source !== post.link
  const pictures = live?.multiImage?.images ?? (live?.media ? [live.media] : [])
  const alts = (of: readonly { altText?: string | undefined }[]): string =>
    JSON.stringify(of.map(each => each.altText ?? ''))
  return live?.article !== undefined || alts(pictures) !== alts(media.map(each => ({ altText: each.alt })))
}
