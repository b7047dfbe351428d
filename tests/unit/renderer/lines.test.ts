import { expect, test } from 'vitest'
import type { Delivery } from '../../../src/domain/delivery/delivery.ts'
import type { AccountTally } from '../../../src/preload/contract/delivery.ts'
import { linesByAccount, linesByDay } from '../../../src/renderer/delivery/lines.ts'

const at = (id: string, plannedAt: string, accountId = 'a') => ({ id, plannedAt, accountId }) as Delivery
const tally = (id: string): AccountTally => ({ id, name: id, connector: 'feed', removed: false, states: {} })

test('days are those of the workspace’s zone, each with one heading', () => {
  const deliveries = [
    at('1', '2026-11-23T23:30:00.000Z'),
    at('2', '2026-11-23T23:10:00.000Z'),
    at('3', '2026-11-23T22:59:00.000Z')
  ]
  expect(linesByDay(deliveries, 'Europe/Paris').map(({ key }) => key)).toEqual([
    '2026-11-24',
    '1',
    '2',
    '2026-11-23',
    '3'
  ])
  expect(linesByDay(deliveries, 'UTC').map(({ key }) => key)).toEqual(['2026-11-23', '1', '2', '3'])
})

test('only the destination that is unfolded has its deliveries below it', () => {
  const lines = linesByAccount([tally('a'), tally('b')], 'b', [at('1', '', 'b'), at('2', '', 'a')])
  expect(lines.map(({ key }) => key)).toEqual(['a', 'b', '1'])
  expect(lines.map(line => line.kind === 'account' && line.open)).toEqual([false, true, false])
})
