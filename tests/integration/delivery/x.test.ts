import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Connector, Tokens } from '../../../src/main/workspace/delivery/connectors/connector.ts'
import { x } from '../../../src/main/workspace/delivery/connectors/x/x.ts'
import { xApp } from '../../stand-ins/x-sign-in.ts'
import { xStandIn, type XStandIn } from '../../stand-ins/x.ts'
import { openFaultProxy, type FaultProxy } from '../../support/fault-proxy.ts'
import { call, parcel, picture } from '../../support/parcel.ts'

let server: XStandIn
let proxy: FaultProxy
let connector: Connector

const open = async (scopes?: string[]): Promise<void> => {
  server = await xStandIn(scopes)
  proxy = await openFaultProxy(server.url)
  connector = x({ api: proxy.url, www: server.url, allowPrivate: true })
}
const close = async (): Promise<void> => {
  await proxy.close()
  await server.close()
}
beforeEach(() => open())
afterEach(close)

const access = (tokens: Tokens = server.signIn.tokens) => ({
  settings: { clientId: xApp.clientId },
  secret: null,
  tokens
})
type Overrides = NonNullable<Parameters<typeof parcel>[0]>
const made = (overrides: Overrides = {}) =>
  parcel({ access: access(), ...overrides, post: overrides.post === null ? null : { network: 'x', ...overrides.post } })
const send = (overrides: Overrides = {}) => connector.send(made(overrides), call)
const isPost = ({ method, path }: { method: string; path: string }): boolean =>
  method === 'POST' && path === '/2/tweets'
const hour = 60 * 60_000

test('a post is there, and known by its id', async () => {
  const result = await send()
  const [post] = server.posts
  expect(post).toMatchObject({ text: 'Armelin ouvre une usine à Landelles', media: [], live: true })
  expect(result).toMatchObject({
    outcome: 'confirmed',
    remoteId: post!.id,
    remoteUrl: `https://x.com/i/web/status/${post!.id}`,
    received: { status: 201 }
  })
})

describe('pictures', () => {
  test('are uploaded with what they show, four at most', async () => {
    const media = ['La halle', 'Le toit', '', 'La cour', 'Le quai'].map(alt => picture(alt))
    const result = await send({ media })
    expect(server.media.uploaded.map(({ alt, type, bytes }) => [alt, type, bytes?.toString()])).toEqual([
      ['La halle', 'image/jpeg', 'jpeg of La halle'],
      ['Le toit', 'image/jpeg', 'jpeg of Le toit'],
      ['', 'image/jpeg', 'jpeg of '],
      ['La cour', 'image/jpeg', 'jpeg of La cour']
    ])
    expect(server.posts[0]!.media).toEqual(server.media.uploaded.map(({ id }) => id))
    expect(result).toMatchObject({ outcome: 'confirmed', received: { picturesLeftOut: 1 } })
  })

  test('that take time are waited for', async () => {
    server.media.next('succeeded')
    expect(await send({ media: [picture('La halle')] })).toMatchObject({ outcome: 'confirmed' })
  })

  test('that X cannot use stop the post', async () => {
    server.media.next('failed')
    expect(await send({ media: [picture('La halle')] })).toMatchObject({ outcome: 'refused', reason: 'media-refused' })
    expect(server.posts).toEqual([])
  })

  test('whose upload broke may be tried again', async () => {
    for (const step of ['initialize', 'append', 'finalize', 'metadata']) {
      proxy.when(({ path }) => path.endsWith(step), 'lose after')
      expect(await send({ media: [picture('La halle')] })).toMatchObject({ outcome: 'failed', reason: 'no-answer' })
    }
    expect(server.posts).toEqual([])
  })
})

test('what weighs too much is refused before anybody is asked', async () => {
  const text = `${'é'.repeat(256)} https://armelin.com/usine/${'x'.repeat(200)}`
  expect(await send({ post: { text: `${text} !` } })).toMatchObject({ outcome: 'refused', reason: 'too-long' })
  expect(proxy.requests).toEqual([])
  expect(await send({ post: { text } })).toMatchObject({ outcome: 'confirmed' })
})

