import { afterEach, describe, expect, test } from 'vitest'
import { maximumTries } from '../../../src/domain/delivery/backoff.ts'
import { maximumLooks } from '../../../src/domain/delivery/looking.ts'
import { connectors } from '../../../src/main/workspace/delivery/connectors/index.ts'
import { findRelease } from '../../../src/main/workspace/releases/release.repository.ts'
import { deliveryHandlers } from '../../../src/main/workspace/delivery/delivery.handlers.ts'
import { pillarDesk, type PillarDesk } from '../../support/pillar-desk.ts'

let desk: PillarDesk
const open = async (options: Parameters<typeof pillarDesk>[0] = {}): Promise<PillarDesk> =>
  (desk = await pillarDesk(options))
afterEach(() => desk.close())

const look = async (id: string) => desk.handlers['outbox.look']({ id })

/** A delivery whose answer is lost, after its effect or before it. */
async function lose(how: 'lost' | 'lost before' = 'lost'): Promise<{ id: string; releaseId: string }> {
  desk.box.next(how)
  const [planned] = await desk.plan([desk.account])
  await desk.deliver()
  expect(await desk.rowOf(planned!.id)).toMatchObject({ state: 'unconfirmed', reason: 'no-answer' })
  return planned!
}

describe('an unknown outcome is looked for by itself', () => {
  test('after half a minute, and what is there is adopted with its id', async () => {
    await open()
    const { id, releaseId } = await lose()
    desk.pass(29)
    await desk.deliver()
    expect(desk.box.looks).toBe(0)
    desk.pass(1)
    await desk.deliver()
    expect(await desk.rowOf(id)).toEqual({ state: 'confirmed', reason: null, remoteId: 'letter 1' })
    expect((await findRelease(desk.workspace.context.read, releaseId)).status).toBe('published')
    expect(desk.box.letters()).toHaveLength(1)
    expect((await desk.get(id)).attempts).toMatchObject([
      { number: 1, outcome: 'unconfirmed', mayBeLive: true },
      { number: 2, outcome: 'confirmed', sent: { look: 1 }, received: { status: 200 } }
    ])
  })

  test('what is not there is sent again, and is there once', async () => {
    await open()
    const { id } = await lose('lost before')
    desk.pass(30)
    await desk.deliver()
    expect(await desk.rowOf(id)).toMatchObject({ state: 'failed-retryable', reason: 'no-answer' })
    await desk.passUntilDue(id)
    await desk.deliver()
    expect(await desk.rowOf(id)).toMatchObject({ state: 'confirmed' })
    expect((await desk.get(id)).delivery.tries).toBe(2)
    expect(desk.box.letters().map(letter => letter.id)).toEqual([id])
  })

  test('where that is unclear it is not sent, and after some looks it is for a person to say', async () => {
    await open()
    const { id } = await lose('lost before')
    const waits: number[] = []
    for (let looks = 1; looks <= maximumLooks; looks++) {
      desk.box.nextLook('unclear')
      const before = desk.workspace.context.now()
      while (desk.box.looks < looks) {
        desk.pass(30)
        await desk.deliver()
      }
      waits.push((desk.workspace.context.now() - before) / 1_000)
      expect(await desk.rowOf(id)).toMatchObject({ state: 'unconfirmed', reason: 'no-answer' })
    }
    expect(waits).toEqual([30, 120, 600, 1_800, 7_200, 21_600])
    desk.pass(7 * 86_400)
    await desk.deliver()
    expect([desk.box.looks, desk.box.letters()]).toEqual([maximumLooks, []])
    await desk.handlers['outbox.reconcile']({ id, is: 'absent' })
    await desk.deliver()
    expect(await desk.rowOf(id)).toMatchObject({ state: 'held', reason: 'slot-missed' })
  })

  test('what is lost again and again comes to an end', async () => {
    await open()
    const { id } = await lose('lost before')
    for (let tries = 2; tries <= maximumTries; tries++) {
      desk.box.next('lost before')
      desk.pass(30)
      await desk.deliver()
      await desk.passUntilDue(id)
      await desk.deliver()
    }
    desk.pass(30)
    await desk.deliver()
    expect(await desk.rowOf(id)).toMatchObject({ state: 'failed-final', reason: 'no-answer' })
    expect((await desk.get(id)).delivery.tries).toBe(maximumTries)
  })

  test('also by an engine that delivers by itself, without being called', async () => {
    let found = (): void => {}
    const looked = new Promise<void>(resolve => (found = resolve))
    await open({ at: async point => (point === 'in look' ? found() : undefined) })
    const { id } = await lose()
    await desk.feature.stop()
    desk.pass(30)
    const again = deliveryHandlers(desk.workspace.context, {
      deliver: 'auto',
      connectors: [...connectors, desk.box.connector]
    })
    await looked
    await again.stop()
    expect(await desk.rowOf(id)).toMatchObject({ state: 'confirmed', remoteId: 'letter 1' })
  })
})

