import type { Fault } from '../stories/destination.ts'
import { oneOf } from './chance.ts'
import type { Place } from './world.ts'

/** Makes trouble at the destinations. */
export interface Trouble {
  /** How many of each kind were made. */
  made: Record<string, number>
  /** Makes some, or none, as chance has it. */
  perhaps(): void
  /** The servers' clocks go with the one of the outbox. */
  moveClocks(now: number): void
}

/** Each with the story that is told of it: where that cannot be told, the fault cannot happen. */
const faults: readonly (readonly [Fault, story: string])[] = [
  ['lost before', 'answer lost before'],
  ['lost after', 'answer lost after it acted'],
  ['half a body', 'half a body'],
  ['wrong content type', 'wrong content type'],
  [{ after: 500 }, '500 after it acted'],
  [{ after: 503 }, '500 after it acted'],
  [{ refuse: 403 }, '403'],
  [{ refuse: 413 }, '413'],
  [{ refuse: 429 }, '429 without'],
  [{ refuse: 429, retryAfter: 90 }, '429 with Retry-After'],
  [{ refuse: 500 }, '503'],
  [{ refuse: 503 }, '503']
]

/** For each change that the outbox tells of: about one delivery in five meets a fault. */
const likelihood = 0.1
/** Each of these takes as long as a destination is waited for. */
const mostUnanswered = 4

export function faultsOn(places: readonly Place[], random: () => number): Trouble {
  const made: Record<string, number> = {}
  const reachable = places.filter(({ server }) => server.stall)
  const expiring = reachable.filter(
    ({ destination }) => destination.grants === 'renewable' && destination.kind !== 'linkedin'
  )
  const note = (kind: string): void => void (made[kind] = (made[kind] ?? 0) + 1)
  return {
    made,
    perhaps() {
      if (random() >= likelihood) return
      const share = random()
      if (share < 0.02) {
        note('sign-in ran out')
        void oneOf(expiring, random).server.expire?.(true)
        return
      }
      const rare = share < 0.05 && (made['never answered'] ?? 0) < mostUnanswered
      const { destination, server } = oneOf(reachable, random)
      const [fault, story] = rare ? (['never answered', 'no answer in time'] as const) : oneOf(faults, random)
      if (story in destination.untold) return
      note(nameOf(fault))
      server.inject(fault)
    },
    moveClocks(now) {
      for (const { server } of reachable) server.setClock?.(now)
    }
  }
}

const nameOf = (fault: Fault): string => {
  if (typeof fault === 'string') return fault
  if ('after' in fault) return `${fault.after} after it acted`
  return fault.retryAfter === undefined ? String(fault.refuse) : `${fault.refuse} with Retry-After`
}
