import { expect, test } from 'vitest'
import { anySeed, soak } from './soak.ts'

test('a few deliveries to every destination, with faults and a kill (`npm run soak` makes it two thousand)', async () => {
  const seed = anySeed()
  console.log(`soak: seed ${seed}`)
  const { planned, killed, findings } = await soak({ deliveries: 60, kills: 1, seed })
  expect(planned).toBeGreaterThanOrEqual(60)
  expect(killed).toBe(1)
  expect(findings).toEqual([])
}, 240_000)
