import { afterEach, describe, expect, test } from 'vitest'
import { findRelease } from '../../../src/main/workspace/releases/release.repository.ts'
import { saveRelease } from '../../../src/main/workspace/releases/save.service.ts'
import { submitRelease } from '../../../src/main/workspace/review/review.service.ts'
import { approve } from '../../support/approved.ts'
import { pillarDesk, type PillarDesk } from '../../support/pillar-desk.ts'

let desk: PillarDesk
const open = async (options: Parameters<typeof pillarDesk>[0] = {}): Promise<PillarDesk> =>
  (desk = await pillarDesk(options))
afterEach(() => desk.close())

const places = async (release: string) => desk.handlers['outbox.places']({ release })

/** A text that is out there. */
async function publish(): Promise<{ id: string; releaseId: string }> {
  const [planned] = await desk.plan([desk.account])
  await desk.deliver()
  return planned!
}

/** Has a correction of it signed and planned. */
async function correct(release: string, title = 'Texte corrigé') {
  const { context } = desk.workspace
  const { rev } = await findRelease(context.read, release)
  await saveRelease(context, { id: release, rev, change: { title } })
  await approve(desk.workspace, (await submitRelease(context, release)).id)
  return (await desk.handlers['outbox.plan']({ release, accounts: [desk.account.id] }))[0]!
}
const withdraw = async (release: string) => (await desk.handlers['outbox.withdraw']({ release }))[0]!
const targets = () => desk.box.letters().map(({ action, target }) => [action, target])

describe('a correction and a withdrawal', () => {
  test('are told what is there, by the id that it has there', async () => {
    await open()
    const { releaseId } = await publish()
    await correct(releaseId)
    await desk.deliver()
    await withdraw(releaseId)
    await desk.deliver()
    expect(targets()).toEqual([
      ['publish', null],
      ['update', 'letter 1'],
      ['withdraw', 'letter 2']
    ])
  })

  test('after a withdrawal there is nothing there any more', async () => {
    await open()
    const { releaseId } = await publish()
    await withdraw(releaseId)
    await desk.deliver()
    expect(await places(releaseId)).toMatchObject([{ holds: null, byHand: null, latest: { action: 'withdraw' } }])
  })

  test('go by an id that was found by looking', async () => {
    await open()
    desk.box.next('lost')
    const { id, releaseId } = await publish()
    await desk.handlers['outbox.look']({ id })
    await withdraw(releaseId)
    await desk.deliver()
    expect(targets().at(-1)).toEqual(['withdraw', 'letter 1'])
  })

  test('do not go by an id that a person’s word made doubtful', async () => {
    await open()
    const { releaseId } = await publish()
    desk.box.next('lost before')
    const corrected = await correct(releaseId)
    await desk.deliver()
    await desk.handlers['outbox.reconcile']({ id: corrected.id, is: 'live', url: 'https://example.org/1' })
    const withdrawal = await withdraw(releaseId)
    await desk.deliver()
    expect(await desk.rowOf(withdrawal.id)).toMatchObject({ state: 'held', reason: 'no-target' })
    expect(desk.box.letters()).toHaveLength(1)
  })

  test('of which the place is not known wait without a call, for whoever does it by hand', async () => {
    await open({ needsTarget: true, looking: false })
    desk.box.next('lost')
    const { id, releaseId } = await publish()
    await desk.handlers['outbox.reconcile']({ id, is: 'live' })
    const withdrawal = await withdraw(releaseId)
    await desk.deliver()
    for (let hour = 0; hour < 3; hour++) {
      desk.pass(3_600)
      await desk.deliver()
    }
    expect(await desk.rowOf(withdrawal.id)).toMatchObject({ state: 'held', reason: 'no-target' })
    expect((await desk.get(withdrawal.id)).attempts).toHaveLength(1)
    expect(await places(releaseId)).toMatchObject([{ byHand: 'withdraw', holds: { revisionNumber: 1 } }])
    await desk.handlers['outbox.reconcile']({ id: withdrawal.id, is: 'live' })
    expect(await places(releaseId)).toMatchObject([{ byHand: null, holds: null }])
    expect(desk.box.letters()).toHaveLength(1)
  })
})

