import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { parseAtomFeed, parseFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Account } from '../../../src/preload/contract/delivery.ts'
import { findRelease } from '../../../src/main/workspace/releases/release.repository.ts'
import { saveRelease } from '../../../src/main/workspace/releases/save.service.ts'
import { submitRelease } from '../../../src/main/workspace/review/review.service.ts'
import { approve } from '../../support/approved.ts'
import { deliveryDesk, type DeliveryDesk } from '../../support/delivery-desk.ts'

let desk: DeliveryDesk
let feed: Account
beforeEach(async () => {
  desk = await deliveryDesk()
  feed = await desk.addFeed('Salle de presse', {
    title: 'Armelin, salle de presse',
    link: 'https://armelin.example/presse',
    base: 'https://armelin.example/flux',
    language: 'fr'
  })
})
afterEach(() => desk.close())

const raw = (name: string): string => readFileSync(join(desk.workspace.folder, 'Salle de presse', name), 'utf8')
const bytes = (): string[] => ['feed.xml', 'atom.xml', 'feed.json'].map(raw)
const rss = () => parseRssFeed(raw('feed.xml'))
const titles = () => rss().items?.map(item => item.title) ?? []

/** Rewrites an approved release and has the new text approved. */
async function revise(release: string, title: string): Promise<void> {
  const { context } = desk.workspace
  const { rev } = await findRelease(context.read, release)
  await saveRelease(context, { id: release, rev, change: { title } })
  await approve(desk.workspace, (await submitRelease(context, release)).id)
}

