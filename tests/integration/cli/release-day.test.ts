import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Attempt, Delivery } from '../../../src/domain/delivery/delivery.ts'
import type { ShareKit } from '../../../src/domain/share/kit.ts'
import type { Post } from '../../../src/domain/share/post.ts'
import type { Account, Place, Preview } from '../../../src/preload/contract/delivery.ts'
import { mastodonStandIn, mastodonToken, type MastodonStandIn } from '../../stand-ins/mastodon.ts'
import { photo } from '../../support/pictures.ts'
import { newReceiver } from './receiver.ts'
import { relais, terminalAt, type Failed } from './relais.ts'

/** A release day from a terminal alone, from an empty folder to the withdrawal: each command builds on those before it. */
let folder: string
let receiver: Awaited<ReturnType<typeof newReceiver>>
let mastodon: MastodonStandIn
let release: string

const passphrase = 'une phrase secrète, longue'
const env = { RELAIS_PASSPHRASE: passphrase, RELAIS_SECRET_ARMELIN_SOCIAL: mastodonToken }
const path = (name: string): string => join(folder, name)
const file = (): string => path('armelin.relais')
const run = <T = Record<string, unknown>>(...args: string[]) => terminalAt(file(), env)<T>(...args)
const asOmar = ['--as', 'Omar Petit']

// Dozens of processes, each of which reads the whole engine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })

type Sent = { deliveries: (Delivery & { attempts: Attempt[] })[] }
type Kept = { kit: ShareKit; made: number; approvalVoided: boolean }
type Shown = Place & { next: string | null }

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relais day '))
  receiver = await newReceiver()
  mastodon = await mastodonStandIn()
})

afterAll(async () => {
  await Promise.all([receiver.close(), mastodon.close()])
  rmSync(folder, { recursive: true, force: true })
})

const places = async (): Promise<Shown[]> => (await run<{ places: Shown[] }>('places', release)).answer.places
const placeOf = async (name: string) => (await places()).find(({ accountName }) => accountName === name)

test('a workspace, its people, and a release', async () => {
  const made = ['--name', 'Ada Brun', '--email', 'ada@armelin.example', '--zone', 'Europe/Paris', '--lang', 'fr']
  expect((await run('init', ...made, '--organisation', 'Armelin')).code).toBe(0)
  await run('person', 'add', 'Omar Petit', '--email', 'omar@armelin.example', '--role', 'officer')
  await run('person', 'add', 'Alma Roy', '--email', 'alma@armelin.example', '--role', 'approver')
  writeFileSync(
    path('usine.md'),
    '# Armelin ouvre une usine à Landelles\n\nL’usine emploiera 240 personnes dès la rentrée. Elle recycle l’eau de ses cuves. « Nous attendions ce jour », dit Jeanne Colin, directrice du site.\n'
  )
  const { answer } = await run<{ imported: { id: string }[] }>('import', path('usine.md'), ...asOmar)
  release = answer.imported[0]?.id ?? ''
  expect(release).toMatch(/^[0-9a-f-]{36}$/)
})

test('the house’s rules and the first texts of the share kit', async () => {
  const rules = [
    '--disclosure-fr',
    '#salarié',
    '--hashtags',
    'Armelin',
    '--medium',
    'social',
    '--blocked',
    'révolutionnaire'
  ]
  expect((await run('rules', 'set', ...rules)).answer).toMatchObject({
    rules: { disclosure: { fr: '#salarié', en: '' }, blocked: ['révolutionnaire'], hashtags: ['Armelin'] }
  })
  expect((await run('rules', 'set', '--blocked', '')).answer).toMatchObject({
    rules: { blocked: [], medium: 'social' }
  })
  writeFileSync(path('kit.json'), JSON.stringify({ link: 'https://armelin.example/landelles', campaign: 'landelles' }))
  expect((await run('kit', 'set', release, path('kit.json'), ...asOmar)).code).toBe(0)
  const first = await run<Kept>('kit', 'first', release, ...asOmar)
  expect(first.code).toBe(0)
  expect(first.answer.made).toBe(first.answer.kit.copies.length)
  const texts = first.answer.kit.copies.filter(({ network }) => network === 'mastodon').map(({ text }) => text)
  expect(new Set(texts).size).toBe(3)
  for (const text of texts) expect(text).toContain('#salarié')
  expect((await run<Kept>('kit', 'first', release, ...asOmar)).answer.made).toBe(0)
})

