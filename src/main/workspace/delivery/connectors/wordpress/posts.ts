import * as v from 'valibot'
import { fromHttpDate } from '../../../../../domain/delivery/http-date.ts'
import type { ReleaseContent } from '../../../../../domain/releases/release.ts'
import type { HttpResponse } from '../../../network/http.ts'
import type { Step } from '../beforehand.ts'
import type { Evidence, Parcel, SendResult } from '../connector.ts'
import { effect } from '../effect.ts'
import { saysGone } from '../found.ts'
import { readJson } from '../json.ts'
import { fieldsOf, isSlugOf, slugOf } from './content.ts'
import { uploadPictures } from './media.ts'
import { ask, codeIn, jsonBody, signed, type Site } from './site.ts'

const rendered = v.looseObject({ raw: v.string() })
const livePost = v.looseObject({
  id: v.number(),
  slug: v.string(),
  status: v.string(),
  link: v.string(),
  title: v.optional(rendered),
  content: v.optional(rendered)
})
export type LivePost = v.InferOutput<typeof livePost>

const anyStatus = 'publish,future,draft,pending,private'

/** The post that has a slug; null for none. What is in the trash has another. */
export async function findBySlug(site: Site, slug: string): Promise<Step<LivePost | null>> {
  const step = await ask(site, 'posts', { slug, status: anyStatus, context: 'edit' }, v.array(livePost))
  return 'stopped' in step ? step : { ...step, told: step.told[0] ?? null }
}

export const readPost = (site: Site, id: string): Promise<Step<LivePost>> =>
  ask(site, `posts/${id}`, { context: 'edit' }, livePost)

/** Makes a post, unless a try whose answer was lost has made it. */
export async function publish(site: Site, parcel: Parcel, content: ReleaseContent): Promise<SendResult> {
  const { status = 'publish' } = parcel.access.settings
  const slug = slugOf(content, parcel.delivery.releaseId)
  const found = await findBySlug(site, slug)
  if ('stopped' in found) return found.stopped
  if (found.told) return confirmed(found.told, { adopted: found.told.id, slug })
  const fields = await fieldsFor(site, parcel, content)
  if ('stopped' in fields) return fields.stopped
  const body = { ...fields.told, slug, status, date_gmt: dateFor(parcel, found.date) }
  return effect(site.address('posts'), signed(site, jsonBody(body)), {
    ...site,
    own: (response, received) => {
      const told = response.status === 201 ? readJson(response, livePost) : null
      if (told) return confirmed(told, { ...received, ...(told.status !== status && { statusThere: told.status }) })
      // There is nothing that it could be missing but the interface itself.
      return response.status === 404 ? { outcome: 'refused', reason: 'refused', received } : null
    }
  })
}

/** A time that the site takes for the future would have it wait, so that its own clock counts where it is behind. */
function dateFor({ delivery }: Parcel, date: string | null | undefined): string {
  const theirs = fromHttpDate(date) - 1_000
  const ours = Date.parse(delivery.startedAt)
  return new Date(theirs < ours ? theirs : ours).toISOString().slice(0, 19)
}

/**
 * A site that was restored, or set up anew, gives the same numbers to other posts, which are not to be touched.
 * @returns null where the post is the release's, or there is none
 */
async function notOurs(site: Site, { delivery }: Parcel, id: string): Promise<SendResult | null> {
  const post = await readPost(site, id)
  if ('stopped' in post) return saysGone(post) ? null : post.stopped
  const { slug } = post.told
  return isSlugOf(slug, delivery.releaseId)
    ? null
    : { outcome: 'refused', reason: 'not-there', received: { post: id, slug } }
}

/** Sets the text of a post anew; setting it twice comes to the same. */
export async function update(site: Site, parcel: Parcel, content: ReleaseContent, id: string): Promise<SendResult> {
  const stopped = await notOurs(site, parcel, id)
  if (stopped) return stopped
  const fields = await fieldsFor(site, parcel, content)
  if ('stopped' in fields) return fields.stopped
  return effect(site.address(`posts/${id}`), signed(site, jsonBody(fields.told)), {
    ...site,
    own: (response, received) => {
      const told = response.status === 200 ? readJson(response, livePost) : null
      if (told?.status === 'trash') return { outcome: 'refused', reason: 'not-there', received }
      return told ? confirmed(told, received) : null
    }
  })
}

/** Puts a post in the trash, where it lies until the site empties it; there or gone already is what was wanted. */
export async function withdraw(site: Site, parcel: Parcel, id: string): Promise<SendResult> {
  const stopped = await notOurs(site, parcel, id)
  if (stopped) return stopped
  return effect(site.address(`posts/${id}`), signed(site, { method: 'DELETE' }), {
    ...site,
    own: (response, received) => {
      const code = codeIn(response)
      const told = response.status === 200 ? readJson(response, livePost) : null
      if (told?.status === 'trash' || isGone(response))
        return { outcome: 'confirmed', remoteId: id, remoteUrl: null, received }
      // Some sites have no trash, and deleting for good is for people.
      return code === 'rest_trash_not_supported' ? { outcome: 'refused', reason: 'cannot-withdraw', received } : null
    }
  })
}

const isGone = (response: HttpResponse): boolean =>
  ['rest_already_trashed', 'rest_post_invalid_id'].includes(codeIn(response) ?? '')

const confirmed = ({ id, link }: LivePost, received: Evidence): SendResult => ({
  outcome: 'confirmed',
  remoteId: String(id),
  remoteUrl: /^https?:/.test(link) && URL.canParse(link) ? link : null,
  received
})

type Fields = ReturnType<typeof fieldsOf> & { categories?: number[] }

/** What a post says, with its pictures and its category, which the site has to have. */
async function fieldsFor(site: Site, parcel: Parcel, content: ReleaseContent): Promise<Step<Fields>> {
  const { category } = parcel.access.settings
  const categories = category === undefined ? null : await categoryOf(site, category)
  if (categories && 'stopped' in categories) return categories
  const pictures = await uploadPictures(site, parcel.media)
  if ('stopped' in pictures) return pictures
  return { told: { ...fieldsOf(content, pictures.told), ...(categories && { categories: [categories.told] }) } }
}

const category = v.looseObject({ id: v.number() })

async function categoryOf(site: Site, named: string): Promise<Step<number>> {
  if (/^\d+$/.test(named)) return { told: Number(named) }
  const step = await ask(site, 'categories', { slug: named, per_page: '1' }, v.array(category))
  if ('stopped' in step) return step
  const [found] = step.told
  if (found) return { told: found.id }
  return { stopped: { outcome: 'refused', reason: 'bad-settings', received: { category: named, found: 0 } } }
}
