import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Cell } from './cell.ts'
import type { Destination } from './destination.ts'
import { openStage, settleLeft, type Stage } from './stage.ts'

/** More requests than any publication takes. */
const tooMany = 12

/**
 * Kills the delivering process (SIGKILL) while its first request is under way, which the destination has carried out and not
 * answered; and again from the start, while its second one is; and so on until none is left to kill it at.
 */
export async function killedAtEveryAwait(destination: Destination): Promise<Cell> {
  const cells: Cell[] = []
  for (let n = 1; n <= tooMany; n++) {
    const stage = await openStage(destination)
    try {
      const { killed, cell } = await killedAt(stage, n)
      if (!killed) return cells.find(({ state }) => state === 'unconfirmed') ?? cell
      cells.push(cell)
    } finally {
      await stage.close()
    }
  }
  throw new Error(`a publication of ${tooMany} requests`)
}

async function killedAt(stage: Stage, n: number): Promise<{ killed: boolean; cell: Cell }> {
  const { server, destination, base, connector } = stage
  const { id } = await stage.plan()
  const file = await stage.leave()
  const stalled = server.stall?.(n) ?? Promise.reject(new Error('there is nothing to kill it at'))
  const killed = await killWhen(stalled, [file, destination.kind, base])
  const { state, reason } = await settleLeft(file, stage, id)
  const there = (await stage.live()).length
  const sure = !killed || connector.repeat === 'idempotent' || connector.can.look
  const arrived = connector.can.handOff ? 'unconfirmed' : 'confirmed'
  expect(sure ? arrived : 'unconfirmed', `killed at request ${n} (${reason})`).toBe(state)
  if (sure) expect(there, `killed at request ${n}`).toBe(1)
  else expect(there, `killed at request ${n}`).toBeLessThanOrEqual(1)
  return { killed, cell: { effects: there, state } }
}

/** @returns whether it was killed; false when it ended before there was reason to */
async function killWhen(moment: Promise<void>, args: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), ...args], {
    stdio: ['ignore', 'ignore', 'inherit']
  })
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>
  await Promise.race([moment, ended])
  child.kill('SIGKILL')
  const [code, signal] = await ended
  if (signal !== 'SIGKILL') expect(code).toBe(0)
  return signal === 'SIGKILL'
}
