import { noCounts, type Counts } from './figures.ts'
import type { Reading } from './reading.ts'

const fields = Object.keys(noCounts) as (keyof Counts)[]

/**
 * What a reading says of its own day. A counter says it by what it has over the highest that it stood at on days before: it
 * falls where a reaction is taken back, and a day cannot have fewer than none.
 * @param before counts of the same post on earlier days
 * @returns null where it tells nothing that is added up, followers for one
 */
export function countsOfDay({ basis, counts }: Reading, before: readonly Reading['counts'][]): Counts | null {
  if (fields.every(field => counts[field] === undefined)) return null
  const day = { ...noCounts }
  for (const field of fields) {
    const stood = basis === 'so far' ? Math.max(0, ...before.map(earlier => earlier[field] ?? 0)) : 0
    day[field] = Math.max(0, Math.round(counts[field] ?? 0) - stood)
  }
  return day
}
