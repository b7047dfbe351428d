import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyKit } from '../../../src/domain/share/kit.ts'
import { sociabble } from '../../../src/main/workspace/delivery/connectors/sociabble/sociabble.ts'
import { checkSettings, listSettings } from '../../../src/main/workspace/delivery/connectors/settings.ts'
import { sociabbleKey, sociabbleStandIn, type SociabbleStandIn } from '../../stand-ins/sociabble.ts'
import { sampleContent } from '../../support/approved.ts'
import { openFaultProxy, type FaultProxy } from '../../support/fault-proxy.ts'
import { call, parcel, picture } from '../../support/parcel.ts'

let standIn: SociabbleStandIn
let proxy: FaultProxy
beforeEach(async () => {
  standIn = await sociabbleStandIn()
  proxy = await openFaultProxy(standIn.url)
})
afterEach(async () => {
  await proxy.close()
  await standIn.close()
})

const connector = () => sociabble({ api: proxy.url, allowPrivate: true })
const kit = {
  ...emptyKit,
  link: 'https://armelin.example/usine',
  other: { title: 'Armelin opens a plant', subtitle: 'Forty jobs', messages: [] }
}
const content = { ...sampleContent, title: 'Armelin ouvre une usine', subtitle: 'Quarante emplois', kit }
const onLinkedIn = { ...parcel().post!, text: 'Fiers de cette usine !', lang: 'fr' as const }

function send(overrides: Parameters<typeof parcel>[0] = {}, settings: Record<string, string> = {}) {
  const access = { settings: { channels: 'Presse', ...settings }, secret: sociabbleKey, ...overrides.access }
  return connector().send(parcel({ content, posts: [onLinkedIn], ...overrides, access }), call)
}
type Passed = FaultProxy['requests'][number]
const isPost = ({ method, path }: Passed) => method === 'POST' && path.startsWith('/content/')

test('a release with a public page is put in its channels, in both languages, with one picture', async () => {
  const media = [picture('L’usine'), picture('Les équipes')]
  const delivery = { startedAt: '2026-11-26T06:30:00.000Z' }
  expect(await send({ media, delivery }, { channels: '5f0b, Presse', days: '90' })).toMatchObject({
    outcome: 'confirmed',
    remoteId: 'c1',
    remoteUrl: 'https://app.sociabble.example/content/c1'
  })
  expect(standIn.created[0]?.content).toEqual({
    channelIds: ['5f0b', '5f0a'],
    contentUrl: 'https://armelin.example/usine',
    isShareable: true,
    isOfficialContent: true,
    contents: [
      {
        language: 'fr',
        isDefault: true,
        title: 'Armelin ouvre une usine',
        description: 'Quarante emplois',
        proposedCommentForSharing: 'Fiers de cette usine !',
        mediaId: 'm1'
      },
      { language: 'en', isDefault: false, title: 'Armelin opens a plant', description: 'Forty jobs', mediaId: 'm1' }
    ],
    publicationEndDate: '2027-02-24T06:30:00.000Z'
  })
  expect(standIn.media).toMatchObject([{ visibility: 'public', type: 'image/jpeg' }])
  expect(standIn.media[0]?.bytes.toString()).toBe('jpeg of L’usine')
})

test('without a public page it is refused, with what is missing, before anything is asked', async () => {
  const refused = await send({ content: { ...content, kit: { ...kit, link: '' } } })
  expect(refused).toMatchObject({ outcome: 'refused', reason: 'unsendable', received: { missing: expect.any(String) } })
  expect(proxy.requests).toEqual([])
})

test('as internal news it needs no page, and its pictures stay private', async () => {
  const body = '## Le site\n\nUne **nouvelle usine**.\n\n- Quarante emplois\n'
  const result = await send(
    { content: { ...content, body, kit: { ...kit, link: '' } }, media: [picture('a'), picture('b')] },
    { as: 'internalnews' }
  )
  expect(result).toMatchObject({ outcome: 'confirmed' })
  expect(standIn.created).toMatchObject([{ kind: 'internalnews', live: true }])
  expect(standIn.created[0]?.content['contents']).toMatchObject([
    {
      language: 'fr',
      summary: 'Quarante emplois',
      description: 'Le site\n\nUne nouvelle usine.\n\nQuarante emplois',
      mediaIds: ['m1', 'm2']
    }
  ])
  expect(standIn.media.map(({ visibility }) => visibility)).toEqual(['private', 'private'])
})

