import { afterEach, describe, expect, test } from 'vitest'
import type { Connector, SendResult } from '../../../src/main/workspace/delivery/connectors/connector.ts'
import { connectors } from '../../../src/main/workspace/delivery/connectors/index.ts'
import { findRelease } from '../../../src/main/workspace/releases/release.repository.ts'
import { saveRelease } from '../../../src/main/workspace/releases/save.service.ts'
import { submitRelease } from '../../../src/main/workspace/review/review.service.ts'
import type { Account } from '../../../src/preload/contract/delivery.ts'
import { approve } from '../../support/approved.ts'
import { deliveryDesk, type DeliveryDesk } from '../../support/delivery-desk.ts'
import { letterbox } from '../../support/letterbox.ts'
import { pillarDesk } from '../../support/pillar-desk.ts'

let desk: DeliveryDesk
const open = async (options: Parameters<typeof deliveryDesk>[0] = {}): Promise<DeliveryDesk> =>
  (desk = await deliveryDesk(options))
afterEach(() => desk.close())

const stateRefused = (state: string) => expect.objectContaining({ code: 'delivery-state', params: { state } })
const statusOf = async (release: string) => (await findRelease(desk.workspace.context.read, release)).status
const rowOf = async (id: string) => {
  const { state, reason } = (await desk.get(id)).delivery
  return { state, reason }
}
const retry = async (id: string) => desk.handlers['outbox.retry']({ id })
const withdraw = async (release: string) => (await desk.handlers['outbox.withdraw']({ release }))[0]!
const arrived = () => desk.receiver.effects.map(({ payload }) => payload.type)

const approveAgain = async (release: string) =>
  approve(desk.workspace, (await submitRelease(desk.workspace.context, release)).id)

/** Approves a corrected text and plans it. */
async function correct(release: string, account: Account) {
  const { context } = desk.workspace
  const { rev } = await findRelease(context.read, release)
  await saveRelease(context, { id: release, rev, change: { title: 'Texte corrigé' } })
  await approveAgain(release)
  return (await desk.handlers['outbox.plan']({ release, accounts: [account.id] }))[0]!
}

/** Lets everything come that is due within a day, however often it is tried. */
async function passADay(): Promise<void> {
  const { context, setClock } = desk.workspace
  const start = context.now()
  for (let hour = 0; hour <= 24; hour++) {
    setClock(new Date(start + hour * 3_600_000).toISOString())
    await desk.deliver()
  }
}

/** A destination that answers the first try as told, after `meanwhile`; all others are confirmed. What arrives is listed. */
function slow(answer: SendResult, repeat: Connector['repeat'], meanwhile: () => Promise<unknown>) {
  const sent: string[] = []
  let first = true
  const connector: Connector = {
    ...letterbox({ withdraw: true }).connector,
    repeat,
    async send({ delivery }) {
      if (first) {
        first = false
        await meanwhile()
        return answer
      }
      sent.push(delivery.action)
      return { outcome: 'confirmed', remoteId: null, remoteUrl: null, received: {} }
    }
  }
  return { connector, sent }
}

describe('a text that is withdrawn while it is on its way does not go out after that', () => {
  const answers: [string, SendResult][] = [
    ['a fault of the destination', { outcome: 'unknown', reason: 'server-error', retryAfter: null, received: {} }],
    ['a request for patience', { outcome: 'failed', reason: 'rate-limited', retryAfter: 1_000, received: {} }],
    ['nobody there', { outcome: 'offline', received: {} }]
  ]
  test.each(answers)('%s', async (_name, answer) => {
    let release = ''
    const { connector, sent } = slow(answer, 'idempotent', () => withdraw(release))
    await open({ connectors: [...connectors, connector] })
    const account = await desk.handlers['accounts.add']({ connector: 'letterbox', name: 'Boîte', settings: {} })
    const [planned] = await desk.plan([account])
    release = planned!.releaseId
    await desk.deliver()
    expect(await rowOf(planned!.id)).toEqual({ state: 'cancelled', reason: 'superseded' })
    expect((await desk.get(planned!.id)).attempts).toMatchObject([
      { outcome: 'cancelled', mayBeLive: answer.outcome === 'unknown' }
    ])
    expect(await statusOf(release)).toBe('draft')
    await passADay()
    expect(sent).toEqual(['withdraw'])
    // Nor when the very same text is signed again: it then has to be planned again.
    await approveAgain(release)
    await passADay()
    expect(sent).toEqual(['withdraw'])
    const [again] = await desk.handlers['outbox.plan']({ release, accounts: [account.id] })
    await desk.deliver()
    expect(await rowOf(again!.id)).toEqual({ state: 'confirmed', reason: null })
    await withdraw(release)
    await desk.deliver()
    expect(sent).toEqual(['withdraw', 'publish', 'withdraw'])
  })

  test('an unknown outcome that a person finds absent', async () => {
    let release = ''
    const lost: SendResult = { outcome: 'unknown', reason: 'no-answer', retryAfter: null, received: {} }
    const { connector, sent } = slow(lost, 'look-first', () => withdraw(release))
    await open({ connectors: [...connectors, connector] })
    const account = await desk.handlers['accounts.add']({ connector: 'letterbox', name: 'Boîte', settings: {} })
    const [planned] = await desk.plan([account])
    release = planned!.releaseId
    await desk.deliver()
    expect(await rowOf(planned!.id)).toEqual({ state: 'unconfirmed', reason: 'no-answer' })
    expect(await desk.handlers['outbox.reconcile']({ id: planned!.id, is: 'absent' })).toMatchObject({
      state: 'cancelled',
      reason: 'superseded'
    })
    await passADay()
    await approveAgain(release)
    await passADay()
    expect(sent).toEqual(['withdraw'])
  })
})

