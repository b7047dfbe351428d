import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { translator } from '../../../src/messages/index.ts'
import { toErrorShape } from '../../../src/domain/errors.ts'
import { deliveryDesk, webhookSecret, type DeliveryDesk } from '../../support/delivery-desk.ts'

let desk: DeliveryDesk
beforeEach(async () => void (desk = await deliveryDesk()))
afterEach(() => desk.close())

const refused = (code: string, params: Record<string, unknown> = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) })
const add = async (connector: string, settings: Record<string, string>, name = 'Ici') =>
  desk.handlers['accounts.add']({ connector, name, settings })

test('the kinds of destination say what they are set up with', async () => {
  const kinds = await desk.handlers['accounts.connectors']({})
  expect(kinds.map(({ kind }) => kind).toSorted()).toEqual([...new Set(kinds.map(({ kind }) => kind))].toSorted())
  expect(kinds.find(({ kind }) => kind === 'webhook')).toEqual({
    kind: 'webhook',
    network: null,
    settings: [
      { key: 'url', required: true },
      { key: 'allowHost', required: false }
    ],
    secret: 'generated',
    can: { update: true, withdraw: true, look: false, metrics: 'file', handOff: false }
  })
})

describe('settings that cannot be used are named, with what is wrong', () => {
  const local = 'http://127.0.0.1:4000/hook'

  test.each([
    ['webhook', {}, 'url', 'missing'],
    ['webhook', { url: '  ' }, 'url', 'missing'],
    ['webhook', { url: 'ftp://x.example/' }, 'url', 'not-an-address'],
    ['webhook', { url: 'https://user:word@x.example/' }, 'url', 'not-an-address'],
    ['webhook', { url: 'javascript:alert(1)' }, 'url', 'not-an-address'],
    ['webhook', { url: 'http://x.example/' }, 'url', 'needs-https'],
    ['webhook', { url: local }, 'url', 'needs-https'],
    ['webhook', { url: local, allowHost: 'localhost' }, 'allowHost', 'not-its-host'],
    ['webhook', { url: 'https://x.example/', color: 'red' }, 'color', 'unknown-key'],
    ['webhook', { url: `https://x.example/${'a'.repeat(2_000)}` }, 'url', 'too-long'],
    ['feed', {}, 'folder', 'missing'],
    ['feed', { folder: 'flux' }, 'folder', 'not-a-folder'],
    ['feed', { folder: '/dev/null/flux' }, 'folder', 'not-a-folder'],
    ['feed', { folder: '/tmp', link: 'presse' }, 'link', 'not-an-address'],
    ['feed', { folder: '/tmp', language: 'français' }, 'language', 'not-a-language']
  ])('%s %j: %s %s', async (connector, settings, key, problem) => {
    await expect(add(connector, settings as Record<string, string>)).rejects.toEqual(
      refused('bad-settings', { key, problem })
    )
    expect(await desk.handlers['accounts.list']({})).toEqual([])
  })

  test('in words of either language', async () => {
    const { code, params } = await add('webhook', { url: 'http://x.example/' }).then(
      () => expect.unreachable(),
      toErrorShape
    )
    expect(translator('en')(`errors.${code}`, params)).toBe(
      'The setting “url” cannot be used: it must begin with https://, or name its host as allowed. Nothing was changed.'
    )
    expect(translator('fr')(`errors.${code}`, params)).toContain('elle doit commencer par https://')
  })

  test('a kind that is not there is answered with those that are', async () => {
    await expect(add('pigeon', {})).rejects.toEqual(
      refused('connector-unknown', { kind: 'pigeon', known: expect.stringContaining('feed') })
    )
  })
})

