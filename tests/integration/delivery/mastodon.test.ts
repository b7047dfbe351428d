import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mastodon } from '../../../src/main/workspace/delivery/connectors/mastodon/mastodon.ts'
import { checkSettings } from '../../../src/main/workspace/delivery/connectors/settings.ts'
import { mastodonStandIn, mastodonToken, type MastodonStandIn } from '../../stand-ins/mastodon.ts'
import { openFaultProxy, type FaultProxy } from '../../support/fault-proxy.ts'
import { call, parcel, picture } from '../../support/parcel.ts'

let server: MastodonStandIn
let proxy: FaultProxy
beforeEach(async () => {
  server = await mastodonStandIn()
  proxy = await openFaultProxy(server.url)
})
afterEach(async () => {
  await proxy.close()
  await server.close()
})

const access = (more: Record<string, string> = {}) => ({
  settings: { server: proxy.url, allowHost: 'true', ...more },
  secret: mastodonToken,
  tokens: null
})
type Overrides = NonNullable<Parameters<typeof parcel>[0]>
const made = (overrides: Overrides = {}) => parcel({ access: access(), ...overrides })
const send = (overrides: Overrides = {}) => mastodon.send(made(overrides), call)
const isPost = ({ method, path }: { method: string; path: string }): boolean =>
  method === 'POST' && path === '/api/v1/statuses'
const hour = 60 * 60_000

test('a status is there, in its language and for those who may see it', async () => {
  const result = await send({ access: access({ visibility: 'unlisted' }) })
  const [status] = server.statuses
  expect(status).toMatchObject({
    text: 'Armelin ouvre une usine à Landelles',
    visibility: 'unlisted',
    language: 'fr',
    live: true
  })
  expect(result).toMatchObject({
    outcome: 'confirmed',
    remoteId: status!.id,
    remoteUrl: `https://social.armelin.example/@armelin/${status!.id}`
  })
})

describe('pictures', () => {
  test('are uploaded with what they show, as many as the server takes', async () => {
    server.limits.pictures = 2
    server.media.next(0, 2)
    const result = await send({ media: [picture('La halle'), picture('Le toit'), picture('La cour')] })
    expect(server.media.uploaded.map(({ description, bytes }) => [description, bytes.toString()])).toEqual([
      ['La halle', 'jpeg of La halle'],
      ['Le toit', 'jpeg of Le toit']
    ])
    // One was still being made ready, and asked about until it was.
    expect(server.media.uploaded.map(({ looks }) => looks)).toEqual([0, 2])
    expect(server.statuses[0]!.media).toEqual(server.media.uploaded.map(({ id }) => id))
    expect(result).toMatchObject({ outcome: 'confirmed', received: { picturesLeftOut: 1 } })
  })

  test('that the server cannot use stop the status', async () => {
    server.media.next('failed')
    expect(await send({ media: [picture('La halle')] })).toMatchObject({ outcome: 'refused', reason: 'media-refused' })
    expect(server.statuses).toEqual([])
  })

  test('whose upload broke may be tried again', async () => {
    proxy.when(({ path }) => path === '/api/v2/media', 'lose after', 'half a body', { status: 503 })
    for (const reason of ['no-answer', 'no-answer', 'server-error'])
      expect(await send({ media: [picture('La halle')] })).toMatchObject({ outcome: 'failed', reason })
    expect(server.statuses).toEqual([])
  })
})

describe('the length', () => {
  const link = `https://armelin.example/${'x'.repeat(400)}`

  test('is counted as the server counts, and too long is refused before it is sent', async () => {
    expect(await send({ post: { text: `${'é'.repeat(476)} ${link}` } })).toMatchObject({ outcome: 'confirmed' })
    expect(await send({ post: { text: `${'é'.repeat(477)} ${link}` } })).toMatchObject({
      outcome: 'refused',
      reason: 'too-long'
    })
    expect(proxy.requests.filter(isPost)).toHaveLength(1)
  })

  test('is what this very server says', async () => {
    Object.assign(server.limits, { characters: 11_000, perLink: 40 })
    expect(await send({ post: { text: 'é'.repeat(11_000) } })).toMatchObject({ outcome: 'confirmed' })
    expect(await send({ post: { text: `${'é'.repeat(10_960)} ${link}` } })).toMatchObject({ reason: 'too-long' })
  })
})

describe('a repeat', () => {
  test('of one delivery makes nothing new within the hour', async () => {
    const sent = made()
    proxy.when(isPost, 'lose after')
    expect(await mastodon.send(sent, call)).toMatchObject({ outcome: 'unknown', reason: 'no-answer' })
    expect(await mastodon.send(sent, call)).toMatchObject({ outcome: 'confirmed', remoteId: server.statuses[0]!.id })
    expect(server.statuses).toHaveLength(1)
  })

  test('would after it: so it is looked for first', async () => {
    const sent = made({ post: { text: 'Une <usine> à Landelles\n\n#industrie & #eau' } })
    proxy.when(isPost, 'lose after')
    await mastodon.send(sent, call)
    server.setClock(Date.now() + 2 * hour)
    const later = { ...call, now: () => Date.now() + 2 * hour }
    expect(mastodon.repeat).toBe('look-first')
    expect(await mastodon.look!(sent, later)).toMatchObject({ found: 'live', remoteId: server.statuses[0]!.id })
    await mastodon.send(sent, later)
    expect(server.statuses).toHaveLength(2)
  })

  test('by another delivery is another status', async () => {
    await send()
    await send()
    expect(server.statuses).toHaveLength(2)
  })
})