test('a channel that is not there is a matter of settings', async () => {
  expect(await send({}, { channels: 'Presse, Sport' })).toMatchObject({
    outcome: 'refused',
    reason: 'bad-settings',
    received: { unknownChannels: ['Sport'] }
  })
  expect(proxy.requests.some(isPost)).toBe(false)
})

test.each([
  ['lose before', { outcome: 'unknown', reason: 'no-answer' }],
  ['lose after', { outcome: 'unknown', reason: 'no-answer' }],
  ['half a body', { outcome: 'unknown', reason: 'no-answer' }],
  ['wrong content type', { outcome: 'unknown' }],
  [{ after: 500 }, { outcome: 'unknown', reason: 'server-error' }],
  [{ status: 401 }, { outcome: 'unauthorized' }],
  [{ status: 403 }, { outcome: 'refused', reason: 'forbidden' }],
  [{ status: 413 }, { outcome: 'refused', reason: 'too-long' }],
  [{ status: 422 }, { outcome: 'refused', reason: 'refused' }],
  [
    { status: 429, headers: { 'retry-after': '5' } },
    { outcome: 'failed', reason: 'rate-limited', retryAfter: 5_000 }
  ]
] as const)('creating: %j', async (fault, result) => {
  proxy.when(isPost, fault)
  expect(await send()).toMatchObject(result)
})

test.each([
  ['lose after', { outcome: 'failed', reason: 'no-answer' }],
  [{ after: 500 }, { outcome: 'failed', reason: 'server-error' }],
  [{ status: 401 }, { outcome: 'unauthorized' }],
  [{ status: 415 }, { outcome: 'refused', reason: 'media-refused' }]
] as const)('a picture that does not arrive has no effect, so it may be tried again: %j', async (fault, result) => {
  proxy.when(({ path }) => path === '/medias', fault)
  expect(await send({ media: [picture('a')] })).toMatchObject(result)
  expect(standIn.created).toEqual([])
})

test('nothing is changed or taken back', async () => {
  expect(await send({ delivery: { action: 'update' } })).toMatchObject({ reason: 'cannot-update' })
  expect(await send({ delivery: { action: 'withdraw' }, content: null })).toMatchObject({ reason: 'cannot-withdraw' })
  expect(proxy.requests).toEqual([])
})

test('the key is in no evidence, even where the answer repeats it', async () => {
  proxy.when(isPost, { status: 400, body: `key ${sociabbleKey} unknown` })
  const told = JSON.stringify([await send(), connector().describe('d', { settings: {} })])
  expect(told).toContain('key ••• unknown')
  expect(told).not.toContain(sociabbleKey)
})

test('the trial lists the channels by name; a key that is not taken is said so', async () => {
  const access = { settings: {}, secret: sociabbleKey, tokens: null }
  expect(await connector().test(access, call)).toBe('Presse (5f0a), Vie du groupe (5f0b)')
  await expect(connector().test({ ...access, secret: 'another' }, call)).rejects.toMatchObject({
    code: 'destination-refused',
    params: { answer: 'HTTP 401' }
  })
})

test('settings say what they can be', () => {
  const { settings } = connector()
  expect(listSettings(settings)).toEqual([
    { key: 'channels', required: true },
    { key: 'as', required: false, choices: ['external', 'internalnews'], fallback: 'external' },
    { key: 'days', required: false }
  ])
  expect(() => checkSettings(settings, { channels: 'a', as: 'news' })).toThrow('bad-settings')
  expect(() => checkSettings(settings, { channels: 'a', days: '0' })).toThrow('bad-settings')
  expect(checkSettings(settings, { channels: ' a ', days: '90' })).toEqual({ channels: 'a', days: '90' })
})
