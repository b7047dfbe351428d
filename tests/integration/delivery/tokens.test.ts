import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { connectors } from '../../../src/main/workspace/delivery/connectors/index.ts'
import { deliveryHandlers } from '../../../src/main/workspace/delivery/delivery.handlers.ts'
import { pillarDesk, type PillarDesk } from '../../support/pillar-desk.ts'

let desk: PillarDesk
const open = async (options: Parameters<typeof pillarDesk>[0] = {}): Promise<PillarDesk> =>
  (desk = await pillarDesk({ tokens: true, secret: 'given', ...options }))
afterEach(async () => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
  await desk.close()
})

const confirmed = expect.objectContaining({ state: 'confirmed' })
const signIn = { state: 'held', reason: 'sign-in', remoteId: null }
const accountNow = async () => (await desk.handlers['accounts.list']({})).find(({ id }) => id === desk.account.id)!
const sealedTokens = (): string | null =>
  desk.workspace.context.sqlite
    .prepare<[], { sealed_tokens: string | null }>('SELECT sealed_tokens FROM account')
    .get()!.sealed_tokens

/** Plans several texts at once. */
async function planned(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let number = 1; number <= count; number++)
    ids.push((await desk.plan([desk.account], { title: `Texte ${number}` }))[0]!.id)
  return ids
}

describe('tokens', () => {
  test('are asked for where there are none, once for all that wait, and kept for the next', async () => {
    await open()
    const ids = await planned(5)
    await desk.deliver()
    for (const id of ids) expect(await desk.rowOf(id)).toEqual(confirmed)
    expect([desk.box.renewals(), desk.box.letters().length]).toEqual([1, 5])
    await desk.feature.stop()
    const again = deliveryHandlers(desk.workspace.context, {
      deliver: 'on-call',
      connectors: [...connectors, desk.box.connector]
    })
    await planned(1)
    await again.handlers['outbox.deliver']({})
    await again.stop()
    expect([desk.box.renewals(), desk.box.letters().length]).toEqual([1, 6])
  })

  test('are renewed when they are about to end', async () => {
    await open({ lasting: 600_000 })
    await planned(1)
    await desk.deliver()
    desk.pass(539)
    await planned(1)
    await desk.deliver()
    expect(desk.box.renewals()).toBe(1)
    desk.pass(2)
    await planned(1)
    await desk.deliver()
    expect([desk.box.renewals(), desk.box.letters().length]).toEqual([2, 3])
  })

  test('that are not taken are renewed once, whoever finds out, and each text goes again in the same try', async () => {
    await open()
    await planned(1)
    await desk.deliver()
    desk.box.expire()
    const ids = await planned(8)
    await desk.deliver()
    for (const id of ids) {
      expect(await desk.rowOf(id)).toEqual(confirmed)
      expect((await desk.get(id)).attempts).toHaveLength(1)
    }
    expect([desk.box.renewals(), desk.box.letters().length]).toEqual([2, 9])
  })

  test('are renewed before looking, too', async () => {
    await open()
    desk.box.next('lost')
    const [id] = await planned(1)
    await desk.deliver()
    desk.box.expire()
    desk.pass(30)
    await desk.deliver()
    expect(await desk.rowOf(id!)).toEqual({ state: 'confirmed', reason: null, remoteId: 'letter 1' })
    expect([desk.box.renewals(), desk.box.looks]).toEqual([2, 2])
  })

  test('do not lie open in the file, nor are they in any answer', async () => {
    await open()
    const [id] = await planned(1)
    await desk.deliver()
    expect(sealedTokens()).not.toBeNull()
    const { context, file } = desk.workspace
    context.sqlite.pragma('wal_checkpoint(TRUNCATE)')
    const answers = JSON.stringify([await desk.get(id!), await accountNow()])
    for (const text of [readFileSync(file, 'latin1'), answers]) {
      expect(text).not.toContain('refresh 1')
      expect(text).not.toContain('access 1')
    }
  })
})

describe('a sign-in that is gone for good', () => {
  test.each([['refused' as const], ['expired' as const]])(
    '(%s) is not asked about again and again',
    async behaviour => {
      await open()
      desk.box.nextRenewal(...Array<typeof behaviour>(10).fill(behaviour))
      const ids = await planned(10)
      await desk.deliver()
      for (let again = 0; again < 3; again++) {
        desk.pass(600)
        await desk.deliver()
      }
      for (const id of ids) expect(await desk.rowOf(id)).toEqual(signIn)
      expect(desk.box.renewals()).toBe(behaviour === 'refused' ? 1 : 2)
      expect(desk.box.letters()).toEqual([])
      expect(await accountNow()).toMatchObject({ paused: { reason: 'sign-in' } })
    }
  )

  test('holds all that waits without a call, until another secret is given; then it goes on', async () => {
    await open()
    desk.box.nextRenewal('refused')
    const [first] = await planned(2)
    await desk.deliver()
    const asked = desk.box.renewals()
    const [later] = await planned(1)
    await desk.deliver()
    expect(await desk.rowOf(later!)).toEqual(signIn)
    expect(desk.box.renewals()).toBe(asked)
    expect((await desk.get(first!)).attempts.at(-1)).toMatchObject({ outcome: 'held', mayBeLive: false })
    await desk.handlers['accounts.setSecret']({ id: desk.account.id, secret: 'another word' })
    expect((await accountNow()).paused).toBeNull()
    await desk.deliver()
    expect(desk.box.letters()).toHaveLength(3)
  })

  test('goes on when a person says so', async () => {
    await open()
    desk.box.nextRenewal('refused')
    const [id] = await planned(1)
    await desk.deliver()
    await desk.handlers['accounts.resume']({ id: desk.account.id })
    await desk.deliver()
    expect(await desk.rowOf(id!)).toEqual(confirmed)
  })
})

