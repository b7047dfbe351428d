import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Lanes } from '../../../src/main/workspace/delivery/lanes.ts'
import type { Due } from '../../../src/main/workspace/delivery/due.repository.ts'

const due = (account: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `${account} ${index}`,
    account,
    connector: account,
    dueAt: '2026-11-26T07:30:00.000Z'
  }))
const width = { wide: 8, narrow: 1, pair: 2 }
const lanesOf = (waiting: Due[]): Lanes => {
  const lanes = new Lanes(({ connector }) => width[connector as keyof typeof width] ?? 8)
  lanes.fill(waiting)
  return lanes
}
const ids = (chosen: { id: string }[]) => chosen.map(({ id }) => id)

test('places go round, however much is due on one', () => {
  const chosen = lanesOf([...due('many', 8), ...due('few', 2), ...due('one', 1)]).take(new Map(), 8)
  expect(ids(chosen)).toEqual(['many 0', 'few 0', 'one 0', 'many 1', 'few 1', 'many 2', 'many 3', 'many 4'])
})

test('an account that has nothing under way comes before one that has', () => {
  const lanes = lanesOf([...due('many', 8), ...due('late', 1)])
  expect(ids(lanes.take(new Map([['many', 7]]), 1))).toEqual(['late 0'])
})

test('whoever was served longest ago comes first', () => {
  const lanes = lanesOf([...due('a', 8), ...due('b', 8), ...due('c', 8)])
  const served = Array.from({ length: 6 }, () => lanes.take(new Map(), 1)[0]?.account)
  expect(served).toEqual(['a', 'b', 'c', 'a', 'b', 'c'])
})

test('no account has more under way than its lane takes, and no place is left empty that somebody could have', () => {
  const accounts = ['wide', 'narrow', 'pair']
  fc.assert(
    fc.property(
      fc.tuple(...accounts.map(() => fc.nat(8))),
      fc.tuple(fc.nat(8), fc.nat(1), fc.nat(2)),
      fc.integer({ min: 1, max: 8 }),
      (counts, busy, room) => {
        const underWay = new Map(accounts.map((account, index) => [account, busy[index]!]))
        const waiting = accounts.flatMap((account, index) => due(account, counts[index]!))
        const chosen = lanesOf(waiting).take(underWay, room)
        const free = accounts.map((account, index) =>
          Math.min(counts[index]!, Math.max(0, width[account as keyof typeof width] - busy[index]!))
        )
        expect(chosen).toHaveLength(
          Math.min(
            room,
            free.reduce((sum, each) => sum + each, 0)
          )
        )
        for (const [index, account] of accounts.entries())
          expect(chosen.filter(each => each.account === account).length).toBeLessThanOrEqual(free[index]!)
        expect(new Set(ids(chosen)).size).toBe(chosen.length)
      }
    )
  )
})
