import type { Delivery } from '../../domain/delivery/delivery.ts'
import type { AccountTally } from '../../preload/contract/delivery.ts'

/** A line of the outbox: a delivery, or the day or destination that those below it belong to. */
export type Line =
  | { kind: 'day'; key: string; day: string }
  | { kind: 'account'; key: string; tally: AccountTally; open: boolean }
  | { kind: 'delivery'; key: string; delivery: Delivery }

const lineOf = (delivery: Delivery): Line => ({ kind: 'delivery', key: delivery.id, delivery })

/** Deliveries in their order, below the days that they are planned for in a zone. */
export function linesByDay(deliveries: readonly Delivery[], timeZone: string): Line[] {
  // Swedish writes days as YYYY-MM-DD.
  const format = new Intl.DateTimeFormat('sv', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  let before = ''
  return deliveries.flatMap(delivery => {
    const day = format.format(new Date(delivery.plannedAt))
    const heading: Line[] = day === before ? [] : [{ kind: 'day', key: day, day }]
    before = day
    return [...heading, lineOf(delivery)]
  })
}

/** Every destination, with its deliveries below the one that is unfolded. */
export const linesByAccount = (
  tallies: readonly AccountTally[],
  unfolded: string | undefined,
  deliveries: readonly Delivery[]
): Line[] =>
  tallies.flatMap(tally => {
    const open = tally.id === unfolded
    const own = open ? deliveries.filter(({ accountId }) => accountId === tally.id).map(lineOf) : []
    return [{ kind: 'account', key: tally.id, tally, open }, ...own]
  })
