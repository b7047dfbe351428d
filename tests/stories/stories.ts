import { expect } from 'vitest'
import type { DeliveryState } from '../../src/domain/delivery/delivery.ts'
import { embargoFromWall } from '../../src/domain/delivery/embargo.ts'
import { translator } from '../../src/messages/index.ts'
import { call, parcel } from '../support/parcel.ts'
import type { Cell } from './cell.ts'
import type { Destination, Fault } from './destination.ts'
import { killedAtEveryAwait } from './killed.ts'
import { openStage, title, type Stage, type StageOptions } from './stage.ts'

/** A story: what is done, and what has to be true after it. Answers with the table's cell. */
export interface Story {
  name: string
  /** Why it cannot be told of a destination; null where it can. */
  untold(destination: Destination): string | null
  tell(destination: Destination): Promise<Cell>
  /** It is mostly waiting: best begun early. */
  waits?: true
}

type Telling = (stage: Stage) => Promise<Cell>

const corrected = 'Armelin ouvre deux usines à Landelles'

const story = (
  name: string,
  telling: Telling,
  { when = () => null, ...options }: StageOptions & { when?: (destination: Destination) => string | null } = {}
): Story => ({
  name,
  untold: destination => destination.untold[name] ?? when(destination),
  async tell(destination) {
    const stage = await openStage(destination, options)
    try {
      return await telling(stage)
    } finally {
      await stage.close()
    }
  }
})

/** What an arrival ends as: some have a person take the last step. */
const arrived = ({ connector }: Stage): DeliveryState => (connector.can.handOff ? 'unconfirmed' : 'confirmed')

/** Whether Relais itself finds out what became of a send whose answer is lost. */
const findsOut = ({ connector }: Stage): boolean => connector.repeat === 'idempotent' || connector.can.look

async function publish(stage: Stage): Promise<string> {
  const { id, releaseId } = await stage.plan()
  expect((await stage.settle(id)).state).toBe(arrived(stage))
  expect(await stage.live()).toHaveLength(1)
  if (stage.connector.can.handOff) await stage.desk.handlers['outbox.reconcile']({ id, is: 'live' })
  return releaseId
}

/** The state is one that the screen has a card for, in words, in both languages. */
function expectCard(reason: string | null): void {
  for (const lang of ['fr', 'en'] as const) {
    const words = translator(lang)(`delivery.reasons.${reason}` as 'delivery.reasons.refused')
    expect(words.length).toBeGreaterThan(10)
    expect(words).not.toContain('delivery.reasons')
  }
}

/** An outcome that nobody told us: never twice there, and there in the end, by itself or on a person's word. */
async function unknownOutcome(stage: Stage, fault: Fault, effect: boolean): Promise<Cell> {
  stage.server.inject(fault)
  const { id } = await stage.plan()
  const settled = await stage.settle(id)
  if (findsOut(stage)) {
    expect(settled.state).toBe(arrived(stage))
    expect(await stage.live()).toHaveLength(1)
    return cell(settled.state, 1)
  }
  expect(settled.state).toBe('unconfirmed')
  expectCard(settled.reason)
  expect(await stage.live()).toHaveLength(effect ? 1 : 0)
  await stage.desk.handlers['outbox.reconcile']({ id, is: effect ? 'live' : 'absent' })
  await stage.settle(id)
  expect(await stage.live()).toHaveLength(1)
  return { ...cell('unconfirmed', effect ? 1 : 0, settled.reason), then: 1 }
}

/** Refused for good: nothing is there, and the card says why. */
async function refused(stage: Stage, fault: Fault, reasons: readonly string[]): Promise<Cell> {
  stage.server.inject(fault)
  const { id } = await stage.plan()
  const { state, reason } = await stage.settle(id)
  expect(state).toBe('failed-final')
  expect(reasons).toContain(reason)
  expectCard(reason)
  expect(await stage.live()).toHaveLength(0)
  return cell(state, 0, reason)
}

/** Told to come back later: nothing is sent before that, and it arrives once. */
async function later(stage: Stage, retryAfter?: number): Promise<Cell> {
  stage.server.inject({ refuse: 429, ...(retryAfter !== undefined && { retryAfter }) })
  const { id } = await stage.plan()
  const before = stage.desk.workspace.context.now()
  await stage.desk.deliver()
  const waiting = await stage.now(id)
  expect(waiting).toMatchObject({ state: 'failed-retryable', reason: 'rate-limited' })
  expect(Date.parse(waiting.dueAt)).toBeGreaterThanOrEqual(before + (retryAfter ?? 0) * 1_000)
  expect(await stage.live()).toHaveLength(0)
  expect((await stage.settle(id)).state).toBe(arrived(stage))
  expect(await stage.live()).toHaveLength(1)
  return { ...cell('failed-retryable', 0), then: 1 }
}