test('a destination that cannot be asked for tokens is not reached: what waits for it waits on', async () => {
  await open()
  desk.box.nextRenewal('unreachable')
  const [id] = await planned(1)
  await desk.deliver()
  expect(await desk.rowOf(id!)).toMatchObject({ state: 'planned', reason: 'offline' })
  await desk.passUntilDue(id!)
  await desk.deliver()
  expect(await desk.rowOf(id!)).toEqual(confirmed)
})

test('one that never answers is not waited for', async () => {
  await open()
  desk.box.nextRenewal('hangs')
  const [id] = await planned(1)
  const cut = new AbortController()
  vi.spyOn(AbortSignal, 'timeout').mockReturnValue(cut.signal)
  const delivering = desk.deliver()
  await vi.waitFor(() => expect(AbortSignal.timeout).toHaveBeenCalled())
  cut.abort()
  await delivering
  vi.restoreAllMocks()
  expect(await desk.rowOf(id!)).toMatchObject({ state: 'planned', reason: 'offline' })
})

test('tokens that last are used while others cannot be had', async () => {
  await open({ lasting: 50_000 })
  await planned(1)
  await desk.deliver()
  desk.box.nextRenewal('unreachable')
  const [id] = await planned(1)
  await desk.deliver()
  expect(await desk.rowOf(id!)).toEqual(confirmed)
  expect(desk.box.renewals()).toBe(1)
})

test('what a secret of the environment got stays in memory', async () => {
  await open()
  vi.stubEnv('RELAIS_SECRET_BO_TE', 'a word of the environment')
  const [id] = await planned(1)
  await desk.deliver()
  expect(await desk.rowOf(id!)).toEqual(confirmed)
  expect(sealedTokens()).toBeNull()
})

test('what was dropped while it was being kept stays dropped', async () => {
  await open()
  const { context } = desk.workspace
  const { write } = context
  const { connector } = desk.box
  const renew = connector.renew!
  connector.renew = async (access, call) => {
    const renewed = await renew(access, call)
    context.write = async work => {
      context.write = write
      const kept = await write(work)
      await desk.handlers['accounts.revoke']({ id: desk.account.id })
      return kept
    }
    return renewed
  }
  await planned(1)
  await desk.deliver()
  connector.renew = renew
  await desk.handlers['accounts.resume']({ id: desk.account.id })
  await desk.deliver()
  expect([desk.box.renewals(), desk.box.letters().length]).toEqual([2, 1])
})

test('locking the desk takes tokens out of use', async () => {
  await open()
  await planned(1)
  await desk.deliver()
  const { session } = desk.workspace.context
  session.vaultKey = null
  desk.feature.heed({ topic: 'people', ids: [] })
  const [id] = await planned(1)
  await desk.deliver()
  expect(await desk.rowOf(id!)).toMatchObject({ state: 'held', reason: 'secret-locked' })
  expect(desk.box.renewals()).toBe(1)
})

describe('another secret', () => {
  test('is refused where none could be kept, or none is asked for', async () => {
    desk = await pillarDesk()
    const set = async () => desk.handlers['accounts.setSecret']({ id: desk.account.id, secret: 'word' })
    await expect(set()).rejects.toMatchObject({ code: 'no-secret' })
    desk.workspace.context.session.vaultKey = null
    await expect(set()).rejects.toMatchObject({ code: 'locked' })
  })

  test('takes the place of what was granted with the old one', async () => {
    await open()
    await planned(1)
    await desk.deliver()
    expect(sealedTokens()).not.toBeNull()
    expect(await desk.handlers['accounts.setSecret']({ id: desk.account.id, secret: 'new' })).toMatchObject({
      hasSecret: true
    })
    expect(sealedTokens()).toBeNull()
  })

  test('of a webhook must be one that can be signed with', async () => {
    await open()
    const webhook = await desk.addWebhook()
    const set = async (secret: string) => desk.handlers['accounts.setSecret']({ id: webhook.id, secret })
    await expect(set('a word')).rejects.toMatchObject({ code: 'bad-settings', params: { problem: 'not-a-secret' } })
    expect(await set(`whsec_${Buffer.alloc(32, 9).toString('base64')}`)).toMatchObject({ hasSecret: true })
  })
})

test('a receiver that does not accept the signature holds what waits until the secret is set right', async () => {
  await open()
  const webhook = await desk.addWebhook()
  await desk.handlers['accounts.setSecret']({
    id: webhook.id,
    secret: `whsec_${Buffer.alloc(32, 9).toString('base64')}`
  })
  const [planned] = await desk.plan([webhook])
  await desk.deliver()
  expect(await desk.rowOf(planned!.id)).toEqual(signIn)
  expect([desk.receiver.forged, desk.receiver.effects]).toEqual([1, []])
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
  await desk.handlers['accounts.setSecret']({ id: webhook.id, secret })
  await desk.deliver()
  expect(await desk.rowOf(planned!.id)).toEqual(confirmed)
})
