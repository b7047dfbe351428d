import { afterEach, beforeEach, expect, test } from 'vitest'
import { messageOf } from '../../../src/main/workspace/delivery/connectors/slack/blocks.ts'
import { slack } from '../../../src/main/workspace/delivery/connectors/slack/slack.ts'
import { slackPath, slackStandIn, slackToken, type SlackStandIn } from '../../stand-ins/slack.ts'
import { openFaultProxy, type FaultProxy } from '../../support/fault-proxy.ts'
import { call, parcel } from '../../support/parcel.ts'

let standIn: SlackStandIn
let proxy: FaultProxy
beforeEach(async () => {
  standIn = await slackStandIn()
  proxy = await openFaultProxy(standIn.url)
})
afterEach(async () => {
  await proxy.close()
  await standIn.close()
})

const connector = () => slack({ hooks: proxy.url, allowPrivate: true })
const link = 'https://armelin.example/usine?a=1&utm_source=slack'
const text = `Armelin & fils : <usine> à Landelles, @here\n\n${link}`
const send = (overrides: Parameters<typeof parcel>[0] = {}) =>
  connector().send(
    parcel({ post: { text, link }, ...overrides, access: { secret: proxy.url + slackPath, ...overrides.access } }),
    call
  )

test('a message is shown as it was signed: nothing in it is markup but its link', async () => {
  expect(await send()).toMatchObject({
    outcome: 'confirmed',
    remoteId: null,
    remoteUrl: null,
    received: { status: 200 }
  })
  expect(standIn.shown).toMatchObject([{ text, live: true }])
  const escaped = 'Armelin &amp; fils : &lt;usine&gt; à Landelles, @here'
  const linked = '<https://armelin.example/usine?a=1&amp;utm_source=slack>'
  expect(standIn.shown[0]?.message).toEqual({
    text: `${escaped}\n\n${linked}`,
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: `${escaped}\n\n${linked}`, verbatim: true } }]
  })
})

const post = parcel().post!
const sections = (text: string, link: string | null = null) =>
  messageOf({ ...post, text, link }).blocks.map(block => block.text.text)

test('a link that is not in the text comes last; a longer address that begins alike is left alone', () => {
  expect(sections('Lire', 'https://a.example/')).toEqual(['Lire\n\n<https://a.example/>'])
  expect(sections('https://a.example/b, puis https://a.example/.', 'https://a.example/')).toEqual([
    'https://a.example/b, puis <https://a.example/>.'
  ])
  expect(sections('prix : $& et $1', 'https://a.example/$&')).toEqual([
    'prix : $&amp; et $1\n\n<https://a.example/$&amp;>'
  ])
})

test('long texts are cut between paragraphs, lines or words, and never within a character', () => {
  const words = `${'mot '.repeat(700)}\n\n${'ligne\n'.repeat(600)}`.trim()
  const parts = sections(words)
  expect(parts.every(part => part.length <= 3_000)).toBe(true)
  expect(parts.join(' ').split(/\s+/)).toEqual(words.split(/\s+/))
  for (const odd of ['&'.repeat(2_999), `${'a'.repeat(2_999)}${'👩‍👩‍👧'.repeat(20)}`]) {
    const cut = sections(odd)
    expect(cut.every(part => part.length <= 3_000)).toBe(true)
    expect(cut.join('').replaceAll('&amp;', '&')).toBe(odd)
    expect(cut.some(part => /\p{Surrogate}/u.test(part))).toBe(false)
  }
})

test('more than fifty blocks are refused before the call', async () => {
  expect(await send({ post: { text: 'mot '.repeat(38_000), link: null } })).toMatchObject({
    outcome: 'refused',
    reason: 'too-long',
    received: { blocks: 51, most: 50 }
  })
  expect(proxy.requests).toEqual([])
})

test.each([
  ['invalid_payload', { outcome: 'refused', reason: 'refused' }],
  ['no_text', { outcome: 'refused', reason: 'refused' }],
  ['channel_not_found', { outcome: 'unauthorized' }],
  ['channel_is_archived', { outcome: 'unauthorized' }],
  ['action_prohibited', { outcome: 'unauthorized' }],
  ['posting_to_general_channel_denied', { outcome: 'unauthorized' }],
  ['no_service', { outcome: 'unauthorized' }],
  ['no_active_hooks', { outcome: 'unauthorized' }],
  ['no_team', { outcome: 'unauthorized' }],
  ['team_disabled', { outcome: 'unauthorized' }],
  ['invalid_token', { outcome: 'unauthorized' }]
])('%s', async (error, result) => {
  standIn.refuse(error)
  expect(await send()).toMatchObject({ ...result, received: { body: error } })
  expect(standIn.shown).toEqual([])
})

test.each([
  [{ status: 403 }, { outcome: 'refused', reason: 'forbidden' }],
  [
    { status: 500, body: 'rollup_error' },
    { outcome: 'unknown', reason: 'server-error' }
  ],
  ['wrong content type', { outcome: 'unknown' }],
  ['half a body', { outcome: 'unknown', reason: 'no-answer' }],
  ['lose after', { outcome: 'unknown', reason: 'no-answer' }]
] as const)('%j', async (fault, result) => {
  proxy.next(fault)
  expect(await send()).toMatchObject(result)
})

test('one message too many a second waits as long as Slack says', async () => {
  standIn.limit(30)
  expect(await send()).toMatchObject({ outcome: 'failed', reason: 'rate-limited', retryAfter: 30_000 })
})

test('nothing is changed or taken back', async () => {
  for (const [action, reason] of [
    ['update', 'cannot-update'],
    ['withdraw', 'cannot-withdraw']
  ] as const)
    expect(await send({ delivery: { action } })).toMatchObject({ outcome: 'refused', reason })
  expect(proxy.requests).toEqual([])
})

test('the address is in no evidence, even where the answer repeats it', async () => {
  proxy.next({ status: 400, body: `bad ${slackPath} and ${slackToken}` })
  const told = JSON.stringify([await send(), connector().describe('d', { settings: {} })])
  expect(told).toContain('bad ')
  expect(told).not.toContain(slackToken)
})

test('only the address of an incoming webhook is taken', () => {
  const real = slack()
  const hook = 'https://hooks.slack.com/services/T0AB/B0CD/abcdef'
  expect(() => real.checkSecret?.(hook, {})).not.toThrow()
  for (const wrong of [
    hook.replace('https', 'http'),
    hook.replace('slack.com', 'slack.com.evil.example'),
    hook.replace('services', 'triggers'),
    hook.replace('https://', 'https://a:b@'),
    `${hook}?x=1`,
    'xoxb-1-2-3',
    ''
  ])
    expect(() => real.checkSecret?.(wrong, {}), wrong).toThrow('bad-settings')
})

test('the trial posts nothing, and says whether the webhook lives', async () => {
  const access = (secret: string) => ({ settings: {}, secret, tokens: null })
  expect(await connector().test(access(proxy.url + slackPath), call)).toBe('HTTP 400: no_text')
  const dead = connector().test(access(`${proxy.url}/services/T00000000/B0/gone`), call)
  await expect(dead).rejects.toMatchObject({ code: 'destination-refused', params: { answer: 'invalid_token' } })
  expect(standIn.shown).toEqual([])
})