test('a withdrawal also takes the approval of what has not arrived', async () => {
  await open()
  const account = await desk.addWebhook()
  const [planned] = await desk.plan([account])
  desk.receiver.next('lose after')
  await desk.deliver()
  await withdraw(planned!.releaseId)
  expect(await statusOf(planned!.releaseId)).toBe('draft')
  const again = Promise.resolve(desk.handlers['outbox.plan']({ release: planned!.releaseId, accounts: [account.id] }))
  await expect(again).rejects.toEqual(expect.objectContaining({ code: 'approval-invalid' }))
})

describe('a corrected text and a withdrawal that still waits', () => {
  async function waiting() {
    await open()
    desk.workspace.setClock('2026-11-26T07:30:00.000Z')
    const account = await desk.addWebhook()
    const [planned] = await desk.plan([account])
    await desk.deliver()
    desk.receiver.next({ status: 503 })
    const withdrawal = await withdraw(planned!.releaseId)
    await desk.deliver()
    expect(await rowOf(withdrawal.id)).toMatchObject({ state: 'failed-retryable' })
    return { withdrawal, update: await correct(planned!.releaseId, account) }
  }

  test('the text goes after the withdrawal, and stays', async () => {
    const { withdrawal, update } = await waiting()
    await desk.deliver()
    expect(await rowOf(update.id)).toEqual({ state: 'held', reason: 'earlier-unsettled' })
    await desk.passUntilDue(withdrawal.id)
    await desk.deliver()
    await desk.deliver()
    expect(await rowOf(update.id)).toEqual({ state: 'confirmed', reason: null })
    expect(arrived()).toEqual(['release.published', 'release.withdrawn', 'release.updated'])
  })

  test('the text goes at once where the withdrawal is cancelled', async () => {
    const { withdrawal, update } = await waiting()
    await desk.handlers['outbox.cancel']({ id: withdrawal.id })
    await desk.deliver()
    expect(await rowOf(update.id)).toEqual({ state: 'confirmed', reason: null })
    expect(arrived()).toEqual(['release.published', 'release.updated'])
  })

  test('the withdrawal itself may still be sent now', async () => {
    const { withdrawal } = await waiting()
    await retry(withdrawal.id)
    await desk.deliver()
    expect(await rowOf(withdrawal.id)).toEqual({ state: 'confirmed', reason: null })
  })

  test('one that failed for good stops nothing, and is not taken up again after the text', async () => {
    const { withdrawal, update } = await waiting()
    desk.receiver.next({ status: 400 })
    await desk.passUntilDue(withdrawal.id)
    await desk.deliver()
    await desk.deliver()
    expect(await rowOf(withdrawal.id)).toEqual({ state: 'failed-final', reason: 'refused' })
    expect(await rowOf(update.id)).toEqual({ state: 'confirmed', reason: null })
    await expect(retry(withdrawal.id)).rejects.toEqual(stateRefused('failed-final'))
  })
})

test('what failed for good is not taken up again after its withdrawal', async () => {
  await open()
  const account = await desk.addWebhook()
  const [planned] = await desk.plan([account])
  desk.receiver.next({ status: 503 }, { status: 400 })
  await desk.deliver()
  await desk.passUntilDue(planned!.id)
  await desk.deliver()
  expect(await rowOf(planned!.id)).toEqual({ state: 'failed-final', reason: 'refused' })
  await withdraw(planned!.releaseId)
  await desk.deliver()
  await approveAgain(planned!.releaseId)
  await expect(retry(planned!.id)).rejects.toEqual(stateRefused('failed-final'))
  await desk.deliver()
  expect(arrived()).toEqual(['release.withdrawn'])
})

test('a destination that is removed at the same moment gets no retry', async () => {
  await open()
  const account = await desk.addWebhook()
  const [planned] = await desk.plan([account])
  desk.receiver.next({ status: 400 })
  await desk.deliver()
  const { context } = desk.workspace
  const { write } = context
  context.write = async work => {
    context.write = write
    await desk.handlers['accounts.remove']({ id: account.id })
    return write(work)
  }
  await expect(retry(planned!.id)).rejects.toEqual(expect.objectContaining({ code: 'account-missing' }))
  expect(await rowOf(planned!.id)).toEqual({ state: 'failed-final', reason: 'refused' })
})

test('where a correction by hand left no id, the older one is not taken for it', async () => {
  const pillar = await pillarDesk()
  desk = pillar
  const { box, account, handlers } = pillar
  const [planned] = await desk.plan([account])
  await desk.deliver()
  expect((await desk.get(planned!.id)).delivery.remoteId).toBe('letter 1')
  box.next('lost before')
  const update = await correct(planned!.releaseId, account)
  await desk.deliver()
  expect(await rowOf(update.id)).toEqual({ state: 'unconfirmed', reason: 'no-answer' })
  await handlers['outbox.reconcile']({ id: update.id, is: 'live', url: 'https://example.org/new' })
  const withdrawal = await withdraw(planned!.releaseId)
  await desk.deliver()
  expect(await rowOf(withdrawal.id)).toEqual({ state: 'held', reason: 'no-target' })
  expect(box.letters().map(({ action }) => action)).toEqual(['publish'])
})
