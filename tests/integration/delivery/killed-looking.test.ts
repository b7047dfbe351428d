import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { brokenAudit } from '../../../src/main/workspace/database/audit.ts'
import { listAttempts } from '../../../src/main/workspace/delivery/attempt.repository.ts'
import { findDelivery } from '../../../src/main/workspace/delivery/delivery.repository.ts'
import { openContext } from '../../../src/main/workspace/open-context.ts'
import { deliverIn, killAt, type Moment } from '../../support/killed.ts'
import { pillarDesk } from '../../support/pillar-desk.ts'
import { pillarbox } from '../../support/pillarbox.ts'

const folder = mkdtempSync(join(tmpdir(), 'relais killed '))
const prepared = join(folder, 'prepared.relais')
const file = join(folder, 'workspace.relais')
let delivery: string
let box: ReturnType<typeof pillarbox>
let turn = 0

beforeAll(async () => {
  const desk = await pillarDesk({ tokens: true, secret: 'given' })
  desk.workspace.setClock(null)
  delivery = (await desk.plan([desk.account]))[0]!.id
  desk.workspace.context.sqlite.prepare('VACUUM INTO ?').run(prepared)
  await desk.close()
})
beforeEach(() => {
  copyFileSync(prepared, file)
  const its = mkdtempSync(join(folder, `box ${++turn} `))
  box = pillarbox(its, { tokens: true })
  vi.stubEnv('RELAIS_TEST_BOX', its)
})
afterEach(() => {
  vi.unstubAllEnvs()
  for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const kill = (moment: Moment): Promise<void> => killAt(file, moment, Promise.race([]))
/** As if the time had come for whatever waits. */
function passTime(): void {
  const sqlite = new Sqlite(file)
  const past = new Date(Date.now() - 1_000).toISOString()
  sqlite.prepare('UPDATE delivery SET due_at = ? WHERE due_at > ?').run(past, past)
  sqlite.prepare('UPDATE delivery SET look_at = ? WHERE look_at > ?').run(past, past)
  sqlite.close()
}

async function now() {
  const { context, close } = openContext(file, 'open')
  try {
    expect(await brokenAudit(context.read)).toBeNull()
    const { state, reason, remoteId } = await findDelivery(context.read, delivery)
    const attempts = await listAttempts(context.read, delivery)
    return { state, reason, remoteId, outcomes: attempts.map(({ outcome }) => outcome) }
  } finally {
    await close()
  }
}
const arrived = { state: 'confirmed', reason: null, remoteId: 'letter 1' }

describe('killed while it is being sent to a destination that knows no repeats', () => {
  test('after it arrived, it is looked for, found, and not sent again', async () => {
    await kill('in send')
    await deliverIn(file)
    expect(await now()).toMatchObject({ state: 'unconfirmed', reason: 'cut-short' })
    passTime()
    await deliverIn(file)
    expect(await now()).toEqual({ ...arrived, outcomes: ['unconfirmed', 'confirmed'] })
    expect(box.letters().map(({ id }) => id)).toEqual([delivery])
  })

  test('before it arrived, it is looked for, not found, and sent', async () => {
    await kill('before send')
    await deliverIn(file)
    passTime()
    await deliverIn(file)
    expect(await now()).toMatchObject({ state: 'failed-retryable', reason: 'cut-short' })
    passTime()
    await deliverIn(file)
    expect(await now()).toEqual({ ...arrived, outcomes: ['unconfirmed', 'failed-retryable', 'confirmed'] })
    expect(box.letters().map(({ id }) => id)).toEqual([delivery])
  })

  test.each(['in look', 'after answer'] as const)('and killed again %s, it is there once', async moment => {
    await kill('in send')
    await deliverIn(file)
    passTime()
    await kill(moment)
    expect(await now()).toMatchObject({ state: 'unconfirmed', outcomes: ['unconfirmed'] })
    await deliverIn(file)
    expect(await now()).toMatchObject(arrived)
    expect(box.letters().map(({ id }) => id)).toEqual([delivery])
  })
})

describe('killed while it signs in', () => {
  test('before what was granted is kept, nothing has left, and it signs in again', async () => {
    await kill('in renew')
    expect(box.letters()).toEqual([])
    await deliverIn(file)
    expect(await now()).toEqual({ ...arrived, outcomes: ['confirmed'] })
    expect([box.renewals(), box.letters().length]).toEqual([2, 1])
  })

  test('with tokens that were used up by that, it waits for a person and not for ever in vain', async () => {
    // Tokens are kept from a first sign-in, and are not taken any more.
    await kill('before send')
    box.expire()
    await deliverIn(file)
    passTime()
    // Looking asks for new ones: the destination has given them, and the old ones are worth nothing.
    await kill('in renew')
    expect(box.renewals()).toBe(2)
    await deliverIn(file)
    passTime()
    await deliverIn(file)
    expect(await now()).toMatchObject({ state: 'unconfirmed' })
    expect(box.letters()).toEqual([])
  })

  test('after it is kept, it is used', async () => {
    await kill('before send')
    await deliverIn(file)
    passTime()
    await deliverIn(file)
    passTime()
    await deliverIn(file)
    expect(await now()).toMatchObject(arrived)
    expect(box.renewals()).toBe(1)
  })
})