test('three files that a feed parser accepts, with absolute links and a stable name for each item', async () => {
  const [planned] = await desk.plan([feed], { subtitle: '', title: 'Eaux & <fossés> ]]> « ça »' })
  await desk.deliver()
  const { delivery, attempts } = await desk.get(planned!.id)
  const link = `https://armelin.example/presse#${delivery.releaseId}`
  expect(delivery).toMatchObject({ state: 'confirmed', remoteId: `urn:uuid:${delivery.releaseId}`, remoteUrl: link })
  expect(attempts[0]?.received).toEqual({ files: ['feed.xml', 'atom.xml', 'feed.json'], items: 1 })
  const published = new Date(Math.floor(Date.parse(attempts[0]!.startedAt) / 1000) * 1000)
  const html = expect.stringContaining('<strong>nouvelle usine</strong>')

  expect(rss()).toMatchObject({
    title: 'Armelin, salle de presse',
    link: 'https://armelin.example/presse',
    description: 'Armelin, salle de presse',
    language: 'fr',
    atom: { links: [{ href: 'https://armelin.example/flux/feed.xml', rel: 'self' }] },
    items: [
      {
        title: 'Eaux & <fossés> ]]> « ça »',
        link,
        guid: { value: delivery.remoteId, isPermaLink: false },
        content: { encoded: html }
      }
    ]
  })
  expect(new Date(rss().items?.[0]?.pubDate ?? '')).toEqual(published)
  expect(raw('feed.xml')).toMatch(/<pubDate>[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT<\/pubDate>/)
  expect(parseAtomFeed(raw('atom.xml'))).toMatchObject({
    id: `urn:uuid:${feed.id}`,
    entries: [
      {
        id: delivery.remoteId,
        title: { value: 'Eaux & <fossés> ]]> « ça »' },
        content: { type: 'html', value: html },
        published: attempts[0]!.startedAt
      }
    ]
  })
  expect(parseJsonFeed(raw('feed.json'))).toMatchObject({
    feed_url: 'https://armelin.example/flux/feed.json',
    items: [{ id: delivery.remoteId, url: link, language: 'fr', content_html: html }]
  })
  expect(bytes().map(text => parseFeed(text).format)).toEqual(['rss', 'atom', 'json'])
})

test('a folder is all that must be set: the account’s name is the title', async () => {
  const plain = await desk.addFeed('Flux nu')
  const [planned] = await desk.plan([plain])
  await desk.deliver()
  const parsed = parseRssFeed(readFileSync(join(desk.workspace.folder, 'Flux nu', 'feed.xml'), 'utf8'))
  expect(parsed).toMatchObject({
    title: 'Flux nu',
    link: `urn:uuid:${plain.id}`,
    items: [{ guid: { value: `urn:uuid:${planned!.releaseId}` } }]
  })
  expect((await desk.get(planned!.id)).delivery.remoteUrl).toBeNull()
})

test('what goes out together is in it together, newest first, and a withdrawal takes out its item alone', async () => {
  const [first] = await desk.plan([feed], { title: 'Un' })
  await desk.plan([feed], { title: 'Deux' })
  await desk.plan([feed], { title: 'Trois' })
  expect(await desk.deliver()).toMatchObject({ confirmed: 3 })
  expect(titles()).toHaveLength(3)
  const [withdrawal] = await desk.handlers['outbox.withdraw']({ release: first!.releaseId })
  await desk.deliver()
  expect((await desk.get(withdrawal!.id)).delivery).toMatchObject({ state: 'confirmed', action: 'withdraw' })
  expect(titles().sort()).toEqual(['Deux', 'Trois'])
  expect(parseJsonFeed(raw('feed.json')).items).toHaveLength(2)
  expect(parseAtomFeed(raw('atom.xml')).entries).toHaveLength(2)
})

test('an update takes the place of what it updates, and keeps its name and first date', async () => {
  const [first] = await desk.plan([feed], { title: 'Un' })
  await desk.deliver()
  const [before] = parseJsonFeed(raw('feed.json')).items ?? []
  await revise(first!.releaseId, 'Un, corrigé')
  const [update] = await desk.handlers['outbox.plan']({ release: first!.releaseId, accounts: [feed.id] })
  expect(update).toMatchObject({ action: 'update', revisionNumber: 2 })
  await desk.deliver()
  const items = parseJsonFeed(raw('feed.json')).items ?? []
  expect(items).toMatchObject([{ id: before?.id, title: 'Un, corrigé', date_published: before?.date_published }])
  expect(items[0]?.date_modified).not.toBe(before?.date_modified)
  expect((await findRelease(desk.workspace.context.read, first!.releaseId)).status).toBe('corrected')
})

test('done twice it is the same to the byte', async () => {
  const [planned] = await desk.plan([feed])
  await desk.deliver()
  const before = bytes()
  // As after a kill between the writing and the noting of it.
  const { sqlite } = desk.workspace.context
  sqlite.exec(
    `DROP TRIGGER attempt_kept; DELETE FROM attempt WHERE phase = 'ended'; UPDATE delivery SET state = 'leased'`
  )
  await desk.deliver()
  expect((await desk.get(planned!.id)).delivery).toMatchObject({ state: 'confirmed', tries: 2 })
  expect(bytes()).toEqual(before)
})

test('a folder that is gone is said to be so, and the feed is whole once it is back', async () => {
  const folder = join(desk.workspace.folder, 'Salle de presse')
  const [planned] = await desk.plan([feed])
  renameSync(folder, `${folder} ailleurs`)
  await desk.deliver()
  const { delivery, attempts } = await desk.get(planned!.id)
  expect(delivery).toMatchObject({ state: 'failed-retryable', reason: 'not-writable' })
  expect(attempts[0]?.received).toEqual({ failure: 'ENOENT' })
  expect(existsSync(folder)).toBe(false)
  renameSync(`${folder} ailleurs`, folder)
  await desk.passUntilDue(planned!.id)
  await desk.deliver()
  expect(titles()).toHaveLength(1)
  expect(readdirSync(folder).sort()).toEqual(['atom.xml', 'feed.json', 'feed.xml'])
})

test('a live text that was changed in the file is not written out again', async () => {
  const [live] = await desk.plan([feed], { title: 'Un' })
  await desk.deliver()
  const before = bytes()
  const { sqlite } = desk.workspace.context
  sqlite.exec('DROP TRIGGER revision_frozen')
  sqlite
    .prepare(`UPDATE revision SET content = replace(content, 'Quarante', 'Quatorze') WHERE id = ?`)
    .run(live!.revisionId)
  const [next] = await desk.plan([feed], { title: 'Deux' })
  await desk.deliver()
  expect((await desk.get(next!.id)).delivery).toMatchObject({ state: 'held', reason: 'approval-invalid' })
  expect(bytes()).toEqual(before)
  // Taking it back still works, and writes nothing of it.
  await desk.handlers['outbox.withdraw']({ release: live!.releaseId })
  await desk.deliver()
  expect(titles()).toEqual(['Deux'])
})