test('what a post costs is known before it is sent', () => {
  const price = (text: string) => connector.price!(made({ post: { text } }).post!)
  expect(price('Une usine à Landelles')).toEqual({ amount: 0.015, currency: 'USD' })
  expect(price('Une usine : https://armelin.example/usine')).toEqual({ amount: 0.2, currency: 'USD' })
  expect(price('Une usine : armelin.com/usine')).toEqual({ amount: 0.2, currency: 'USD' })
})

describe('a repeat', () => {
  test('is refused there without saying what it repeats, and found by looking', async () => {
    const sent = made({
      post: { text: 'Usine & toit < 40 m : https://armelin.com/usine?a=1&b=2' },
      media: [picture('')]
    })
    await connector.send(sent, call)
    expect(await connector.send(sent, call)).toMatchObject({ outcome: 'unknown', reason: 'duplicate' })
    expect(await connector.look!(sent, call)).toMatchObject({
      found: 'live',
      remoteId: server.posts[0]!.id,
      received: { posts: 1, cost: 'USD 0.001' }
    })
    expect(server.posts).toHaveLength(1)
  })

  test('of words from before this delivery is for a person to decide', async () => {
    const sent = made()
    const earlier = server.postByHand(sent.post!.text, Date.now() - 3 * hour)
    expect(await connector.send(sent, call)).toMatchObject({ outcome: 'unknown', reason: 'duplicate' })
    expect(await connector.look!(sent, call)).toMatchObject({
      found: 'unclear',
      received: { sameWords: `https://x.com/i/web/status/${earlier}` }
    })
  })
})

describe('a look', () => {
  test('finds what arrived although its answer was lost, by whatever clock', async () => {
    server.setClock(Date.now() - 5 * hour)
    const sent = made()
    proxy.when(isPost, 'lose before', 'lose after')
    expect(await connector.send(sent, call)).toMatchObject({ outcome: 'unknown', reason: 'no-answer' })
    expect(await connector.look!(sent, call)).toMatchObject({ found: 'absent' })
    expect(await connector.send(sent, call)).toMatchObject({ outcome: 'unknown', reason: 'no-answer' })
    expect(await connector.look!(sent, call)).toMatchObject({ found: 'live', remoteId: server.posts[0]!.id })
  })

  test('reads no more than what it needs to, as each post is billed', async () => {
    server.postByHand('Il y a longtemps', Date.now() - 48 * hour)
    server.postByHand('Hier soir', Date.now() - 2 * hour)
    expect(await connector.look!(made(), call)).toMatchObject({ found: 'absent', received: { posts: 1 } })
    expect(server.read()).toBe(1)
  })

  test('sees whether a deletion happened', async () => {
    await send()
    const withdrawal = made({
      delivery: { action: 'withdraw' },
      target: { remoteId: server.posts[0]!.id, remoteUrl: null },
      post: null
    })
    expect(await connector.look!(withdrawal, call)).toMatchObject({ found: 'absent' })
    await connector.send(withdrawal, call)
    expect(await connector.look!(withdrawal, call)).toMatchObject({ found: 'live' })
  })

  test('that is not let in proves nothing', async () => {
    server.signIn.expire(true)
    expect(await connector.look!(made(), call)).toMatchObject({ found: 'unclear', unauthorized: true })
  })
})

test('a withdrawal deletes, and is well again when it is gone already', async () => {
  await send()
  const target = { remoteId: server.posts[0]!.id, remoteUrl: null }
  for (const _ of ['once', 'twice'])
    expect(await send({ delivery: { action: 'withdraw' }, target, post: null })).toMatchObject({ outcome: 'confirmed' })
  expect(server.effects()).toMatchObject([{ live: false }])
})

