import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { findRelease } from '../../../src/main/workspace/releases/release.repository.ts'
import { pillarDesk, type PillarDesk } from '../../support/pillar-desk.ts'

let desk: PillarDesk
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(async () => {
  vi.useRealTimers()
  await desk.close()
})

/** A delivery whose call has not come back, and the way to let it. */
async function hang(options: Parameters<typeof pillarDesk>[0] = {}) {
  let goOn = (): void => {}
  const gone = new Promise<void>(resolve => (goOn = resolve))
  let begun = (): void => {}
  const under = new Promise<void>(resolve => (begun = resolve))
  let first = true
  desk = await pillarDesk({
    ...options,
    async at(point) {
      if (point !== 'in send' || !first) return
      first = false
      begun()
      await gone
    }
  })
  const [planned] = await desk.plan([desk.account])
  const delivering = desk.deliver()
  await under
  return { ...planned!, delivering, goOn }
}

/** What has come late is written down in a transaction of its own. */
const written = async (id: string, attempts: number): Promise<void> =>
  vi.waitFor(async () => expect((await desk.get(id)).attempts).toHaveLength(attempts))

const tenMinutes = () => vi.advanceTimersByTime(10 * 60_000)

describe('a call that never comes back', () => {
  test('leaves its delivery unconfirmed where a repeat would show twice', async () => {
    const { id, delivering } = await hang()
    tenMinutes()
    await delivering
    expect(await desk.rowOf(id)).toMatchObject({ state: 'unconfirmed', reason: 'timed-out' })
    expect((await desk.get(id)).attempts).toMatchObject([{ outcome: 'unconfirmed', mayBeLive: true, received: null }])
    desk.pass(86_400)
    desk.box.nextLook('unclear')
    await desk.deliver()
    expect(desk.box.letters()).toHaveLength(1)
  })

  test('is tried again where the destination knows repeats', async () => {
    const { id, delivering } = await hang({ repeat: 'idempotent' })
    tenMinutes()
    await delivering
    await desk.deliver()
    expect(await desk.rowOf(id)).toMatchObject({ state: 'confirmed' })
    expect((await desk.get(id)).attempts.map(({ outcome }) => outcome)).toEqual(['failed-retryable', 'confirmed'])
  })

  test('keeps its place until then, and no other delivery waits for it', async () => {
    const { id, delivering } = await hang()
    const other = await desk.addBox('Autre')
    const [free] = await desk.plan([other])
    const also = desk.deliver()
    await vi.waitFor(async () => expect(await desk.rowOf(free!.id)).toMatchObject({ state: 'confirmed' }))
    expect(await desk.rowOf(id)).toMatchObject({ state: 'leased' })
    tenMinutes()
    await Promise.all([delivering, also])
  })
})

test('a call is cut off before anybody looks whether it arrived, and begins nothing after that', async () => {
  const cut = new AbortController()
  const limit = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(cut.signal)
  const { box, ...rest } = await pillarDesk()
  desk = { box, ...rest }
  const { send } = box.connector
  const signals: AbortSignal[] = []
  box.connector.send = async (cleared, call) => {
    signals.push(call.signal)
    cut.abort()
    return send(cleared, call)
  }
  const [first] = await desk.plan([desk.account], { title: 'Un' })
  await desk.deliver()
  expect(limit).toHaveBeenCalledWith(9 * 60_000)
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  const [second] = await desk.plan([desk.account], { title: 'Deux' })
  await desk.deliver()
  vi.restoreAllMocks()
  expect(await desk.rowOf(first!.id)).toMatchObject({ state: 'confirmed' })
  expect(await desk.rowOf(second!.id)).toMatchObject({ state: 'planned', reason: 'offline' })
  expect(box.letters()).toHaveLength(1)
})

describe('an answer that comes after that', () => {
  test('is taken for what it says: it arrived', async () => {
    const { id, releaseId, delivering, goOn } = await hang()
    tenMinutes()
    await delivering
    goOn()
    await written(id, 2)
    expect(await desk.rowOf(id)).toEqual({ state: 'confirmed', reason: null, remoteId: 'letter 1' })
    expect((await findRelease(desk.workspace.context.read, releaseId)).status).toBe('published')
    expect((await desk.get(id)).attempts.at(-1)).toMatchObject({ sent: { late: 1 }, outcome: 'confirmed' })
  })

  test('changes nothing that a person has settled, and is kept all the same', async () => {
    const { id, delivering, goOn } = await hang({ looking: false })
    tenMinutes()
    await delivering
    const url = 'https://example.org/here'
    await desk.handlers['outbox.reconcile']({ id, is: 'live', url })
    goOn()
    await written(id, 2)
    expect((await desk.get(id)).delivery).toMatchObject({ state: 'confirmed', remoteUrl: url })
    expect((await desk.get(id)).attempts.at(-1)).toMatchObject({ sent: { late: 1 }, outcome: 'confirmed' })
  })

  test('that says it failed is kept, and leaves the outcome to whoever looks', async () => {
    let answer = (): void => {}
    const answered = new Promise<void>(resolve => (answer = resolve))
    let begun = (): void => {}
    const under = new Promise<void>(resolve => (begun = resolve))
    desk = await pillarDesk({
      looking: false,
      async at(point) {
        if (point !== 'before send') return
        begun()
        await answered
      }
    })
    desk.box.next('refused')
    const [planned] = await desk.plan([desk.account])
    const delivering = desk.deliver()
    await under
    tenMinutes()
    await delivering
    answer()
    await written(planned!.id, 2)
    expect(await desk.rowOf(planned!.id)).toMatchObject({ state: 'unconfirmed', reason: 'timed-out' })
    expect((await desk.get(planned!.id)).attempts.at(-1)).toMatchObject({ received: { status: 400 } })
  })
})