describe('where the destination has no call for it', () => {
  test('a correction has failed from the start, is not sent, and is seen until a person made it there', async () => {
    await open({ update: false })
    const { releaseId } = await publish()
    const corrected = await correct(releaseId)
    expect(corrected).toMatchObject({ action: 'update', state: 'failed-final', reason: 'cannot-update' })
    await desk.deliver()
    expect(desk.box.letters()).toHaveLength(1)
    expect(await places(releaseId)).toMatchObject([
      {
        byHand: 'update',
        holds: { revisionNumber: 1, current: false },
        can: { update: false },
        latest: { id: corrected.id }
      }
    ])
    const retry = desk.handlers['outbox.retry']({ id: corrected.id })
    await expect(retry).rejects.toMatchObject({ code: 'delivery-state' })
    expect(await desk.handlers['outbox.retryAll']({})).toEqual({ retried: 0, left: 1 })
    const absent = desk.handlers['outbox.reconcile']({ id: corrected.id, is: 'absent' })
    await expect(absent).rejects.toMatchObject({ code: 'not-reconcilable' })
    await desk.handlers['outbox.reconcile']({ id: corrected.id, is: 'live' })
    expect(await places(releaseId)).toMatchObject([{ byHand: null, holds: { revisionNumber: 2, current: true } }])
    expect((await findRelease(desk.workspace.context.read, releaseId)).status).toBe('corrected')
  })

  test('the same goes for a withdrawal', async () => {
    await open({ withdraw: false })
    const { releaseId } = await publish()
    const withdrawal = await withdraw(releaseId)
    expect(withdrawal).toMatchObject({ state: 'failed-final', reason: 'cannot-withdraw' })
    expect(await places(releaseId)).toMatchObject([{ byHand: 'withdraw', holds: { revisionNumber: 1 } }])
    await desk.handlers['outbox.reconcile']({ id: withdrawal.id, is: 'live' })
    expect(await places(releaseId)).toMatchObject([{ byHand: null, holds: null }])
  })

  test('a text that failed by itself is not settled by a word', async () => {
    await open()
    desk.box.next('refused')
    const { id } = await publish()
    const settled = desk.handlers['outbox.reconcile']({ id, is: 'live' })
    await expect(settled).rejects.toMatchObject({ code: 'not-reconcilable' })
  })
})

describe('places', () => {
  test('say of each destination what it has, whether that is the text of now, and what comes next', async () => {
    await open()
    const [first] = await desk.plan([desk.account, await desk.addBox('Autre')])
    desk.box.next('refused')
    await desk.deliver()
    const { releaseId } = first!
    expect(await places(releaseId)).toMatchObject([
      { accountName: 'Boîte', holds: null, latest: { state: 'failed-final', reason: 'refused' }, byHand: null },
      {
        accountName: 'Autre',
        connector: 'pillarbox',
        holds: { revisionNumber: 1, current: true, since: '2026-11-26T07:30:00.000Z' },
        latest: { action: 'publish', state: 'confirmed' }
      }
    ])
    desk.box.next('fails')
    await desk.handlers['outbox.cancel']({ id: first!.id })
    const { context } = desk.workspace
    const { rev } = await findRelease(context.read, releaseId)
    await saveRelease(context, { id: releaseId, rev, change: { title: 'Corrigé' } })
    // Nobody has signed that: what is there is still the text of now.
    expect(await places(releaseId)).toMatchObject([{ latest: { state: 'cancelled' } }, { holds: { current: true } }])
    await approve(desk.workspace, (await submitRelease(context, releaseId)).id)
    expect(await places(releaseId)).toMatchObject([{ holds: null }, { holds: { revisionNumber: 1, current: false } }])
  })

  test('of a release that went nowhere there are none', async () => {
    await open()
    const [planned] = await desk.plan([desk.account])
    desk.workspace.context.sqlite.exec('DELETE FROM delivery')
    expect(await places(planned!.releaseId)).toEqual([])
    await expect(places('00000000-0000-7000-8000-000000000000')).rejects.toMatchObject({ code: 'release-missing' })
  })
})

describe('a text that was signed for certain destinations', () => {
  const kit = (destinations: string[]) => ({
    link: '',
    campaign: '',
    messages: [],
    other: null,
    copies: [],
    media: [],
    destinations
  })

  test('is planned for these only', async () => {
    await open()
    const other = await desk.addBox('Autre')
    const [planned] = await desk.plan([desk.account], { kit: kit([desk.account.id]) })
    const elsewhere = desk.handlers['outbox.plan']({
      release: planned!.releaseId,
      accounts: [desk.account.id, other.id]
    })
    await expect(elsewhere).rejects.toMatchObject({ code: 'destination-not-signed', params: { name: 'Autre' } })
    await desk.deliver()
    expect(desk.box.letters()).toHaveLength(1)
  })

  test('does not leave for another, however it came into the outbox', async () => {
    await open()
    const other = await desk.addBox('Autre')
    const [planned] = await desk.plan([desk.account], { kit: kit([desk.account.id]) })
    desk.workspace.context.sqlite.exec(`UPDATE delivery SET account_id = '${other.id}'`)
    await desk.deliver()
    expect(await desk.rowOf(planned!.id)).toMatchObject({ state: 'held', reason: 'destination-not-signed' })
    expect(desk.box.letters()).toEqual([])
  })
})
