import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { emptyKit } from '../../../src/domain/share/kit.ts'
import { checkSettings, listSettings } from '../../../src/main/workspace/delivery/connectors/settings.ts'
import { haiilo } from '../../../src/main/workspace/delivery/connectors/haiilo/haiilo.ts'
import { haiiloItem } from '../../../src/main/workspace/delivery/connectors/haiilo/rules.ts'
import { shareReadings } from '../../../src/main/workspace/delivery/connectors/haiilo/shares.ts'
import { newId } from '../../../src/main/workspace/ids.ts'
import { haiiloImport, haiiloStandIn, haiiloToken, type HaiiloStandIn } from '../../stand-ins/haiilo.ts'
import { sampleContent } from '../../support/approved.ts'
import { temporaryFolder } from '../../support/folder.ts'
import { parcel } from '../../support/parcel.ts'

const now = Date.parse('2026-11-26T06:30:00.000Z')
const hour = 60 * 60_000
const content = { ...sampleContent, kit: { ...emptyKit, link: 'https://armelin.example/usine?lang=fr#haut' } }
const publication = (fields = {}) => ({
  releaseId: newId(),
  revisionId: newId(),
  content,
  publishedAt: '2026-11-20T06:30:00.000Z',
  updatedAt: '2026-11-20T06:30:00.000Z',
  ...fields
})

