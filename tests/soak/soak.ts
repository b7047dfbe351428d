import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Delivery } from '../../src/domain/delivery/delivery.ts'
import { chance, oneOf } from './chance.ts'
import type { Told } from './child.ts'
import { faultsOn, type Trouble } from './trouble.ts'
import { findings, settleByHand, type Finding } from './verdict.ts'
import { openWorld, type World } from './world.ts'

export interface SoakOptions {
  deliveries: number
  kills: number
  seed: number
}

export interface SoakResult extends SoakOptions {
  planned: number
  killed: number
  /** How many of each kind of trouble were made. */
  troubles: Record<string, number>
  /** How many ended in each state, with its reason. */
  ends: Record<string, number>
  /** How many a person had to look up. */
  byHand: number
  /** Whatever must not be: lost, doubled, unsettled, without words. */
  findings: Finding[]
  seconds: number
}

/** Has deliveries sent to every destination with faults at random and kills; then compares what is said with what is there. */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const started = performance.now()
  const random = chance(options.seed)
  const world = await openWorld(options.deliveries)
  try {
    const trouble = faultsOn(world.places, random)
    const run = runner(world, trouble)
    // Each delivery is told of twice at least: when it begins and when it ends.
    const moments = Array.from({ length: options.kills }, () => Math.ceil(random() * world.planned * 1.8))
    let killed = 0
    for (const moment of moments.toSorted((a, b) => a - b)) if (await run(moment)) killed++
    await run(null)
    let byHand = 0
    // What is found not to be there is sent once more, and may meet a fault again.
    for (let asked = await settleByHand(world); asked.settled > 0; asked = await settleByHand(world)) {
      byHand += asked.settled
      if (asked.absent > 0) await run(null)
    }
    const { deliveries, wrong } = await findings(world)
    const seconds = Math.round((performance.now() - started) / 1_000)
    const { planned } = world
    return {
      ...options,
      planned,
      killed,
      troubles: trouble.made,
      ends: counted(deliveries),
      byHand,
      findings: wrong,
      seconds
    }
  } finally {
    await world.close()
  }
}

const counted = (deliveries: readonly Delivery[]): Record<string, number> => {
  const ends: Record<string, number> = {}
  for (const { connector, state, reason } of deliveries) {
    const end = reason === null ? state : `${state}: ${reason} (${connector})`
    ends[end] = (ends[end] ?? 0) + 1
  }
  return ends
}

/** Answers with a way to deliver in a process of its own: to the end (null), or until so many changes were told in all. */
function runner({ file, places }: World, trouble: Trouble): (until: number | null) => Promise<boolean> {
  const bases = JSON.stringify(Object.fromEntries(places.map(({ destination, base }) => [destination.kind, base])))
  let [ahead, changes] = [0, 0]
  return async until => {
    if (until !== null && changes >= until) until = changes + 1
    const child = fork(join(import.meta.dirname, 'child.ts'), [file, String(ahead), bases], { execArgv: [] })
    const ended = once(child, 'exit') as Promise<[number | null, string | null]>
    child.on('message', (told: Told) => {
      if ('ahead' in told) {
        ahead = told.ahead
        trouble.moveClocks(Date.now() + ahead)
        return
      }
      changes += told.changed
      trouble.perhaps()
      if (until !== null && changes >= until) child.kill('SIGKILL')
    })
    const [code, signal] = await ended
    if (code !== 0 && signal !== 'SIGKILL') throw new Error(`the delivering process ended with ${code ?? signal}`)
    return signal === 'SIGKILL'
  }
}

/** Where the random numbers of a run begin when nobody said. */
export const anySeed = (): number => oneOf([...crypto.getRandomValues(new Uint32Array(1))], Math.random)