test('a kit goes out to a file and back in, and a file that is none is refused by its first wrong field', async () => {
  const { answer } = await run<{ kit: ShareKit; posts: Post[] }>('kit', 'show', release)
  expect(answer.posts.find(({ copy }) => copy === 'mastodon-fr-1')?.text).toContain('utm_source=mastodon')
  writeFileSync(path('kit.json'), JSON.stringify(answer))
  expect((await run<Kept>('kit', 'set', release, path('kit.json'), ...asOmar)).answer.kit).toEqual(answer.kit)
  const wrong: [object, string, RegExp][] = [
    [{ copies: [{ id: 'a', network: 'minitel', lang: 'fr', text: 'x' }] }, 'copies.0.network', /one of: linkedin, x/],
    [{ copies: [{ id: 'a', network: 'x', lang: 'fr' }] }, 'copies.0.text', /missing/],
    [{ title: 'x' }, 'title', /no such field/],
    [{ messages: 'one' }, 'messages', /wrong kind/]
  ]
  for (const [kit, where, words] of wrong) {
    writeFileSync(path('wrong.json'), JSON.stringify(kit))
    expect(await run<Failed>('kit', 'set', release, path('wrong.json'), ...asOmar)).toMatchObject({
      code: 1,
      answer: { error: { code: 'kit-file', where, message: expect.stringMatching(words) } }
    })
  }
  writeFileSync(path('wrong.json'), JSON.stringify({ destinations: ['Nowhere'] }))
  const failed = await run<Failed>('kit', 'set', release, path('wrong.json'), ...asOmar)
  expect(failed.answer.error.code).toBe('account-missing')
  expect((await run<{ kit: ShareKit }>('kit', 'show', release)).answer.kit).toEqual(answer.kit)
})

test('a picture is attached, and the check says what stands in the way until it is there', async () => {
  writeFileSync(path('cuve.jpg'), await photo())
  expect((await run('kit', 'attach', release, path('cuve.jpg'), ...asOmar)).code).toBe(0)
  const lacking = await run<{ problems: { place: string; code: string; stops: boolean }[] } & Failed>(
    'kit',
    'check',
    release
  )
  expect(lacking).toMatchObject({ code: 1, answer: { error: { code: 'kit-unready' } } })
  expect(lacking.answer.problems.filter(({ stops }) => stops).map(({ place, code }) => `${place} ${code}`)).toEqual([
    'picture alt-missing',
    'picture credit-missing',
    'picture licence-missing',
    'picture consent-missing'
  ])
  const known = ['--alt', 'Une cuve', '--credit', 'Armelin', '--licence', 'own', '--consent', 'not-needed']
  const attached = await run<Kept>(
    'kit',
    'attach',
    release,
    path('cuve.jpg'),
    ...known,
    '--expires',
    'never',
    ...asOmar
  )
  expect(attached.answer.kit.media).toMatchObject([
    { name: 'cuve.jpg', alt: 'Une cuve', credit: 'Armelin', expires: null }
  ])
  expect(await run('kit', 'check', release)).toMatchObject({ code: 0 })
  const { stdout } = await relais(['kit', 'check', release, '--workspace', file(), '--ui-lang', 'fr'], { env })
  expect(stdout).toContain('Rien')
})

test('it is signed, kit and all', async () => {
  expect((await run('submit', release, ...asOmar)).code).toBe(0)
  expect((await run('decide', release, '--verdict', 'approve', '--as', 'Alma Roy')).code).toBe(0)
  expect(await run('verify', release)).toMatchObject({ code: 0, answer: { problems: [] } })
})

test('destinations are set up: a secret from the environment stays there, and one that is missing is asked for', async () => {
  const social = ['--name', 'Armelin Social', '--set', `server=${mastodon.url}`, 'allowHost=127.0.0.1']
  const added = await run<{ account: Account }>('account', 'add', 'mastodon', ...social)
  expect(added).toMatchObject({ code: 0, answer: { account: { hasSecret: true } } })
  expect(readFileSync(file()).includes(mastodonToken)).toBe(false)
  const bare = await relais(['account', 'add', 'mastodon', ...social, '--json', '--workspace', file()])
  expect(JSON.parse(bare.stdout)).toMatchObject({
    error: { code: 'secret-needed', variable: 'RELAIS_SECRET_ARMELIN_SOCIAL' }
  })
  const hook = ['--name', 'Intranet', '--set', `url=${receiver.url}`, 'allowHost=127.0.0.1']
  const webhook = await run<{ secret: string }>('account', 'add', 'webhook', ...hook)
  receiver.trust(webhook.answer.secret)
  await run('account', 'add', 'facebook', '--name', 'Page', '--set', `folder=${path('page')}`)
  const { answer } = await run<{ accounts: (Account & { health: string })[] }>('account', 'list')
  expect(answer.accounts.map(({ name, health }) => [name, health])).toEqual([
    ['Armelin Social', 'ready'],
    ['Intranet', 'ready'],
    ['Page', 'ready']
  ])
  expect(await run('account', 'test', 'Armelin Social')).toMatchObject({ code: 0, answer: { ok: true } })
  const without = await terminalAt(file())<{ accounts: { name: string; health: string }[] }>('account', 'list')
  expect(without.answer.accounts[0]).toMatchObject({ health: 'secret' })
})

