import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { webhookSecret } from './delivery-desk.ts'
import type { Point } from './pillarbox.ts'

/**
 * Where the process is killed. `in flight`: while the receiver has the request and has not answered. `while starting again`:
 * before it has committed what it makes of an earlier kill.
 */
export type Moment =
  'before claim' | 'after claim' | 'in flight' | 'after answer' | 'after mark' | 'while starting again' | Point

const start = (file: string, moment: Moment | 'none') =>
  spawn(process.execPath, [join(import.meta.dirname, 'delivery-child.ts'), file, moment], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, RELAIS_SECRET_PRESSE: webhookSecret }
  })

/** Delivers in a process of its own, and kills it (SIGKILL) at a moment; `inFlight` says when that one has come. */
export async function killAt(file: string, moment: Moment, inFlight: Promise<unknown>): Promise<void> {
  const child = start(file, moment)
  const ended = once(child, 'exit')
  if (moment === 'in flight') await Promise.race([inFlight, ended])
  else await Promise.race([once(createInterface(child.stdout), 'line'), ended])
  child.kill('SIGKILL')
  const [code, signal] = (await ended) as [number | null, string | null]
  if (signal !== 'SIGKILL') throw new Error(`it ended by itself, with ${code}`)
}

/** Delivers in a process of its own, to the end. */
export async function deliverIn(file: string): Promise<unknown> {
  const child = start(file, 'none')
  const [[line]] = await Promise.all([
    once(createInterface(child.stdout), 'line') as Promise<[string]>,
    once(child, 'exit')
  ])
  return JSON.parse(line)
}
