import { RelaisError } from '../domain/errors.ts'
import type { Call } from '../preload/contract/index.ts'

/** Fewer characters than this would name too many. */
const shortest = 8
/** The most that one call of the engine answers with. */
const page = 1_000

interface Page {
  ids: string[]
  next: string | null
}

/** What tables show of an id. Its beginning is the time of its making, which many share; its end is random. */
export const shortId = (id: string): string => id.slice(-shortest)

const isWhole = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

/**
 * A release's id, given whole or by a beginning or ending of it that only one release has.
 * @throws RelaisError `release-missing`, `id-ambiguous`
 */
export const releaseId = (call: Call, given: string): Promise<string> =>
  expand(
    given,
    async after => {
      const { releases, next } = await call('releases.list', { limit: page, ...after })
      return { ids: releases.map(release => release.id), next }
    },
    new RelaisError('release-missing', { id: given })
  )

/** The same for a delivery. @throws RelaisError `delivery-missing`, `id-ambiguous` */
export const deliveryId = (call: Call, given: string): Promise<string> =>
  expand(
    given,
    async after => {
      const { deliveries, next } = await call('outbox.list', { limit: page, ...after })
      return { ids: deliveries.map(delivery => delivery.id), next }
    },
    new RelaisError('delivery-missing')
  )

/** The same for an item of the inbox. @throws RelaisError `item-missing`, `id-ambiguous` */
export const itemId = (call: Call, given: string): Promise<string> =>
  expand(
    given,
    async after => {
      const { items, next } = await call('inbox.list', { limit: page, ...after })
      return { ids: items.map(item => item.id), next }
    },
    new RelaisError('item-missing')
  )

/** A source, by id or by its address. @throws RelaisError `source-missing`, `id-ambiguous` */
export async function sourceId(call: Call, given: string): Promise<string> {
  const sources = await call('sources.list', {})
  const named = sources.find(source => source.address === given)
  if (named) return named.id
  return expand(
    given,
    async () => ({ ids: sources.map(source => source.id), next: null }),
    new RelaisError('source-missing')
  )
}

/** A destination, by id or by name. @throws RelaisError `account-missing`, `id-ambiguous` */
export async function accountId(call: Call, given: string): Promise<string> {
  const accounts = await call('accounts.list', {})
  const named = accounts.find(account => account.name.toLowerCase() === given.toLowerCase())
  if (named) return named.id
  return expand(
    given,
    async () => ({ ids: accounts.map(account => account.id), next: null }),
    new RelaisError('account-missing', { name: given })
  )
}

async function expand(
  given: string,
  next: (after: { after?: string }) => Promise<Page>,
  missing: RelaisError
): Promise<string> {
  const wanted = given.toLowerCase().replace(/^…/, '')
  if (isWhole(wanted)) return wanted
  if (!/^[0-9a-f-]+$/.test(wanted) || wanted.length < shortest) throw missing
  const found: string[] = []
  let after: string | null | undefined
  while (after !== null && found.length < 2) {
    const answer = await next(after === undefined ? {} : { after })
    found.push(...answer.ids.filter(id => id.startsWith(wanted) || id.endsWith(wanted)))
    after = answer.next
  }
  if (found.length > 1) throw new RelaisError('id-ambiguous', { id: given })
  if (found[0] === undefined) throw missing
  return found[0]
}

/**
 * A review, by its own id or by that of its release: of a release, the open review, else its newest one.
 * @throws RelaisError `review-missing`, `release-missing`, `id-ambiguous`
 */
export async function reviewId(call: Call, given: string): Promise<string> {
  const { reviews: open } = await call('review.queue', { limit: page })
  const named = open.find(review => review.id === given.toLowerCase())
  if (named) return named.id
  const release = await releaseId(call, given)
  const { reviews } = await call('review.ofRelease', { release })
  const review = reviews.find(each => each.state === 'open') ?? reviews[0]
  // A whole id that is no release's may be that of a review that is closed by now: the engine knows.
  return review?.id ?? release
}
