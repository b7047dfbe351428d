import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkKit, stops } from '../../../src/domain/share/check.ts'
import { networks } from '../../../src/domain/share/networks.ts'
import { openEngine, type Engine } from '../../../src/main/workspace/engine.ts'
import { createSample, sampleOfficer, samplePassphrase } from '../../../src/main/workspace/sample/sample.ts'
import { rightsProblems } from '../../../src/domain/share/rights.ts'
import { temporaryFolder } from '../../support/folder.ts'

const now = Date.parse('2026-11-23T15:00:00Z')
let folder: ReturnType<typeof temporaryFolder>
let engine: Engine

beforeAll(async () => {
  folder = temporaryFolder()
  const file = join(folder.path, 'sample.relais')
  await createSample(file, { now })
  engine = openEngine(file, 'open', { now: () => now })
}, 120_000)
afterAll(async () => {
  await engine.close()
  folder.remove()
})

test('every hash, signature and roll-up of the invented year is sound', async () => {
  expect(await engine.shell('workspace.verify', {})).toMatchObject({ problems: [] })
})

test('every state of the lifecycle is there to be seen', async () => {
  const counts = await engine.shell('releases.statuses', {})
  expect(counts.filter(({ count }) => count === 0)).toEqual([])
  expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(48)
})

test('the queue has reviews to decide, some with a revision to compare with', async () => {
  const { reviews } = await engine.shell('review.queue', {})
  expect(reviews.length).toBe(4)
  await engine.shell('people.actAs', { person: 'helene.roux@armelin.example' })
  const bases = await Promise.all(
    reviews.map(async ({ id }) => (await engine.shell('review.get', { id })).base?.because ?? null)
  )
  expect(bases).toContain('you-decided')
})

test('the outbox has what went out, what waits for an embargo, and what asks for a person', async () => {
  const { states } = await engine.shell('outbox.status', {})
  expect(states).toMatchObject({ planned: 4, held: 1, 'failed-final': 1 })
  expect(states.confirmed).toBeGreaterThan(60)
})

test('each of the last nine months has figures of both channels', async () => {
  const months = await engine.shell('reach.months', {})
  expect(months.length).toBeGreaterThanOrEqual(9)
  for (const month of months.slice(0, 9)) {
    const { owned, advocacy } = await engine.shell('reach.month', { month })
    expect(Math.min(owned.impressions, advocacy.impressions)).toBeGreaterThan(0)
  }
})

test('several releases have share kits, in both languages where there is a pair, with nothing that stops them', async () => {
  const rules = await engine.shell('share.rules', {})
  expect(rules.disclosure.fr).not.toBe('')
  const { releases } = await engine.shell('releases.list', { limit: 100 })
  const all = await Promise.all(releases.map(({ id }) => engine.shell('releases.get', { id })))
  const withKits = all.filter(({ kit }) => kit)
  expect(withKits.length).toBe(10)
  expect(withKits.filter(({ kit }) => kit?.other).length).toBeGreaterThan(5)
  for (const release of withKits) {
    const langs = release.kit?.other ? ['fr', 'en'] : [release.lang]
    for (const lang of langs)
      for (const network of networks)
        expect(release.kit?.copies.filter(copy => copy.network === network && copy.lang === lang)).toHaveLength(3)
    expect(stops(checkKit(release, rules))).toBe(false)
  }
})

test('the inbox holds items to sort, in both languages', async () => {
  const { total, items } = await engine.shell('inbox.list', { limit: 100 })
  expect(total).toBe(20)
  expect(new Set(items.map(({ lang }) => lang?.slice(0, 2)))).toEqual(new Set(['fr', 'en']))
})

test('its published passphrase opens the desk and the destinations’ secrets', async () => {
  await engine.shell('people.unlock', { person: sampleOfficer, passphrase: samplePassphrase })
  expect((await engine.shell('accounts.list', {})).filter(({ hasSecret }) => hasSecret)).toHaveLength(1)
})

test('the library has pictures that may be used, one that soon may not, and one that lacks what it takes', async () => {
  const { media } = await engine.shell('media.list', { query: '' })
  expect(media.length).toBe(6)
  const lacking = media.filter(({ alt, ...each }) => rightsProblems({ ...each, alt: alt.fr }, '2026-11-23').length > 0)
  expect(lacking.map(({ name, uses }) => [name, uses])).toEqual([['rencontres-eau-lente.jpg', 0]])
  expect(media.filter(({ expires }) => expires !== null && expires < '2027-02-01')).toHaveLength(1)
  expect(media.filter(({ uses }) => uses > 0)).toHaveLength(5)
  expect(media.every(({ bytes }) => bytes < 60_000)).toBe(true)
})