describe('the secret of a webhook', () => {
  const url = 'https://hooks.armelin.example/relais'

  test('is made where none is given, shown once, and sealed', async () => {
    const { secret, ...account } = await add('webhook', { url })
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(account.hasSecret).toBe(true)
    expect(await desk.handlers['accounts.list']({})).toEqual([account])
    const rows = JSON.stringify(await desk.workspace.context.read.selectFrom('account').selectAll().execute())
    expect(rows).not.toContain(secret!.slice(6, -1))
  })

  test.each([
    'whsec_',
    'whsec_c2hvcnQ=',
    'not base64 at all, but long enough to be a secret',
    `whsec_${Buffer.alloc(65).toString('base64')}`
  ])('%j is none', async secret => {
    const adding = Promise.resolve(
      desk.handlers['accounts.add']({ connector: 'webhook', name: 'Ici', settings: { url }, secret })
    )
    await expect(adding).rejects.toEqual(refused('bad-settings', { key: 'secret', problem: 'not-a-secret' }))
  })

  test('comes from the environment before all, and is then not kept', async () => {
    process.env['RELAIS_SECRET_PRESSE_R_GIONALE_2'] = webhookSecret
    try {
      const account = await desk.handlers['accounts.add']({
        connector: 'webhook',
        name: 'Presse régionale 2',
        settings: { url: desk.receiver.url, allowHost: 'true' },
        secret: `whsec_${Buffer.alloc(24).toString('base64')}`
      })
      expect(account).toMatchObject({ hasSecret: true })
      expect(account).not.toHaveProperty('secret')
      expect(await desk.workspace.context.read.selectFrom('account').select('sealed_secret').execute()).toEqual([
        { sealed_secret: null }
      ])
      desk.workspace.context.session.vaultKey = null
      await desk.plan([account])
      expect(await desk.deliver()).toMatchObject({ confirmed: 1 })
    } finally {
      delete process.env['RELAIS_SECRET_PRESSE_R_GIONALE_2']
    }
  })

  test('that cannot be opened holds what would be signed with it, until somebody is unlocked', async () => {
    const [planned] = await desk.plan([await desk.addWebhook()])
    const { session } = desk.workspace.context
    const { vaultKey } = session
    session.vaultKey = null
    await desk.deliver()
    expect((await desk.get(planned!.id)).delivery).toMatchObject({ state: 'held', reason: 'secret-locked' })
    session.vaultKey = vaultKey
    await desk.deliver()
    expect((await desk.get(planned!.id)).delivery.state).toBe('confirmed')
  })

  test('that is made while nobody is unlocked is shown, not kept, and asked for at sending', async () => {
    desk.workspace.context.session.vaultKey = null
    const { secret, ...account } = await add('webhook', { url: desk.receiver.url, allowHost: '127.0.0.1' })
    expect(secret).toMatch(/^whsec_/)
    expect(account.hasSecret).toBe(false)
    const [planned] = await desk.plan([account])
    await desk.deliver()
    expect((await desk.get(planned!.id)).delivery).toMatchObject({ state: 'held', reason: 'secret-locked' })
  })
})

test('a destination stays where its posts are', async () => {
  const { id, ...account } = await desk.addWebhook()
  const change = async (settings: Record<string, string>) => desk.handlers['accounts.change']({ id, settings })
  const elsewhere = { ...account.settings, url: `${desk.receiver.url}/elsewhere` }
  expect(await change(elsewhere)).toMatchObject({ settings: elsewhere })
  await change(account.settings)
  await desk.plan([{ id, ...account }])
  await desk.deliver()
  await expect(change(elsewhere)).rejects.toEqual(refused('account-has-posts', { name: 'Presse' }))
  expect(await change({ ...account.settings, allowHost: 'true' })).toMatchObject({
    settings: { url: account.settings['url'], allowHost: 'true' }
  })
})

test('a name is taken once, in capitals or not, and free again after removal', async () => {
  const first = await desk.addFeed('Presse')
  await expect(desk.addFeed('PRESSE')).rejects.toEqual(refused('account-exists', { name: 'PRESSE' }))
  await desk.handlers['accounts.remove']({ id: first.id })
  expect(await desk.handlers['accounts.list']({})).toEqual([])
  expect(await desk.addFeed('Presse')).toMatchObject({ name: 'Presse' })
})

