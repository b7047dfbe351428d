import { webAddress } from '../../../../../domain/share/link.ts'
import { ownItem, type ItemRule } from '../feed/document.ts'

/**
 * A release as an item that Haiilo takes. It ignores what comes under a link that it knows, and misses for good what is dated
 * before its last visit: so each text is an item of its own, under a link of its own, dated by the writing. Where there is no
 * page that it could lead to, there is no item.
 * https://support.haiilo.com/hc/en-us/articles/11422298908946-Advocacy-Import-content-from-an-RSS-feed
 */
export const haiiloItem: ItemRule = (head, publication, writing) => {
  const { releaseId, revisionId, content, updatedAt } = publication
  const page = webAddress(content.kit?.link ?? '') ?? webAddress(head.link ?? '')
  const item = ownItem(head, publication, writing)
  if (page === null || item === null) return null
  const fresh = releaseId === writing.releaseId || writing.now - Date.parse(updatedAt) < unfetched
  const published = new Date(fresh ? writing.now : updatedAt)
  return { ...item, id: `urn:uuid:${revisionId}`, link: ownLink(page, revisionId), published, updated: published }
}

/**
 * Haiilo looks in every half hour, or every hour. Within a day, then, an item may not have been taken yet: it is dated by the
 * writing, never by its first try or its embargo, which may lie before Haiilo's last visit. What was taken is not taken again.
 */
const unfetched = 24 * 60 * 60_000

/** The page, marked with the text's own id: a fragment might not count as another link. */
function ownLink(page: string, revisionId: string): string {
  const url = new URL(page)
  // The end of an id is random; its beginning is the time.
  url.searchParams.set('relais', revisionId.slice(-12))
  return url.href
}