test('a secret is moved into the workspace, settings are changed, and what leads elsewhere asks for it anew', async () => {
  expect((await run<{ account: Account }>('account', 'secret', 'Armelin Social')).answer.account.hasSecret).toBe(true)
  const bare = terminalAt(file(), { RELAIS_PASSPHRASE: passphrase })
  expect(await bare('account', 'test', 'Armelin Social')).toMatchObject({ code: 0 })
  const unlisted = await bare<{ account: Account }>(
    'account',
    'change',
    'Armelin Social',
    '--set',
    'visibility=unlisted'
  )
  expect(unlisted.answer.account).toMatchObject({
    settings: { server: mastodon.url, visibility: 'unlisted' },
    hasSecret: true
  })
  const back = await bare<{ account: Account }>('account', 'change', 'Armelin Social', '--set', 'visibility=')
  expect(back.answer.account.settings).not.toHaveProperty('visibility')
  expect((await bare('account', 'change', 'Page', '--set', 'folder=/tmp')).code).toBe(2)
  const away = [
    'change',
    'Armelin Social',
    '--set',
    `server=${mastodon.url.replace('127.0.0.1', 'localhost')}`,
    'allowHost=localhost'
  ]
  expect((await bare<{ account: Account }>('account', ...away)).answer.account.hasSecret).toBe(false)
  const home = ['change', 'Armelin Social', '--set', `server=${mastodon.url}`, 'allowHost=127.0.0.1']
  expect((await run<{ account: Account }>('account', ...home)).answer.account.hasSecret).toBe(true)
  expect((await run<Failed>('account', 'connect', 'Armelin Social')).answer.error.code).toBe('no-sign-in')
  expect((await run<Failed>('account', 'secret', 'Page')).answer.error.code).toBe('secret-needed')
})

test('a preview shows what would go, and plans nothing', async () => {
  const accounts = ['--account', 'Armelin Social', 'Intranet', 'Page']
  const { code, answer } = await run<{ previews: Preview[] }>('plan', release, ...accounts, '--preview', ...asOmar)
  expect(code).toBe(0)
  expect(answer.previews).toMatchObject([
    {
      accountName: 'Armelin Social',
      action: 'publish',
      hold: null,
      post: { network: 'mastodon', copy: 'mastodon-fr-1' }
    },
    { accountName: 'Intranet', post: null, problems: [] },
    { accountName: 'Page', post: { network: 'facebook' } }
  ])
  expect((await run<{ total: number }>('outbox')).answer.total).toBe(0)
  const { stdout } = await relais(['plan', release, ...accounts, '--preview', '--workspace', file()], { env })
  expect(stdout).toContain('#salarié')
})

test('the plan is rehearsed: the same sheet each time, and nothing has left', async () => {
  const accounts = ['--account', 'Armelin Social', 'Intranet', 'Page']
  const planned = await run<Sent>('plan', release, ...accounts, ...asOmar)
  expect(planned.answer.deliveries.map(({ state }) => state)).toEqual(['planned', 'planned', 'planned'])
  const sheets: string[] = []
  for (const name of ['one.md', 'two.md']) {
    const ran = await run('rehearse', '--zone', 'America/New_York', 'Asia/Tokyo', '--out', path(name))
    expect(ran).toMatchObject({ code: 0, answer: { deliveries: 3, file: path(name) } })
    sheets.push(readFileSync(path(name), 'utf8'))
  }
  expect(sheets[0]).toBe(sheets[1])
  for (const words of ['Armelin Social', 'Intranet', 'Tokyo', 'New York']) expect(sheets[0]).toContain(words)
  expect(receiver.tries()).toBe(0)
  expect(mastodon.effects()).toEqual([])
})

test('everything can be held by one switch', async () => {
  expect((await run('hold', 'on')).answer).toEqual({ held: true })
  expect(await run('deliver', '--once')).toMatchObject({ code: 1, answer: { confirmed: 0, held: 3 } })
  expect((await run('hold')).answer).toEqual({ held: true })
  expect((await run('hold', 'off', ...asOmar)).answer).toEqual({ held: false })
  expect(receiver.tries()).toBe(0)
})