describe('a person', () => {
  test('has it looked for at once', async () => {
    await open()
    const { id } = await lose()
    expect(await look(id)).toMatchObject({ state: 'confirmed', remoteId: 'letter 1' })
    await expect(look(id)).rejects.toMatchObject({ code: 'not-reconcilable' })
  })

  test('is told where there is nothing to look with', async () => {
    await open({ looking: false })
    const { id } = await lose()
    desk.pass(86_400)
    await desk.deliver()
    await expect(look(id)).rejects.toMatchObject({ code: 'cannot-look', params: { name: 'Boîte' } })
    expect(await desk.rowOf(id)).toMatchObject({ state: 'unconfirmed' })
  })

  test('says where it is live, which may be on the web only', async () => {
    await open({ looking: false })
    const { id } = await lose()
    const reconcile = async (url: string) => desk.handlers['outbox.reconcile']({ id, is: 'live', url })
    for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'https://me:secret@example.org/', 'nowhere'])
      await expect(reconcile(url)).rejects.toMatchObject({ code: 'address-unusable' })
    expect(await desk.rowOf(id)).toMatchObject({ state: 'unconfirmed' })
    expect(await reconcile(' https://example.org/a b ')).toMatchObject({
      state: 'confirmed',
      remoteUrl: 'https://example.org/a%20b'
    })
  })
})

test('what a person said meanwhile stands', async () => {
  let found = (): void => {}
  const looking = new Promise<void>(resolve => (found = resolve))
  let goOn = (): void => {}
  const gone = new Promise<void>(resolve => (goOn = resolve))
  await open({
    async at(point) {
      if (point !== 'in look') return
      found()
      await gone
    }
  })
  const { id } = await lose('lost before')
  const looked = look(id)
  await looking
  await desk.handlers['outbox.reconcile']({ id, is: 'live' })
  goOn()
  expect(await looked).toMatchObject({ state: 'confirmed' })
  expect((await desk.get(id)).attempts).toHaveLength(1)
})

test('a package waits for the person who takes it on, and is not looked for', async () => {
  await open()
  desk.box.next('hands over')
  const [planned] = await desk.plan([desk.account])
  await desk.deliver()
  expect(await desk.rowOf(planned!.id)).toMatchObject({ state: 'unconfirmed', reason: 'awaiting-person' })
  expect((await desk.get(planned!.id)).attempts).toMatchObject([
    { mayBeLive: false, received: { file: 'package.zip' } }
  ])
  desk.pass(86_400)
  await desk.deliver()
  expect(desk.box.looks).toBe(0)
  await expect(look(planned!.id)).rejects.toMatchObject({ code: 'not-reconcilable' })
  const url = 'https://example.org/post'
  expect(await desk.handlers['outbox.reconcile']({ id: planned!.id, is: 'live', url })).toMatchObject({
    state: 'confirmed',
    remoteUrl: url
  })
})

test('a package that nobody takes on can be given up', async () => {
  await open()
  desk.box.next('hands over')
  const [planned] = await desk.plan([desk.account])
  await desk.deliver()
  expect(await desk.handlers['outbox.cancel']({ id: planned!.id })).toMatchObject({ state: 'cancelled' })
})

test('of what a look found missing there is nothing to take back', async () => {
  await open()
  const { id, releaseId } = await lose('lost before')
  desk.pass(30)
  await desk.deliver()
  expect(await desk.rowOf(id)).toMatchObject({ state: 'failed-retryable' })
  const withdrawn = async () => desk.handlers['outbox.withdraw']({ release: releaseId })
  await expect(withdrawn()).rejects.toMatchObject({ code: 'no-such-step' })
})

test('what a look sees there counts, although a person has said meanwhile that it is not there', async () => {
  let found = (): void => {}
  const looking = new Promise<void>(resolve => (found = resolve))
  let goOn = (): void => {}
  const gone = new Promise<void>(resolve => (goOn = resolve))
  await open({
    async at(point) {
      if (point !== 'in look') return
      found()
      await gone
    }
  })
  const { id } = await lose()
  const looked = look(id)
  await looking
  await desk.handlers['outbox.reconcile']({ id, is: 'absent' })
  goOn()
  expect(await looked).toMatchObject({ state: 'confirmed', remoteId: 'letter 1' })
  await desk.deliver()
  expect(desk.box.letters()).toHaveLength(1)
})

test('a person’s look and the one whose time has come are one', async () => {
  let found = (): void => {}
  const looking = new Promise<void>(resolve => (found = resolve))
  let goOn = (): void => {}
  const gone = new Promise<void>(resolve => (goOn = resolve))
  await open({
    async at(point) {
      if (point !== 'in look') return
      found()
      await gone
    }
  })
  const { id } = await lose()
  desk.pass(30)
  const delivering = desk.deliver()
  await looking
  const looked = look(id)
  goOn()
  expect(await looked).toMatchObject({ state: 'confirmed' })
  await delivering
  expect([desk.box.looks, (await desk.get(id)).attempts.length]).toEqual([1, 2])
})
