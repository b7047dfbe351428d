import { AdaptiveCard, SerializationContext, Versions } from 'adaptivecards'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { realHosts, wrongWith } from '../../../src/main/workspace/delivery/connectors/teams/address.ts'
import { teams } from '../../../src/main/workspace/delivery/connectors/teams/teams.ts'
import { teamsPath, teamsSignature, teamsStandIn, type TeamsStandIn } from '../../stand-ins/teams.ts'
import { openFaultProxy, type FaultProxy } from '../../support/fault-proxy.ts'
import { call, parcel } from '../../support/parcel.ts'

let standIn: TeamsStandIn
let proxy: FaultProxy
beforeEach(async () => {
  standIn = await teamsStandIn()
  proxy = await openFaultProxy(standIn.url)
})
afterEach(async () => {
  await proxy.close()
  await standIn.close()
})

const connector = teams({ flows: ['127.0.0.1'], allowPrivate: true })
const text = 'Armelin ouvre une usine à Landelles\n\n*Quarante* emplois, [dès] <2027> & _après_\nPremière ligne : 2 à 3'
const post = { text, link: 'https://armelin.example/usine?utm_source=teams' }
const send = (overrides: Parameters<typeof parcel>[0] = {}) =>
  connector.send(parcel({ post, ...overrides, access: { secret: proxy.url + teamsPath, ...overrides.access } }), call)

test('a card is accepted, and no more than that is claimed', async () => {
  expect(await send()).toMatchObject({
    outcome: 'confirmed',
    remoteId: null,
    remoteUrl: null,
    received: { status: 202, accepted: 'by the flow', shown: 'not told' }
  })
  expect(standIn.shown).toMatchObject([{ text: text.replace('\n\n', '\n') }])
})

test('the card is one that the library of Adaptive Cards reads whole, and gives back as it was', async () => {
  await send()
  const [shown] = standIn.shown
  const card = new AdaptiveCard()
  const context = new SerializationContext(Versions.v1_4)
  card.parse(shown?.card, context)
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message)
  expect(events).toEqual([])
  expect(card.validateProperties().validationEvents).toEqual([])
  expect(card.toJSON(context)).toMatchObject({
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'Armelin ouvre une usine à Landelles' }] },
      { spacing: 'Medium', inlines: [{ text: '*Quarante* emplois, [dès] <2027> & _après_' }] },
      { inlines: [{ text: 'Première ligne : 2 à 3' }] }
    ],
    actions: [{ type: 'Action.OpenUrl', title: 'Lire le communiqué', url: post.link }]
  })
})

test('what Teams would not show for its size is refused before the call', async () => {
  const most = 'a'.repeat(24_000)
  expect(await send({ post: { text: most } })).toMatchObject({ outcome: 'confirmed' })
  expect(standIn.shown).toHaveLength(1)
  for (const long of ['a'.repeat(28_000), '"'.repeat(9_000), 'é'.repeat(14_000)])
    expect(await send({ post: { text: long } })).toMatchObject({ outcome: 'refused', reason: 'too-long' })
  expect(proxy.requests).toHaveLength(1)
})

test('throttling is told within a success, and is no success', async () => {
  standIn.next('throttled', 'too large')
  expect(await send()).toMatchObject({ outcome: 'failed', reason: 'rate-limited', retryAfter: null })
  expect(await send()).toMatchObject({ outcome: 'refused', reason: 'too-long' })
  expect(standIn.shown).toEqual([])
})

test.each([
  [{ status: 401 }, { outcome: 'unauthorized' }],
  [{ status: 403 }, { outcome: 'refused', reason: 'forbidden' }],
  [{ status: 404 }, { outcome: 'refused', reason: 'gone' }],
  [
    { status: 429, headers: { 'retry-after': '17' } },
    { outcome: 'failed', reason: 'rate-limited', retryAfter: 17_000 }
  ],
  [{ status: 500 }, { outcome: 'unknown', reason: 'server-error' }],
  ['wrong content type', { outcome: 'unknown' }],
  ['half a body', { outcome: 'unknown', reason: 'no-answer' }],
  ['lose after', { outcome: 'unknown', reason: 'no-answer' }]
] as const)('%j', async (fault, result) => {
  proxy.next(fault)
  expect(await send()).toMatchObject(result)
})

test('nothing is changed or taken back', async () => {
  expect(await send({ delivery: { action: 'update' } })).toMatchObject({ outcome: 'refused', reason: 'cannot-update' })
  expect(await send({ delivery: { action: 'withdraw' }, content: null, post: null })).toMatchObject({
    outcome: 'refused',
    reason: 'cannot-withdraw'
  })
  expect(proxy.requests).toEqual([])
})

test('the address is in no evidence, even where the answer repeats it', async () => {
  proxy.next({ status: 400, body: `bad ${teamsPath} and ${decodeURIComponent(teamsSignature)}` })
  const told = JSON.stringify([await send(), connector.describe('d', { settings: {} })])
  expect(told).toContain('bad ')
  expect(told).not.toContain(teamsSignature)
  expect(told).not.toContain(decodeURIComponent(teamsSignature))
})

describe('the shape of an address', () => {
  const flow = '/workflows/9f3c5d/triggers/manual/paths/invoke?api-version=2016-06-01&sp=x&sv=1.0&sig=abc'

  test.each([
    `https://prod-42.westeurope.logic.azure.com:443${flow}`,
    `https://prod-42.westeurope.logic.azure.com:443/powerautomate/automations/direct${flow}`,
    `https://default1f.ae.environment.api.powerplatform.com:443/powerautomate/automations/direct${flow}`
  ])('%s', address => expect(wrongWith(address, realHosts)).toBeNull())

  test.each([
    [`http://prod-42.westeurope.logic.azure.com${flow}`, 'not-a-flow'],
    [`https://prod-42.westeurope.logic.azure.com.evil.example${flow}`, 'not-a-flow'],
    [`https://evillogic.azure.com${flow}`, 'not-a-flow'],
    [`https://a:b@prod-42.westeurope.logic.azure.com${flow}`, 'not-a-flow'],
    [`https://prod-42.westeurope.logic.azure.com${flow.replace('sig=abc', 'sig=')}`, 'not-a-flow'],
    [`https://127.0.0.1${flow}`, 'not-a-flow'],
    ['https://armelin.webhook.office.com/webhookb2/a/IncomingWebhook/b/c', 'retired-address'],
    ['', 'not-a-flow']
  ])('%s', (address, wrong) => expect(wrongWith(address, realHosts)).toBe(wrong))

  test('is checked when it is typed, and before anything is sent', async () => {
    expect(() => connector.checkSecret?.('https://teams.microsoft.com/', {})).toThrow('bad-settings')
    expect(() => connector.checkSecret?.(standIn.url + teamsPath, {})).not.toThrow()
    expect(await send({ access: { secret: 'https://teams.microsoft.com/' } })).toMatchObject({
      outcome: 'refused',
      reason: 'bad-settings'
    })
  })
})

test('the trial asks the host and runs no flow', async () => {
  const access = { settings: {}, secret: proxy.url + teamsPath, tokens: null }
  expect(await connector.test(access, call)).toMatch(/^127\.0\.0\.1:\d+: HTTP 404$/)
  expect(proxy.requests.map(({ method, path }) => [method, path])).toEqual([['HEAD', '/']])
})
