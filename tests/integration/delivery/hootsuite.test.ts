import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hootsuite } from '../../../src/main/workspace/delivery/connectors/hootsuite/hootsuite.ts'
import type { Tokens } from '../../../src/main/workspace/delivery/connectors/connector.ts'
import { hootsuiteProfile, hootsuiteStandIn, type HootsuiteStandIn } from '../../stand-ins/hootsuite.ts'
import { hootsuiteApp, hootsuiteFirstTokens } from '../../stand-ins/hootsuite-sign-in.ts'
import { openFaultProxy, type FaultProxy } from '../../support/fault-proxy.ts'
import { call, parcel, picture } from '../../support/parcel.ts'

let standIn: HootsuiteStandIn
let proxy: FaultProxy
let tokens: Tokens
beforeEach(async () => {
  standIn = await hootsuiteStandIn()
  proxy = await openFaultProxy(standIn.url)
  tokens = hootsuiteFirstTokens()
})
afterEach(async () => {
  await proxy.close()
  await standIn.close()
})

const connector = () => hootsuite({ platform: proxy.url, allowPrivate: true })
const access = (settings: Record<string, string> = {}) => ({
  settings: { clientId: hootsuiteApp.clientId, profile: hootsuiteProfile, ...settings },
  secret: hootsuiteApp.clientSecret,
  tokens
})
const link = 'https://armelin.example/usine'
const posts = [
  { ...parcel().post!, network: 'linkedin' as const, text: 'Une usine à Landelles', link },
  { ...parcel().post!, network: 'x' as const, text: `Usine ! ${link}`, link }
]
const made = (overrides: Parameters<typeof parcel>[0] = {}, settings: Record<string, string> = {}) =>
  parcel({ posts, ...overrides, access: access(settings) })
const send = (...given: Parameters<typeof made>) => connector().send(made(...given), call)
type Passed = FaultProxy['requests'][number]
const isCreation = ({ method, path }: Passed) => method === 'POST' && path === '/v1/messages'
const isDeletion = ({ method }: Passed) => method === 'DELETE'
const update = (remoteId: string) => ({
  delivery: { action: 'update' as const },
  target: { remoteId, remoteUrl: null }
})
const withdrawal = (remoteId: string) => ({
  delivery: { action: 'withdraw' as const },
  content: null,
  posts: [],
  target: { remoteId, remoteUrl: null }
})