test('there is no update', async () => {
  await send()
  const target = { remoteId: server.posts[0]!.id, remoteUrl: null }
  expect(await send({ delivery: { action: 'update' }, target })).toMatchObject({ reason: 'cannot-update' })
  expect(connector.can.update).toBe(false)
})

describe('a refusal', () => {
  test('as one too many says when to come back, by X’s own clock', async () => {
    server.setClock(Date.parse('2026-11-26T07:35:00Z'))
    server.allow(0)
    expect(await send()).toMatchObject({ outcome: 'failed', reason: 'rate-limited', retryAfter: 10 * 60_000 })
  })

  test('for want of a permission is final', async () => {
    await close()
    await open(['tweet.read'])
    expect(await send()).toMatchObject({ outcome: 'refused', reason: 'forbidden' })
  })

  test.each([
    ['lose after', 'no-answer'],
    ['half a body', 'no-answer'],
    ['wrong content type', 'server-error'],
    [{ after: 503 }, 'server-error'],
    [{ status: 500 }, 'server-error']
  ] as const)('that proves nothing is unknown: %j', async (fault, reason) => {
    proxy.when(isPost, fault)
    expect(await send()).toMatchObject({ outcome: 'unknown', reason })
  })
})

describe('the sign-in', () => {
  test('that ran out is told, and renewed with a refresh token that is good once', async () => {
    server.signIn.expire(true)
    expect(await send()).toMatchObject({ outcome: 'unauthorized' })
    const { renewed } = (await connector.renew!(access(), call)) as { renewed: Tokens }
    expect(renewed.refresh).not.toBe(server.signIn.tokens.refresh)
    expect(await send({ access: access(renewed) })).toMatchObject({ outcome: 'confirmed' })
    expect(await connector.renew!(access(), call)).toMatchObject({ refused: { status: 400 } })
  })

  test('is one without a key, with a proof of its own', () => {
    expect(connector.oauth!(access())).toMatchObject({
      client: 'public',
      clientId: xApp.clientId,
      pkce: true,
      scopes: ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access']
    })
  })

  test('no token is in what is kept', async () => {
    const sent = made({ media: [picture('La halle')] })
    const seen: unknown[] = [await connector.send(sent, call), await connector.look!(sent, call)]
    server.signIn.expire(false)
    seen.push(
      await connector.send(sent, call),
      await connector.look!(sent, call),
      await connector.renew!(access(), call)
    )
    seen.push(await connector.test(access(), call).catch((error: unknown) => error))
    expect(JSON.stringify(seen)).not.toContain('canary')
    expect(JSON.stringify(seen)).toContain('•••')
  })
})

test('a trial says who signed in, or throws what stands in the way', async () => {
  expect(await connector.test(access(), call)).toBe('@armelin')
  server.signIn.expire(true)
  await expect(connector.test(access(), call)).rejects.toMatchObject({
    code: 'destination-refused',
    params: { answer: 'HTTP 401' }
  })
})

test('figures are everybody’s for old posts, and clicks too for young ones', async () => {
  const young = server.postByHand('Jeune', Date.now() - 2 * hour)
  const old = server.postByHand('Vieux', Date.now() - 31 * 24 * hour)
  const public_metrics = {
    impression_count: 900,
    like_count: 12,
    reply_count: 3,
    retweet_count: 2,
    quote_count: 1,
    bookmark_count: 5
  }
  for (const id of [young, old]) server.counts[id] = { public_metrics, non_public_metrics: { url_link_clicks: 30 } }
  const counts = { impressions: 900, reactions: 12, comments: 3, shares: 3 }
  const rest = { day: new Date().toISOString().slice(0, 10), basis: 'so far' }
  expect(
    await connector.metrics!([{ remoteId: old }, { remoteId: young }, { remoteId: '17' }], access(), call)
  ).toEqual([
    { remoteId: young, ...rest, counts: { ...counts, clicks: 30 } },
    { remoteId: old, ...rest, counts },
    { remoteId: null, ...rest, counts: { followers: 812 } }
  ])
})
