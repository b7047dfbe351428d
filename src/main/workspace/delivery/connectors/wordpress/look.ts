import type { Call, LookResult, Parcel } from '../connector.ts'
import { saysGone, unclear } from '../found.ts'
import { fieldsOf, slugOf } from './content.ts'
import { findBySlug, readPost, type LivePost } from './posts.ts'
import { openSite, type Site } from './site.ts'

/** Looks whether a post was made, changed, or put in the trash. */
export async function look(parcel: Parcel, call: Call): Promise<LookResult> {
  const { delivery, content, target } = parcel
  const opened = await openSite(parcel.access, call)
  if ('stopped' in opened) return unclear(opened.stopped)
  const { site } = opened.told
  if (delivery.action === 'publish') {
    if (!content) return { found: 'unclear', received: {} }
    const slug = slugOf(content, delivery.releaseId)
    const found = await findBySlug(site, slug)
    if ('stopped' in found) return unclear(found.stopped)
    return found.told ? live(found.told) : { found: 'absent', received: { slug, found: 0 } }
  }
  return target?.remoteId ? lookAt(site, parcel, target.remoteId) : { found: 'unclear', received: {} }
}

async function lookAt(site: Site, { content }: Parcel, id: string): Promise<LookResult> {
  const step = await readPost(site, id)
  if ('stopped' in step && !saysGone(step)) return unclear(step.stopped)
  const post = 'told' in step && step.told.status !== 'trash' ? step.told : null
  const received = { post: id, status: 'told' in step ? step.told.status : 'gone' }
  if (!content) return post ? { found: 'absent', received } : { found: 'live', remoteId: id, remoteUrl: null, received }
  const wanted = fieldsOf(content, [])
  // The text up to its pictures, whose addresses are the site's own. A site that changes what it is given is told again.
  const same = post?.title?.raw === wanted.title && post.content?.raw.startsWith(wanted.content) === true
  return post && same ? live(post) : { found: 'absent', received }
}

const live = ({ id, link, status, slug }: LivePost): LookResult => ({
  found: 'live',
  remoteId: String(id),
  remoteUrl: link,
  received: { post: id, status, slug }
})
