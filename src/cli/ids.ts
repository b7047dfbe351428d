import { RelaisError } from '../domain/errors.ts'
import type { Call } from '../preload/contract/index.ts'
import { longestPage, pages } from './pages.ts'

/** Fewer characters than this would name too many. */
const shortest = 8
/** What tables show of an id. Its beginning is the time of its making, which many share; its end is random. */
export const shortId = (id: string): string => id.slice(-shortest)

const isWhole = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

/**
 * A release's id, given whole or by a beginning or ending of it that only one release has.
 * @throws RelaisError `release-missing`, `id-ambiguous`
 */
export async function releaseId(call: Call, given: string): Promise<string> {
  const finder = finderOf(given, new RelaisError('release-missing', { id: given }))
  for await (const { releases } of pages(from => call('releases.list', from))) if (finder.enough(releases)) break
  return finder.found()
}

/** The same for a delivery. @throws RelaisError `delivery-missing`, `id-ambiguous` */
export async function deliveryId(call: Call, given: string): Promise<string> {
  const finder = finderOf(given, new RelaisError('delivery-missing'))
  for await (const { deliveries } of pages(from => call('outbox.list', from))) if (finder.enough(deliveries)) break
  return finder.found()
}

/** The same for an item of the inbox. @throws RelaisError `item-missing`, `id-ambiguous` */
export async function itemId(call: Call, given: string): Promise<string> {
  const finder = finderOf(given, new RelaisError('item-missing'))
  for await (const { items } of pages(from => call('inbox.list', from))) if (finder.enough(items)) break
  return finder.found()
}

/** A source, by id or by its address. @throws RelaisError `source-missing`, `id-ambiguous` */
export async function sourceId(call: Call, given: string): Promise<string> {
  const sources = await call('sources.list', {})
  const named = sources.find(source => source.address === given)
  const finder = finderOf(named?.id ?? given, new RelaisError('source-missing'))
  finder.enough(sources)
  return finder.found()
}

/** A destination, by id or by name. @throws RelaisError `account-missing`, `id-ambiguous` */
export async function accountId(call: Call, given: string): Promise<string> {
  const accounts = await call('accounts.list', {})
  const named = accounts.find(account => account.name.toLowerCase() === given.toLowerCase())
  const finder = finderOf(named?.id ?? given, new RelaisError('account-missing', { name: given }))
  finder.enough(accounts)
  return finder.found()
}

/** A picture's hash, given whole or by a beginning or ending of it. @throws RelaisError `media-missing`, `id-ambiguous` */
export async function mediaHash(call: Call, given: string): Promise<string> {
  if (/^[0-9a-f]{64}$/i.test(given)) return given.toLowerCase()
  const finder = finderOf(given, new RelaisError('media-missing', { hash: given }))
  for await (const { media } of pages(from => call('media.list', { query: '', ...from })))
    if (finder.enough(media.map(({ hash }) => ({ id: hash })))) break
  return finder.found()
}

interface Finder {
  /** Takes in some rows; answers whether no more are needed. */
  enough(rows: readonly { id: string }[]): boolean
  found(): string
}

/** A whole id is taken at its word: whether there is such a thing, the engine will say. */
function finderOf(given: string, missing: RelaisError): Finder {
  const wanted = given.toLowerCase().replace(/^…/, '')
  if (isWhole(wanted)) return { enough: () => true, found: () => wanted }
  if (!/^[0-9a-f-]+$/.test(wanted) || wanted.length < shortest) throw missing
  const found: string[] = []
  return {
    enough(rows) {
      for (const { id } of rows) if (id.startsWith(wanted) || id.endsWith(wanted)) found.push(id)
      return found.length > 1
    },
    found() {
      const [first, second] = found
      if (first === undefined) throw missing
      if (second !== undefined) throw new RelaisError('id-ambiguous', { id: given })
      return first
    }
  }
}

/**
 * A review, by its own id or by that of its release: of a release, the open review, else its newest one.
 * @throws RelaisError `review-missing`, `release-missing`, `id-ambiguous`
 */
export async function reviewId(call: Call, given: string): Promise<string> {
  const { reviews: open } = await call('review.queue', { limit: longestPage })
  const named = open.find(review => review.id === given.toLowerCase())
  if (named) return named.id
  const release = await releaseId(call, given)
  const { reviews } = await call('review.ofRelease', { release })
  const review = reviews.find(each => each.state === 'open') ?? reviews[0]
  // A whole id that is no release's may be that of a review that is closed by now: the engine knows.
  return review?.id ?? release
}