describe('a look', () => {
  test('says so where nothing arrived, by whatever clock', async () => {
    server.setClock(Date.now() + 5 * hour)
    const sent = made()
    server.postByHand('Autre chose', Date.now() + 5 * hour)
    server.postByHand(sent.post!.text, Date.now() - 30 * hour)
    proxy.when(isPost, 'lose before')
    await mastodon.send(sent, call)
    expect(await mastodon.look!(sent, call)).toMatchObject({ found: 'absent', received: { recent: 1 } })
    await mastodon.send(sent, call)
    expect(await mastodon.look!(sent, call)).toMatchObject({ found: 'live' })
  })

  test('leaves it to a person where a clock was set right in between', async () => {
    const sent = made()
    await mastodon.send(sent, call)
    server.setClock(Date.now() + 2 * hour)
    expect(await mastodon.look!(sent, call)).toMatchObject({
      found: 'unclear',
      received: { sameWords: `https://social.armelin.example/@armelin/${server.statuses[0]!.id}` }
    })
  })

  test('sees whether an edit or a deletion happened', async () => {
    await send()
    const target = { remoteId: server.statuses[0]!.id, remoteUrl: null }
    const update = made({ target, delivery: { action: 'update' }, post: { text: 'Corrigé' } })
    const withdrawal = made({ target, delivery: { action: 'withdraw' }, post: null })
    expect(await mastodon.look!(update, call)).toMatchObject({ found: 'absent' })
    await mastodon.send(update, call)
    expect(await mastodon.look!(update, call)).toMatchObject({ found: 'live' })
    expect(await mastodon.look!(withdrawal, call)).toMatchObject({ found: 'absent' })
    await mastodon.send(withdrawal, call)
    expect(await mastodon.look!(withdrawal, call)).toMatchObject({ found: 'live' })
  })
})

test('an edit keeps the id, and takes the pictures that there now are', async () => {
  await send({ media: [picture('La halle')] })
  const [{ id } = { id: '' }] = server.statuses
  const target = { remoteId: id, remoteUrl: null }
  const edit = { delivery: { action: 'update' as const }, target }
  expect(await send({ ...edit, post: { text: 'Corrigé' }, media: [picture('Le toit')] })).toMatchObject({
    outcome: 'confirmed',
    remoteId: id
  })
  expect(server.statuses).toMatchObject([{ id, text: 'Corrigé', live: true, media: [server.media.uploaded[1]!.id] }])
  server.statuses[0]!.live = false
  expect(await send(edit)).toMatchObject({ outcome: 'refused', reason: 'not-there' })
})

test('a withdrawal deletes, and is well again when it is gone already', async () => {
  await send()
  const target = { remoteId: server.statuses[0]!.id, remoteUrl: null }
  for (const _ of ['once', 'twice'])
    expect(await send({ delivery: { action: 'withdraw' }, target, post: null })).toMatchObject({ outcome: 'confirmed' })
  expect(server.effects()).toMatchObject([{ live: false }])
})

describe('a refusal', () => {
  test('as one too many says when to come back, by the server’s own clock', async () => {
    server.setClock(Date.parse('2026-11-26T07:31:00Z'))
    server.allow(1)
    expect(await send()).toMatchObject({ outcome: 'failed', reason: 'rate-limited', retryAfter: 4 * 60_000 })
  })

  test('of the token is told, with nothing done', async () => {
    server.revoke()
    expect(await send()).toMatchObject({ outcome: 'unauthorized' })
    expect(await mastodon.look!(made(), call)).toMatchObject({ found: 'unclear', unauthorized: true })
  })

  test.each([
    ['lose after', 'no-answer'],
    ['half a body', 'no-answer'],
    ['wrong content type', 'server-error'],
    [{ after: 504 }, 'server-error'],
    [{ status: 500 }, 'server-error']
  ] as const)('that proves nothing is unknown: %j', async (fault, reason) => {
    proxy.when(isPost, fault)
    expect(await send()).toMatchObject({ outcome: 'unknown', reason })
  })

  test('has no token in it', async () => {
    const sent = made({ media: [picture('La halle')] })
    const seen: unknown[] = [await mastodon.send(sent, call), await mastodon.look!(sent, call)]
    server.revoke()
    seen.push(await mastodon.send(sent, call), await mastodon.look!(sent, call))
    seen.push(await mastodon.test(access(), call).catch((error: unknown) => error))
    seen.push(mastodon.describe('1', access()))
    expect(JSON.stringify(seen)).not.toContain('canary')
    expect(JSON.stringify(seen)).toContain('•••')
  })
})

test('a trial says whose token it is', async () => {
  expect(await mastodon.test(access(), call)).toBe(`@armelin@${new URL(proxy.url).host}`)
})

test('the server is named safely, or as a host of one’s own', () => {
  const check = (settings: Record<string, string>) => () => checkSettings(mastodon.settings, settings)
  expect(check({ server: 'https://mastodon.example' })()).toEqual({ server: 'https://mastodon.example' })
  expect(check({ server: 'http://mastodon.example' })).toThrow(
    expect.objectContaining({ params: { key: 'server', problem: 'needs-https' } })
  )
  expect(check({ server: 'http://10.0.0.5:3000', allowHost: '10.0.0.5' })).not.toThrow()
  expect(check({ server: 'http://10.0.0.5:3000', allowHost: '10.0.0.6' })).toThrow(
    expect.objectContaining({ params: { key: 'allowHost', problem: 'not-its-host' } })
  )
})

test('figures are counters of what is still there, and the followers', async () => {
  await send()
  const remoteId = server.statuses[0]!.id
  const rest = { day: new Date().toISOString().slice(0, 10), basis: 'so far' }
  expect(await mastodon.metrics!([{ remoteId: '17' }, { remoteId }], access(), call)).toEqual([
    { remoteId, ...rest, counts: { reactions: 12, comments: 3, shares: 2 } },
    { remoteId: null, ...rest, counts: { followers: 415 } }
  ])
})