test('it is delivered, each once; the package waits for a person, who says where it is', async () => {
  // The package is ready, but nobody has taken it there: that is not yet all that was asked.
  expect(await run<Sent>('deliver', '--once')).toMatchObject({ code: 1, answer: { confirmed: 2 } })
  expect(receiver.effects.size).toBe(1)
  expect(mastodon.effects()).toMatchObject([{ live: true, text: expect.stringContaining('#salarié') }])
  expect(mastodon.statuses[0]?.media).toHaveLength(1)
  expect(await placeOf('Page')).toMatchObject({
    next: 'placed',
    holds: null,
    latest: { state: 'unconfirmed', reason: 'awaiting-person' }
  })
  const { id } = (await placeOf('Page'))?.latest ?? { id: '' }
  const url = 'https://facebook.example/armelin/1'
  expect(await run('reconcile', id, '--is', 'live', '--url', url)).toMatchObject({
    code: 0,
    answer: { deliveries: [{ state: 'confirmed', remoteUrl: url }] }
  })
  for (const place of await places())
    expect(place).toMatchObject({ next: null, holds: { revisionNumber: 1, current: true } })
})

test('the outbox is narrowed by destination, day and state', async () => {
  const total = async (...args: string[]) => (await run<{ total: number }>('outbox', ...args)).answer.total
  expect(await total()).toBe(3)
  expect(await total('--account', 'Intranet', '--state', 'confirmed')).toBe(1)
  expect(await total('--to', '2020-01-01')).toBe(0)
  expect(await total('--from', '2020-01-01', '--release', release)).toBe(3)
})

test('a correction reaches every place, by Relais or by hand', async () => {
  await run('edit', release, '--subtitle', 'Rectifié', ...asOmar)
  await run('kit', 'first', release, '--anew', ...asOmar)
  await run('submit', release, ...asOmar)
  await run('decide', release, '--verdict', 'approve', '--as', 'Alma Roy')
  for (const place of await places()) expect(place.holds).toMatchObject({ current: false })
  const planned = await run<Sent>('plan', release, '--account', 'Armelin Social', 'Intranet', ...asOmar)
  expect(planned.answer.deliveries.map(({ action }) => action)).toEqual(['update', 'update'])
  receiver.failNext(1)
  expect(await run('deliver', '--once')).toMatchObject({ code: 1, answer: { confirmed: 1 } })
  const again = (await run<Sent>('outbox', '--state', 'failed-retryable')).answer.deliveries[0]?.id ?? ''
  expect((await run('retry')).code).toBe(2)
  expect((await run('retry', again, '--all')).code).toBe(2)
  expect((await run<Sent>('retry', again.slice(-8))).answer.deliveries).toMatchObject([{ id: again }])
  expect(await run('deliver', '--once')).toMatchObject({ code: 0, answer: { confirmed: 1 } })
  expect(await placeOf('Armelin Social')).toMatchObject({ holds: { revisionNumber: 2, current: true } })
  expect((await run('retry', '--all', '--account', 'Intranet')).answer).toEqual({ retried: 0, left: 0 })
  const some = await run<Failed & { failed: object[] }>('cancel', again, planned.answer.deliveries[0]?.id ?? '')
  expect(some).toMatchObject({ code: 1, answer: { error: { code: 'some-failed' }, failed: [{ id: again }, {}] } })
  expect((await run<Failed>('look', again)).answer.error.code).toMatch(/delivery-state|cannot-look|not-reconcilable/)
})

test('it is withdrawn everywhere; where that is by hand, a person says when it is done', async () => {
  await run('withdraw', release, ...asOmar)
  await run('deliver', '--once')
  expect(mastodon.effects()).toMatchObject([{ live: false }])
  expect(receiver.effects.size).toBe(3)
  const page = await placeOf('Page')
  expect(page).toMatchObject({ next: 'placed', latest: { action: 'withdraw' } })
  expect((await run('reconcile', page?.latest.id ?? '', '--is', 'live')).code).toBe(0)
  for (const { holds, next } of await places()) expect({ holds, next }).toEqual({ holds: null, next: null })
  expect(await run('verify')).toMatchObject({ code: 0, answer: { problems: [] } })
})

test('people read all of it in their own language, without a key, a code or a gap', async () => {
  const commands = [
    ['places', release],
    ['kit', 'show', release],
    ['rules', 'show'],
    ['account', 'list'],
    ['hold'],
    ['outbox']
  ]
  for (const command of commands) {
    const { code, stdout } = await relais([...command, '--workspace', file(), '--ui-lang', 'fr'], { env })
    expect(code, command.join(' ')).toBe(0)
    expect(stdout, command.join(' ')).not.toMatch(
      /undefined|null|\{\{|NaN|\b(cli|delivery|share|releases|review|people|errors)\.[a-z]/
    )
  }
})