test('the copy of the profile’s network is scheduled a few minutes ahead, with its link', async () => {
  const before = Date.now()
  expect(await send()).toMatchObject({ outcome: 'confirmed', remoteId: '4138476039', received: { state: 'SCHEDULED' } })
  const [message] = standIn.messages
  expect(message?.text).toBe(`Une usine à Landelles\n\n${link}`)
  expect(message?.scheduledSendTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  const ahead = Date.parse(message?.scheduledSendTime ?? '') - before
  expect(ahead > 4 * 60_000 && ahead < 6 * 60_000).toBe(true)
  await send({}, { network: 'x' })
  expect(standIn.messages[1]?.text).toBe(`Usine ! ${link}`)
})

test('what the network would refuse for its length is refused before the call', async () => {
  const long = [{ ...posts[1]!, text: 'a'.repeat(300) }]
  expect(await send({ posts: long }, { network: 'x' })).toMatchObject({ outcome: 'refused', reason: 'too-long' })
  const longer = [{ ...posts[0]!, text: 'a'.repeat(3_000) }]
  expect(await send({ posts: longer })).toMatchObject({ outcome: 'refused', reason: 'too-long' })
  expect(proxy.requests).toEqual([])
})

test('pictures are handed over first, and waited for', async () => {
  standIn.slowMedia(1)
  expect(await send({ media: [picture('usine')] })).toMatchObject({ outcome: 'confirmed' })
  expect(standIn.messages[0]?.media).toEqual([{ id: standIn.media[0]?.id }])
  expect(standIn.media[0]?.bytes?.toString()).toBe('jpeg of usine')
  expect(standIn.media[0]?.looks).toBe(2)
})

describe('what an answer means', () => {
  test.each([
    ['lose before', { outcome: 'unknown', reason: 'no-answer' }],
    ['lose after', { outcome: 'unknown', reason: 'no-answer' }],
    ['half a body', { outcome: 'unknown', reason: 'no-answer' }],
    ['wrong content type', { outcome: 'unknown' }],
    [{ after: 500 }, { outcome: 'unknown', reason: 'server-error' }],
    [
      { status: 503, body: '{"errors":[{"code":1043}]}' },
      { outcome: 'failed', reason: 'rate-limited' }
    ],
    [{ status: 401 }, { outcome: 'unauthorized' }],
    [{ status: 400, body: '{"errors":[{"code":1001}]}' }, { outcome: 'unauthorized' }],
    [{ status: 403 }, { outcome: 'refused', reason: 'forbidden' }],
    [
      { status: 400, body: '{"errors":[{"code":4008}]}' },
      { outcome: 'refused', reason: 'forbidden' }
    ],
    [{ status: 429 }, { outcome: 'failed', reason: 'rate-limited', retryAfter: null }],
    [
      { status: 400, body: '{"errors":[{"code":40021}]}' },
      { outcome: 'failed', reason: 'media-refused' }
    ],
    [{ status: 200, body: '{"data":[]}' }, { outcome: 'unknown' }]
  ] as const)('%j', async (fault, result) => {
    proxy.when(isCreation, fault)
    expect(await send()).toMatchObject(result)
  })

  test.each([1003, 1004, 1043] as const)(
    '429 with code %d names no wait, and how far the quota is used',
    async code => {
      standIn.limit(code)
      expect(await send()).toMatchObject({
        outcome: 'failed',
        reason: 'rate-limited',
        retryAfter: null,
        received: { 'x-account-quota': '100000', 'x-account-quota-used': '100000' }
      })
    }
  )

  test('errors in an answer of success are errors, unless a message is beside them', async () => {
    standIn.fail(40025, 40021)
    expect(await send()).toMatchObject({ outcome: 'refused', reason: 'refused' })
    expect(await send()).toMatchObject({ outcome: 'failed', reason: 'media-refused' })
    const both = { data: [{ id: '7', state: 'PENDING_APPROVAL' }], errors: [{ code: 40005 }] }
    proxy.when(isCreation, { status: 200, body: JSON.stringify(both) })
    expect(await send()).toMatchObject({ outcome: 'confirmed', remoteId: '7', received: { state: 'PENDING_APPROVAL' } })
  })
})

describe('a correction', () => {
  test('takes the place of a message that was not sent yet', async () => {
    const first = await send()
    const remoteId = (first as { remoteId: string }).remoteId
    const corrected = [{ ...posts[0]!, text: 'Une usine à Landelles (corrigé)' }]
    expect(await send({ ...update(remoteId), posts: corrected })).toMatchObject({ outcome: 'confirmed' })
    expect(standIn.effects().map(({ live }) => live)).toEqual([false, true])
  })

  test('of one that was sent is refused, and nothing more is scheduled', async () => {
    await send()
    standIn.sendAll()
    expect(await send(update(standIn.messages[0]!.id))).toMatchObject({
      outcome: 'refused',
      reason: 'cannot-update',
      received: { state: 'SENT' }
    })
    expect(standIn.messages).toHaveLength(1)
  })

  test('goes on where an earlier try deleted the old text and came no further', async () => {
    await send()
    const [old] = standIn.messages
    proxy.when(isCreation, { status: 429 })
    expect(await send(update(old!.id))).toMatchObject({ outcome: 'failed', reason: 'rate-limited' })
    expect(standIn.effects()).toMatchObject([{ live: false }])
    expect(await send(update(old!.id))).toMatchObject({ outcome: 'confirmed' })
    expect(standIn.effects().map(({ live }) => live)).toEqual([false, true])
  })

  test('whose deletion got no answer is tried again: nothing was scheduled', async () => {
    await send()
    proxy.when(isDeletion, 'lose after')
    expect(await send(update(standIn.messages[0]!.id))).toMatchObject({ outcome: 'failed', reason: 'no-answer' })
    expect(standIn.messages).toHaveLength(1)
  })
})

describe('a withdrawal', () => {
  test('deletes, and says so again of what is gone', async () => {
    await send()
    const { id } = standIn.messages[0]!
    expect(await send(withdrawal(id))).toMatchObject({ outcome: 'confirmed' })
    expect(await send(withdrawal(id))).toMatchObject({ outcome: 'confirmed' })
    expect(await send(withdrawal('1'))).toMatchObject({ outcome: 'confirmed' })
    expect(standIn.effects()).toMatchObject([{ live: false }])
  })

  test('of what was sent is for a person on the network', async () => {
    await send()
    standIn.sendAll()
    expect(await send(withdrawal(standIn.messages[0]!.id))).toMatchObject({
      outcome: 'refused',
      reason: 'cannot-withdraw'
    })
  })

  test('that got no answer is found by its state', async () => {
    await send()
    const { id } = standIn.messages[0]!
    expect(await connector().look!(made(withdrawal(id)), call)).toMatchObject({ found: 'absent' })
    proxy.when(isDeletion, 'lose after')
    expect(await send(withdrawal(id))).toMatchObject({ outcome: 'unknown', reason: 'no-answer' })
    expect(await connector().look!(made(withdrawal(id)), call)).toMatchObject({ found: 'live', remoteId: id })
    await send()
    proxy.when(isDeletion, 'wrong content type')
    expect(await send(withdrawal(standIn.messages[1]!.id))).toMatchObject({ outcome: 'unknown' })
  })
})

describe('looking', () => {
  const look = (...given: Parameters<typeof made>) => connector().look!(made(...given), call)

  test('finds a message by its text, and no other', async () => {
    expect(await look()).toMatchObject({ found: 'absent' })
    await send({ posts: [{ ...posts[0]!, text: 'Autre chose' }] })
    expect(await look()).toMatchObject({ found: 'absent', received: { messages: 1 } })
    proxy.when(isCreation, 'lose after')
    await send()
    expect(await look()).toMatchObject({ found: 'live', remoteId: standIn.messages[1]!.id })
    standIn.sendAll()
    expect(await look()).toMatchObject({ found: 'live', remoteUrl: standIn.messages[1]!.postUrl })
  })

  test('knows the text although its link was shortened, and takes no message that was deleted', async () => {
    await send()
    const [message] = standIn.messages
    Object.assign(message!, { text: 'Une usine à Landelles  \n\nhttp://ow.ly/fjzz30fU6EK' })
    expect(await look()).toMatchObject({ found: 'live' })
    Object.assign(message!, { state: 'SEND_FAILED_PERMANENTLY' })
    expect(await look()).toMatchObject({ found: 'absent' })
  })

  test('turns every page, and takes the old text for no new one', async () => {
    for (let number = 0; number < 101; number++)
      standIn.messages.push({ ...template, id: String(number), text: `Message ${number}` })
    await send()
    expect(await look()).toMatchObject({ found: 'live', received: { messages: 102 } })
    expect(await look(update(standIn.messages.at(-1)!.id))).toMatchObject({ found: 'absent' })
  })

  test('of more than the list goes back to, or than its pages hold, proves no absence', async () => {
    const startedAt = new Date(Date.now() - 29 * 24 * 60 * 60_000).toISOString()
    expect(await look({ delivery: { startedAt } })).toMatchObject({ found: 'unclear' })
    for (let number = 0; number < 5_001; number++)
      standIn.messages.push({ ...template, id: String(number), text: `Message ${number}` })
    expect(await look()).toMatchObject({ found: 'unclear', received: { messages: 5_000 } })
  })

  test('that is not allowed, or not possible, proves nothing', async () => {
    proxy.next({ status: 401 }, 'lose before', 'wrong content type', { status: 429 })
    expect(await look()).toMatchObject({ found: 'unclear', unauthorized: true })
    for (let time = 0; time < 3; time++) expect(await look()).toMatchObject({ found: 'unclear' })
  })

  const template = {
    state: 'SCHEDULED',
    scheduledSendTime: new Date(Date.now() + 60_000).toISOString(),
    socialProfile: { id: hootsuiteProfile },
    media: [],
    postId: null,
    postUrl: null
  }
})

describe('the sign-in', () => {
  test('is renewed with a refresh token that is good for one use', async () => {
    standIn.signIn.expire(true)
    expect(await send()).toMatchObject({ outcome: 'unauthorized' })
    const renewal = await connector().renew!(access(), call)
    expect(renewal).toMatchObject({ renewed: { scopes: ['offline'] } })
    const { renewed } = renewal as { renewed: Tokens }
    expect(renewed.refresh).not.toBe(tokens.refresh)
    expect((renewed.expiresAt ?? 0) - Date.now()).toBeGreaterThan(3_500_000)
    expect(await connector().renew!(access(), call)).toEqual({ refused: { status: 400, error: 'invalid_grant' } })
    tokens = renewed
    expect(await send()).toMatchObject({ outcome: 'confirmed' })
  })

  test('that cannot be renewed, or not asked for, is told apart', async () => {
    standIn.signIn.expire(false)
    expect(await connector().renew!(access(), call)).toEqual({ refused: { status: 400, error: 'invalid_grant' } })
    proxy.next('lose before', { status: 503 }, 'wrong content type')
    for (let time = 0; time < 3; time++) expect(await connector().renew!(access(), call)).toHaveProperty('unreachable')
    const none = { ...access(), tokens: { access: 'a' } }
    expect(await connector().renew!(none, call)).toEqual({ refused: { failure: 'no-refresh-token' } })
  })

  test('is described as Hootsuite asks for it', () => {
    expect(hootsuite().oauth!(access())).toEqual({
      authorize: 'https://platform.hootsuite.com/oauth2/auth',
      token: 'https://platform.hootsuite.com/oauth2/token',
      clientId: 'relais-app',
      client: 'basic',
      scopes: ['offline', 'analytics:read'],
      pkce: true,
      allowPrivate: false,
      loopback: 'localhost',
      port: expect.any(Number)
    })
  })
})

test('figures are those of the posts that were sent; LinkedIn’s are not to be had', async () => {
  await send({}, { network: 'x' })
  await send({}, { network: 'x' })
  const [first, second] = standIn.messages.map(({ id }) => ({ remoteId: id }))
  const read = (settings: Record<string, string>) => connector().metrics!([first!, second!], access(settings), call)
  expect(await read({ network: 'x' })).toEqual([])
  standIn.sendAll()
  standIn.counted.push(
    { externalId: standIn.messages[0]!.postId!, metrics: { likes: 12, comments: 3, clicks: 40, post_views: 900 } },
    { externalId: 'another', metrics: { likes: 1 } }
  )
  expect(await read({ network: 'x' })).toEqual([
    {
      remoteId: first!.remoteId,
      day: new Date().toISOString().slice(0, 10),
      basis: 'so far',
      counts: { reactions: 12, comments: 3, clicks: 40 }
    }
  ])
  expect(await read({ network: 'linkedin' })).toEqual([])
})

test('the trial lists the profiles, the account’s own and those that have to sign in marked', async () => {
  expect(await connector().test(access(), call)).toBe(
    '→ 115185509 LINKEDINCOMPANY Armelin, ⚠ 115185510 TWITTER armelin'
  )
  expect(await connector().test(access({ profile: '1' }), call)).toMatch(/^→ 1 ✗, /)
})

test('no secret is in evidence, even where answers repeat it', async () => {
  const canaries = [tokens.access, tokens.refresh!, hootsuiteApp.clientSecret]
  proxy.when(isCreation, { status: 400, body: canaries.join(' ') })
  proxy.when(({ path }) => path === '/oauth2/token', {
    status: 400,
    body: JSON.stringify({ error: canaries.join(' ') })
  })
  const first = JSON.stringify([
    await send(),
    await connector().renew!(access(), call),
    connector().describe('d', access())
  ])
  standIn.refuseUpload()
  const refused = await send({ media: [picture('a')] })
  expect(refused).toMatchObject({ outcome: 'failed', reason: 'media-refused' })
  const upload = JSON.stringify(refused)
  expect(first).toContain('••• ••• •••')
  expect(upload).toContain('SignatureDoesNotMatch')
  for (const told of [first, upload]) expect(told).not.toContain('canary')
})
