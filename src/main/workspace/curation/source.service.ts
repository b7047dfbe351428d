import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { RelaisError } from '../../../domain/errors.ts'
import type { Person } from '../../../domain/people/roles.ts'
import type { FeedPreview, PullResult } from '../../../preload/contract/curation.ts'
import { instantNow, type Context } from '../context.ts'
import { audit } from '../database/audit.ts'
import { newId } from '../ids.ts'
import { addressOrPath, isFile, pickedAddress, webAddress } from './feed-address.ts'
import { fetchFeed, pickedFeed, readFeedFile, type FetchedFeed } from './fetch-feed.ts'
import { bring } from './pull.service.ts'
import { parseFetched } from './parse-feed.ts'
import { deleteSource, findSource, findSourceByAddress, insertSource } from './source.repository.ts'

/** Adds a feed by its address on the web. Nothing is added unless the first pull brings a feed. */
export async function addSource(context: Context, by: Person, given: string): Promise<PullResult> {
  const address = webAddress(given)
  await refuseTwin(context, address)
  return addFetched(context, by, address, new URL(address).host, await fetchFeed(address))
}

/** Adds a feed by its address, or by the path of a file that pulls will read again. For the terminal. */
export async function addSourceOrPath(context: Context, by: Person, given: string): Promise<PullResult> {
  const address = addressOrPath(given)
  if (!isFile(address)) return addSource(context, by, address)
  await refuseTwin(context, address)
  return addFetched(context, by, address, basename(fileURLToPath(address)), await readFeedFile(address))
}

/** Adds a feed that a person picked or dropped. The same file, brought again, adds to the source that it made. */
export async function addPickedFile(
  context: Context,
  by: Person,
  file: { name: string; bytes: Uint8Array }
): Promise<PullResult> {
  const address = pickedAddress(file.name)
  const there = await findSourceByAddress(context.read, address)
  const fetched = pickedFeed(file.bytes)
  return there ? bring(context, there, fetched) : addFetched(context, by, address, file.name, fetched)
}

/** Removes a source and what it brought; what was drafted from it stays, with its origin. */
export async function removeSource(context: Context, by: Person, id: string): Promise<void> {
  await context.write(async (trx, note) => {
    const { address, title } = await findSource(trx, id)
    const items = await deleteSource(trx, id)
    await audit(trx, {
      at: instantNow(context),
      person: by.id,
      verb: 'source.remove',
      subject: id,
      detail: { address, title, items }
    })
    note({ topic: 'sources', ids: [id] })
    note({ topic: 'inbox', ids: [] })
  })
}

/** Reads a feed and tells what is in it, without keeping anything. */
export async function previewFeed(given: string): Promise<FeedPreview> {
  const address = addressOrPath(given)
  const { title, format, items, problems } = parseFetched(
    isFile(address) ? await readFeedFile(address) : await fetchFeed(webAddress(address))
  )
  return {
    feed: { title, format },
    items: items.map(({ title, url, publishedAt, lang }) => ({ title, url, publishedAt, ...(lang ? { lang } : {}) })),
    problems
  }
}

async function addFetched(
  context: Context,
  by: Person,
  address: string,
  name: string,
  fetched: FetchedFeed
): Promise<PullResult> {
  const source = { id: newId(), address, title: name, created_at: instantNow(context) }
  return bring(context, source, fetched, async trx => {
    await insertSource(trx, source)
    await audit(trx, {
      at: source.created_at,
      person: by.id,
      verb: 'source.add',
      subject: source.id,
      detail: { address }
    })
  })
}

async function refuseTwin(context: Context, address: string): Promise<void> {
  if (await findSourceByAddress(context.read, address)) throw new RelaisError('source-exists', { address })
}