const cell = (state: Cell['state'], effects: number, reason: string | null = null): Cell => ({ effects, state, reason })

const inFiles = ['files', 'feed parser', 'package checks']
const overHttp = ({ against }: Destination): string | null => (inFiles.includes(against) ? 'no connection' : null)
const withTokens = (destination: Destination): string | null =>
  overHttp(destination) ?? (destination.grants === false ? 'no sign-in' : null)

export const stories: readonly Story[] = [
  story('publish', async stage => {
    await publish(stage)
    return cell(arrived(stage), 1)
  }),
  story('update', async stage => {
    const release = await publish(stage)
    const { id } = await stage.correct(release, corrected)
    const { state, reason } = await stage.settle(id)
    if (!stage.connector.can.update) {
      expect({ state, reason }).toEqual({ state: 'failed-final', reason: 'cannot-update' })
      expectCard(reason)
      expect(await stage.live()).toHaveLength(1)
      return cell(state, 1, reason)
    }
    expect(state).toBe(arrived(stage))
    expect(await stage.live(corrected)).toHaveLength(1)
    return cell(state, 1)
  }),
  story('withdraw', async stage => {
    const release = await publish(stage)
    const [withdrawal] = await stage.desk.handlers['outbox.withdraw']({ release })
    const { state, reason } = await stage.settle(withdrawal?.id ?? '')
    if (!stage.connector.can.withdraw) {
      expect({ state, reason }).toEqual({ state: 'failed-final', reason: 'cannot-withdraw' })
      expectCard(reason)
      return cell(state, 1, reason)
    }
    expect(state).toBe(arrived(stage))
    // What a person was given is theirs to take down: a package that asks for it lies ready.
    if (!stage.connector.can.handOff) expect(await stage.live()).toHaveLength(0)
    return cell(state, 0)
  }),
  story('the same twice', async stage => {
    const { id, releaseId } = await stage.plan()
    const again = await stage.desk.handlers['outbox.plan']({ release: releaseId, accounts: [stage.account.id] })
    expect(again.map(delivery => delivery.id)).toEqual([id])
    await Promise.all([stage.desk.deliver(), stage.desk.deliver()])
    await stage.settle(id)
    expect(await stage.live()).toHaveLength(1)
    return cell((await stage.now(id)).state, 1)
  }),
  story('answer lost after it acted', stage => unknownOutcome(stage, 'lost after', true), { when: overHttp }),
  story('answer lost before', stage => unknownOutcome(stage, 'lost before', false), { when: overHttp }),
  story('500 after it acted', stage => unknownOutcome(stage, { after: 500 }, true), { when: overHttp }),
  story('503', stage => unknownOutcome(stage, { refuse: 503 }, false), { when: overHttp }),
  story('half a body', stage => unknownOutcome(stage, 'half a body', true), { when: overHttp }),
  story('wrong content type', stage => unknownOutcome(stage, 'wrong content type', true), { when: overHttp }),
  {
    ...story('no answer in time', stage => unknownOutcome(stage, 'never answered', true), { when: overHttp }),
    waits: true
  },
  { name: 'kill -9 at every await', untold: overHttp, tell: killedAtEveryAwait },
  story(
    'sent again on a wrong word',
    async stage => {
      stage.server.inject('lost after')
      const { id } = await stage.plan()
      await stage.desk.deliver()
      const { state } = await stage.now(id)
      if (state === 'unconfirmed') await stage.desk.handlers['outbox.reconcile']({ id, is: 'absent' })
      const settled = await stage.settle(id)
      expect(await stage.live()).toHaveLength(1)
      expect(settled.state).toBe(arrived(stage))
      return cell(settled.state, 1)
    },
    {
      when: destination =>
        overHttp(destination) ??
        (destination.refusesTwins ? null : 'takes the same twice: the card says so before a person answers')
    }
  ),
  story(
    '401, then renewed',
    async stage => {
      await stage.server.expire?.(true)
      const { id } = await stage.plan()
      expect((await stage.settle(id)).state).toBe(arrived(stage))
      expect(await stage.live()).toHaveLength(1)
      return cell('confirmed', 1)
    },
    { when: destination => withTokens(destination) ?? (destination.grants === 'fixed' ? 'nothing to renew' : null) }
  ),
  story(
    '401 for good',
    async stage => {
      await stage.server.expire?.(false)
      const { id } = await stage.plan()
      const { state, reason } = await stage.settle(id)
      expect({ state, reason }).toEqual({ state: 'held', reason: 'sign-in' })
      expectCard(reason)
      expect(await stage.live()).toHaveLength(0)
      return cell(state, 0, reason)
    },
    { when: withTokens }
  ),
  story('403', stage => refused(stage, { refuse: 403 }, ['forbidden', 'refused']), { when: overHttp }),
  story('413', stage => refused(stage, { refuse: 413 }, ['too-long', 'refused', 'media-refused']), { when: overHttp }),
  story(
    '404 on an update',
    async stage => {
      const release = await publish(stage)
      stage.server.inject({ refuse: 404 }, { refuse: 404 })
      const { id } = await stage.correct(release, corrected)
      const { state, reason } = await stage.settle(id)
      expect(state).toBe('failed-final')
      expectCard(reason)
      return cell(state, 1, reason)
    },
    { when: overHttp }
  ),
  story('429 with Retry-After', stage => later(stage, 90), { when: overHttp }),
  story('429 without', stage => later(stage), { when: overHttp }),
  story('cancel', async stage => {
    const at = new Date(stage.desk.workspace.context.now() + 60_000).toISOString()
    const { id } = await stage.plan({}, at)
    await stage.desk.handlers['outbox.cancel']({ id })
    stage.desk.workspace.setClock(new Date(Date.parse(at) + 1_000).toISOString())
    expect((await stage.settle(id)).state).toBe('cancelled')
    expect(await stage.server.effects()).toEqual([])
    return cell('cancelled', 0)
  }),
  clockStory('clock ahead', 5 * 60_000),
  clockStory('clock behind', -5 * 60_000),
  story('embargo lifted while offline', async stage => {
    const embargo = embargoFromWall('2027-03-28T02:30', 'Europe/Prague')
    const lifts = Date.parse(embargo.at)
    stage.desk.workspace.setClock(new Date(lifts - 60_000).toISOString())
    const { id } = await stage.plan({ embargo })
    await stage.desk.deliver()
    expect(await stage.live()).toEqual([])
    const back = lifts + 1_800_000
    stage.server.setClock?.(back)
    stage.desk.workspace.setClock(new Date(back).toISOString())
    await stage.desk.deliver()
    const { state, reason } = await stage.now(id)
    if (!stage.server.setClock) {
      expect({ state, reason }).toEqual({ state: 'held', reason: 'clock-unverified' })
      return cell(state, 0, reason)
    }
    expect(state).toBe(arrived(stage))
    expect(await stage.live()).toHaveLength(1)
    return cell(state, 1)
  }),
  story(
    'too long',
    async ({ destination, connector, base, server }) => {
      const { settings, secret = null, tokens = null } = destination.accountAt(base)
      const { post } = parcel({ post: { network: connector.network ?? 'linkedin', text: destination.tooLong ?? '' } })
      const posts = post ? [post] : []
      const sent = await connector.send(parcel({ post, posts, access: { settings, secret, tokens } }), call)
      expect(sent).toMatchObject({ outcome: 'refused', reason: 'too-long' })
      expectCard('too-long')
      expect(await server.effects()).toEqual([])
      return cell('refused', 0, 'too-long')
    },
    { when: ({ tooLong }) => (tooLong === null ? 'no limit' : null) }
  ),
  story(
    'certificate that is not trusted',
    async stage => {
      const { id } = await stage.plan()
      await stage.desk.deliver()
      const { state, reason } = await stage.now(id)
      expect({ state, reason }).toEqual({ state: 'failed-retryable', reason: 'tls' })
      expectCard(reason)
      return cell(state, 0, reason)
    },
    { base: 'untrusted', when: overHttp }
  ),
  story(
    'host that is not there',
    async stage => {
      const { id } = await stage.plan()
      await stage.desk.deliver()
      const { state, reason } = await stage.now(id)
      expect({ state, reason }).toEqual({ state: 'planned', reason: 'offline' })
      expectCard(reason)
      return cell(state, 0, reason)
    },
    { base: 'http://nowhere.invalid', when: overHttp }
  )
]

/** An embargo that has lifted by this clock and not by the destination's: it is held, whichever of the two is wrong. */
function clockStory(name: string, ahead: number): Story {
  return story(name, async stage => {
    const embargo = embargoFromWall('2027-03-28T02:30', 'Europe/Prague')
    const lifts = Date.parse(embargo.at)
    stage.desk.workspace.setClock(new Date(lifts - 3_600_000).toISOString())
    const { id } = await stage.plan({ embargo })
    const ours = lifts + 1_000
    stage.server.setClock?.(ours - ahead)
    stage.desk.workspace.setClock(new Date(ours).toISOString())
    await stage.desk.deliver()
    const { state, reason } = await stage.now(id)
    expect({ state, reason }).toEqual({
      state: 'held',
      reason: stage.server.setClock ? 'clock-skew' : 'clock-unverified'
    })
    expectCard(reason)
    expect(await stage.live(title)).toEqual([])
    return cell(state, 0, reason)
  })
}