describe('an item for Haiilo', () => {
  const head = { id: newId(), title: 'Armelin' }
  const writing = { now, releaseId: newId() }
  const item = (each: ReturnType<typeof publication>, link?: string, at = writing) =>
    haiiloItem({ ...head, link }, each, at)

  test('leads to the release’s page by a link that was never used before', () => {
    const first = publication()
    const again = publication({ releaseId: first.releaseId })
    const links = [first, again, publication()].map(each => item(each)?.link ?? '')
    expect(new Set(links).size).toBe(3)
    for (const link of links)
      expect(link).toMatch(/^https:\/\/armelin\.example\/usine\?lang=fr&relais=[0-9a-f]{12}#haut$/)
    expect(item(first)).toEqual(item(first))
  })

  test('is dated by its writing, never earlier, for as long as it may not have been taken', () => {
    const current = newId()
    const date = (fields: object, releaseId = writing.releaseId) =>
      item(publication(fields), undefined, { now, releaseId })?.published.toISOString()
    // Its first try failed five days ago, and Haiilo has looked in since.
    expect(date({ releaseId: current, updatedAt: '2026-11-21T06:30:00.000Z' }, current)).toBe(
      '2026-11-26T06:30:00.000Z'
    )
    expect(date({ updatedAt: '2026-11-26T06:00:00.000Z' })).toBe('2026-11-26T06:30:00.000Z')
    expect(date({})).toBe('2026-11-20T06:30:00.000Z')
  })

  test('without any page there is none; the feed’s own page will do', () => {
    const bare = publication({ content: sampleContent })
    expect(item(bare)).toBeNull()
    expect(item(bare, 'javascript:alert(1)')).toBeNull()
    expect(item(bare, 'https://armelin.example/presse')?.link).toMatch(
      /^https:\/\/armelin\.example\/presse\?relais=[0-9a-f]{12}$/
    )
  })
})

describe('the feed', () => {
  const { path: folder, remove } = temporaryFolder()
  afterAll(remove)
  const access = { settings: { folder, base: 'https://files.armelin.example/feed/' } }
  const at = (time: number) => ({ signal: new AbortController().signal, now: () => time })
  const feed = () => readFileSync(join(folder, 'feed.xml'), 'utf8')
  const live = (fields: object) => publication({ updatedAt: new Date(now).toISOString(), ...fields })
  const write = (
    own: ReturnType<typeof publication>,
    rest: ReturnType<typeof publication>[],
    time: number,
    overrides = {}
  ) =>
    haiilo().send(
      parcel({
        access,
        live: [own, ...rest],
        delivery: { releaseId: own.releaseId },
        content: own.content,
        ...overrides
      }),
      at(time)
    )

  test('is taken in by Haiilo’s own rules, each text once, a correction as a new post', async () => {
    const reader = haiiloImport(now - hour)
    const first = live({})
    const published = await write(first, [], now)
    expect(published).toMatchObject({ outcome: 'confirmed', remoteUrl: expect.stringContaining('relais=') })
    expect(published.received).not.toHaveProperty('ask')
    expect(reader.visit(feed(), now + hour / 2)).toEqual([content.title])
    expect(reader.posts).toMatchObject([{ title: content.title, body: content.subtitle || expect.any(String) }])

    const second = live({ content: { ...content, title: 'Deuxième communiqué' } })
    await write(second, [first], now + hour)
    expect(reader.visit(feed(), now + 1.5 * hour)).toEqual(['Deuxième communiqué'])

    const corrected = live({ releaseId: first.releaseId, content: { ...content, title: 'Titre corrigé' } })
    const { remoteUrl } = published as { remoteUrl: string }
    const update = { delivery: { releaseId: first.releaseId, action: 'update' }, target: { remoteId: null, remoteUrl } }
    expect(await write(corrected, [second], now + 2 * hour, update)).toMatchObject({
      outcome: 'confirmed',
      received: { ask: { whom: 'the administrator of Haiilo', remove: remoteUrl } }
    })
    expect(reader.visit(feed(), now + 2.5 * hour)).toEqual(['Titre corrigé'])
  })

  test('whose first tries failed is not missed, although Haiilo looked in meanwhile', async () => {
    const reader = haiiloImport(now + 5 * hour)
    await write(live({}), [], now + 5 * hour + 60_000)
    expect(reader.visit(feed(), now + 6 * hour)).toEqual([content.title])
  })

  test('lets go of what is withdrawn, and says who has to remove the post', async () => {
    const own = live({})
    await write(own, [], now)
    const remoteUrl = 'https://armelin.example/usine?relais=0123456789ab'
    const withdrawal = {
      delivery: { releaseId: own.releaseId, action: 'withdraw' },
      content: null,
      live: [],
      target: { remoteId: null, remoteUrl }
    }
    expect(await write(own, [], now, withdrawal)).toMatchObject({
      outcome: 'confirmed',
      received: { ask: { remove: remoteUrl } }
    })
    expect(haiiloImport(0).visit(feed(), now)).toEqual([])
  })

  test('takes nothing that leads nowhere, and keeps what is in it', async () => {
    const before = feed()
    const bare = live({ content: sampleContent })
    expect(await write(bare, [], now)).toMatchObject({ outcome: 'refused', reason: 'unsendable' })
    expect(feed()).toBe(before)
  })
})

describe('what an account holds', () => {
  const { settings, needsSecret, checkSecret } = haiilo()
  const folder = '/srv/feed'
  const put = { put: 'https://files.armelin.example/feed/', user: 'relais' }

  test('is a feed’s settings and the tenant', () => {
    expect(listSettings(settings).map(({ key }) => key)).toEqual(
      expect.arrayContaining(['folder', 'base', 'put', 'subdomain'])
    )
    expect(checkSettings(settings, { folder, subdomain: 'company' })).toMatchObject({ subdomain: 'company' })
    expect(() => checkSettings(settings, { folder, subdomain: 'company.smarpshare.com' })).toThrow('bad-settings')
    expect(() => checkSettings(settings, { folder, subdomain: 'evil.example/' })).toThrow('bad-settings')
    expect(() => checkSettings(settings, { folder, put: put.put })).toThrow('bad-settings')
  })

  test('is a secret where the feed is put somewhere, or shares are counted; or both in one', () => {
    expect([{}, put, { subdomain: 'a' }].map(each => needsSecret?.({ folder, ...each }))).toEqual([false, true, true])
    expect(() => checkSecret?.('a pass phrase', { folder, ...put })).not.toThrow()
    expect(() => checkSecret?.('a pass phrase token', { folder, ...put, subdomain: 'a' })).not.toThrow()
    expect(() => checkSecret?.('password', { folder, ...put, subdomain: 'a' })).toThrow('bad-settings')
  })

  test('is tried: the folder, and the API with its own half of the secret', async () => {
    const standIn = await haiiloStandIn()
    const { path: own, remove } = temporaryFolder()
    try {
      standIn.shares.push('2026-11-26T06:00:00.000Z')
      const connector = haiilo({ tenant: () => standIn.url, allowPrivate: true })
      const access = (secret: string, more = {}) => ({
        settings: { folder: own, subdomain: 'a', ...more },
        secret,
        tokens: null
      })
      const call = { signal: new AbortController().signal, now: () => now }
      expect(await connector.test(access(haiiloToken), call)).toBe(`${own} · ${standIn.url}: 1`)
      expect(await connector.metrics?.([], access(`two words ${haiiloToken}`, put), call)).toHaveLength(7)
      expect(await connector.metrics?.([], { settings: { folder: own }, secret: null, tokens: null }, call)).toEqual([])
    } finally {
      await standIn.close()
      remove()
    }
  })
})

describe('the count of shares', () => {
  let standIn: HaiiloStandIn
  beforeEach(async () => void (standIn = await haiiloStandIn()))
  afterEach(() => standIn.close())

  const call = { signal: new AbortController().signal, now: () => now }
  const read = (token = haiiloToken) => shareReadings({ host: standIn.url, token, allowPrivate: true, call })

  test('is of each of the last whole days, over all pages', async () => {
    standIn.shares.push('2026-11-26T00:00:00.000Z', '2026-11-25T23:59:59.999Z', '2026-11-25T00:00:00.000Z')
    standIn.shares.push(...Array.from({ length: 2_001 }, () => '2026-11-22T12:00:00.000Z'), '2026-11-18T12:00:00.000Z')
    const shares = (await read()).map(({ day, counts }) => [day, counts.shares])
    expect(shares).toEqual([
      ['2026-11-19', 0],
      ['2026-11-20', 0],
      ['2026-11-21', 0],
      ['2026-11-22', 2_001],
      ['2026-11-23', 0],
      ['2026-11-24', 0],
      ['2026-11-25', 2]
    ])
    expect((await read()).every(({ remoteId, basis }) => remoteId === null && basis === 'of the day')).toBe(true)
  })

  test.each(['https://evil.example/api/v1/shares', '//evil.example/', 'b2Zmc2V0OjEwMDA=', 7, { page: 2 }])(
    'does not follow %j, which is no way on at the same host: better no figure than a wrong one',
    async next => {
      standIn.nexts.push(next)
      await expect(read()).rejects.toMatchObject({ code: 'network-failed', kind: 'garbled' })
    }
  )

  test('needs the token, and tells it to nobody', async () => {
    const failure = await read('another-canary-token').catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'destination-refused', params: { answer: 'HTTP 401' } })
    expect(JSON.stringify(failure) + String(failure)).not.toContain('canary')
  })
})
