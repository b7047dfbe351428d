import { afterEach, beforeEach, expect, test } from 'vitest'
import { amplify } from '../../../src/main/workspace/delivery/connectors/amplify/amplify.ts'
import { amplifyStandIn, type AmplifyStandIn } from '../../stand-ins/amplify.ts'
import { hootsuiteApp, hootsuiteFirstTokens } from '../../stand-ins/hootsuite-sign-in.ts'
import { openFaultProxy, type FaultProxy } from '../../support/fault-proxy.ts'
import { call, parcel, picture } from '../../support/parcel.ts'

let standIn: AmplifyStandIn
let proxy: FaultProxy
beforeEach(async () => {
  standIn = await amplifyStandIn()
  proxy = await openFaultProxy(standIn.url)
})
afterEach(async () => {
  await proxy.close()
  await standIn.close()
})

const connector = () => amplify({ platform: proxy.url, allowPrivate: true })
const link = 'https://armelin.example/usine'
const posts = [{ ...parcel().post!, text: 'Une usine à Landelles', link }]
const access = (settings: Record<string, string> = {}) => ({
  settings: { clientId: hootsuiteApp.clientId, topics: 'Landelles, Industrie', ...settings },
  secret: hootsuiteApp.clientSecret,
  tokens: hootsuiteFirstTokens()
})
const send = (overrides: Parameters<typeof parcel>[0] = {}, settings: Record<string, string> = {}) =>
  connector().send(parcel({ posts, ...overrides, access: access(settings) }), call)

test('a text is put under its topics, with its picture and its end', async () => {
  const startedAt = new Date(Date.now() - 60_000).toISOString()
  const sent = await send({ delivery: { startedAt }, media: [picture('usine'), picture('autre')] }, { days: '30' })
  expect(sent).toMatchObject({ outcome: 'confirmed', remoteId: '59d6df3c6bc0160ba6e10000', remoteUrl: null })
  expect(standIn.messages[0]?.posted).toEqual({
    text: `Une usine à Landelles\n\n${link}`,
    topics: ['Landelles', 'Industrie'],
    isPublished: true,
    isShareable: true,
    publishedDate: startedAt,
    expiryDate: new Date(Date.parse(startedAt) + 30 * 24 * 60 * 60_000).toISOString(),
    photoUriBase64: `data:image/jpeg;base64,${Buffer.from('jpeg of usine').toString('base64')}`
  })
})

test('a draft is not called published: a person takes it on from there', async () => {
  const sent = await send({}, { show: 'no' })
  expect(sent).toMatchObject({
    outcome: 'handed-over',
    received: { remoteId: '59d6df3c6bc0160ba6e10000', draft: true }
  })
  expect(standIn.messages[0]?.posted).toEqual({
    text: `Une usine à Landelles\n\n${link}`,
    topics: ['Landelles', 'Industrie'],
    isPublished: false,
    isShareable: true
  })
})

test.each([3000, 3001] as const)('without the role of a content administrator it is refused: %d', async code => {
  standIn.forbid(code)
  expect(await send()).toMatchObject({
    outcome: 'refused',
    reason: 'forbidden',
    received: { status: 403, body: expect.stringContaining(String(code)) }
  })
})

test.each([
  ['lose before', { outcome: 'unknown', reason: 'no-answer' }],
  ['lose after', { outcome: 'unknown', reason: 'no-answer' }],
  ['half a body', { outcome: 'unknown', reason: 'no-answer' }],
  ['wrong content type', { outcome: 'unknown' }],
  [{ after: 500 }, { outcome: 'unknown', reason: 'server-error' }],
  [{ status: 401 }, { outcome: 'unauthorized' }],
  [{ status: 400 }, { outcome: 'refused', reason: 'refused' }],
  [{ status: 429 }, { outcome: 'failed', reason: 'rate-limited', retryAfter: null }]
] as const)('%j', async (fault, result) => {
  proxy.next(fault)
  expect(await send()).toMatchObject(result)
})

test('nothing is changed or taken back', async () => {
  expect(await send({ delivery: { action: 'update' } })).toMatchObject({ reason: 'cannot-update' })
  expect(await send({ delivery: { action: 'withdraw' }, content: null })).toMatchObject({ reason: 'cannot-withdraw' })
  expect(proxy.requests).toEqual([])
})

test('the sign-in is Hootsuite’s, and is renewed as there', async () => {
  standIn.signIn.expire(true)
  expect(await send()).toMatchObject({ outcome: 'unauthorized' })
  const { renewed } = (await connector().renew!(access(), call)) as { renewed: { access: string } }
  const sent = connector().send(parcel({ posts, access: { ...access(), tokens: renewed } }), call)
  expect(await sent).toMatchObject({ outcome: 'confirmed' })
})

test('the trial says whose posts they will be, and marks the topics of the account', async () => {
  expect(await connector().test(access({ topics: 'Landelles, Sport' }), call)).toBe(
    'Omar Petit (content_admin): → Landelles, → ✗ Sport, Industrie'
  )
})

test('no secret is in evidence, even where the answer repeats it', async () => {
  const { access: token, refresh } = hootsuiteFirstTokens()
  proxy.next({ status: 400, body: `${token} ${refresh} ${hootsuiteApp.clientSecret}` })
  const told = JSON.stringify([await send(), connector().describe('d', access())])
  expect(told).toContain('••• ••• •••')
  expect(told).not.toContain('canary')
})