test('two feeds do not share a folder, however it is written', async () => {
  const { settings } = await desk.addFeed('Un')
  const folder = settings['folder']!
  for (const written of [folder, `${folder}/`, `${folder}/./`, `${folder}/x/..`])
    await expect(add('feed', { folder: written }, 'Deux')).rejects.toEqual(
      refused('bad-settings', { key: 'folder', problem: 'folder-taken' })
    )
  expect((await add('feed', { folder: `${folder} 2/` }, 'Deux')).settings).toEqual({ folder: `${folder} 2` })
})

test('a destination with deliveries to come is not removed; one with a past keeps it', async () => {
  const account = await desk.addWebhook()
  const [planned] = await desk.plan([account])
  await expect(Promise.resolve(desk.handlers['accounts.remove']({ id: account.id }))).rejects.toEqual(
    refused('account-in-use', { name: 'Presse' })
  )
  await desk.deliver()
  await desk.handlers['accounts.remove']({ id: account.id })
  expect((await desk.get(planned!.id)).delivery).toMatchObject({ accountName: 'Presse', state: 'confirmed' })
  expect(await desk.workspace.context.read.selectFrom('account').select('sealed_secret').execute()).toEqual([
    { sealed_secret: null }
  ])
  await expect(desk.plan([account])).rejects.toEqual(refused('account-missing'))
})

describe('testing a destination has no effect there', () => {
  test('a webhook is reached without a message', async () => {
    const { id } = await desk.addWebhook()
    expect(await desk.handlers['accounts.test']({ id })).toEqual({ ok: true, detail: 'HTTP 405' })
    expect(desk.receiver).toMatchObject({ requests: [], effects: [], looks: 1 })
  })

  test('a webhook that nobody listens for is said to be out of reach', async () => {
    const { id } = await desk.addWebhook()
    await desk.receiver.close()
    await expect(Promise.resolve(desk.handlers['accounts.test']({ id }))).rejects.toEqual(refused('network-failed'))
  })

  test('a private address is refused where the account does not allow it', async () => {
    const { id } = await add('webhook', { url: desk.receiver.url.replace('http:', 'https:') })
    await expect(Promise.resolve(desk.handlers['accounts.test']({ id }))).rejects.toEqual(refused('address-refused'))
  })

  test('a feed’s folder is looked at, and not made anew', async () => {
    const { id, settings } = await desk.addFeed()
    expect(existsSync(settings['folder']!)).toBe(true)
    expect(await desk.handlers['accounts.test']({ id })).toEqual({ ok: true, detail: settings['folder'] })
    writeFileSync(join(desk.workspace.folder, 'file'), '')
    await desk.workspace.context.write(trx =>
      trx
        .updateTable('account')
        .set({ settings: JSON.stringify({ folder: join(desk.workspace.folder, 'file', 'x') }) })
        .execute()
    )
    await expect(Promise.resolve(desk.handlers['accounts.test']({ id }))).rejects.toEqual(
      refused('bad-settings', { key: 'folder' })
    )
  })
})

test('who only approves sets up nothing and sends nothing, and nobody does at a locked desk', async () => {
  const account = await desk.addWebhook()
  const [planned] = await desk.plan([account])
  const { session } = desk.workspace.context
  const acts = [
    () => add('webhook', { url: 'https://x.example/' }),
    () => desk.handlers['accounts.remove']({ id: account.id }),
    () => desk.handlers['accounts.test']({ id: account.id }),
    () => desk.handlers['outbox.plan']({ release: planned!.releaseId, accounts: [account.id] }),
    () => desk.handlers['outbox.retry']({ id: planned!.id }),
    () => desk.handlers['outbox.cancel']({ id: planned!.id }),
    () => desk.handlers['outbox.reconcile']({ id: planned!.id, is: 'live' as const }),
    () => desk.handlers['outbox.withdraw']({ release: planned!.releaseId }),
    () => desk.handlers['outbox.hold']({ held: true })
  ]
  for (const [actor, code] of [
    [desk.workspace.people.approver, 'not-allowed'],
    [null, 'locked']
  ] as const) {
    session.actor = actor
    for (const act of acts) await expect((async () => act())()).rejects.toEqual(refused(code))
  }
})
