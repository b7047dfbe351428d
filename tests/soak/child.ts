/**
 * A process that works through an outbox until nothing is left but what a person has to look into: `fork(child.ts, [FILE,
 * CLOCK, BASES])`, CLOCK being how far its clock is ahead and BASES where each kind of destination is. Where everything waits,
 * the clock is moved on to whatever comes next. It tells of each change in the outbox, and of its clock; it ends by itself.
 */
import { deliveryHandlers } from '../../src/main/workspace/delivery/delivery.handlers.ts'
import { openContext } from '../../src/main/workspace/open-context.ts'
import { findPerson } from '../../src/main/workspace/people/person.repository.ts'
import { destinations } from '../stories/destinations/index.ts'

export type Told = { changed: number } | { ahead: number }

const [, , file = '', clock = '0', at = '{}'] = process.argv
const bases = JSON.parse(at) as Record<string, string>
const tell = (told: Told): void => void process.send?.(told)

/** More than any outbox takes that comes to its end. */
const mostRounds = 3_000

let ahead = Number(clock)
const now = (): number => Date.now() + ahead
const { context, onChange, close } = openContext(file, 'open', now)
onChange(change => change.topic === 'outbox' && tell({ changed: change.ids.length }))
const actor = await findPerson(context.read, 'omar@armelin.example')
Object.assign(context.session, { actor, vaultKey: new Uint8Array(32).fill(1) })
const connectors = destinations.flatMap(destination => {
  const base = bases[destination.kind]
  return base === undefined ? [] : [destination.connectorAt(base)]
})
const { handlers, stop } = deliveryHandlers(context, { deliver: 'on-call', connectors })

for (let round = 0; await moveOn(); round++) {
  if (round === mostRounds) throw new Error('it does not come to an end')
  await handlers['outbox.deliver']({})
  await seeTo()
}
await stop()
await close()
process.disconnect()

/** Waits, in the time that it has, for what comes next; false once nothing does. */
async function moveOn(): Promise<boolean> {
  const { next } = await context.read
    .selectFrom('delivery')
    .select(({ fn }) => fn.min<string | null>(fn.coalesce('look_at', 'due_at')).as('next'))
    .where(({ eb, or, and }) =>
      or([
        eb('state', 'in', ['planned', 'held', 'failed-retryable', 'leased']),
        and([eb('state', '=', 'unconfirmed'), eb('look_at', 'is not', null)])
      ])
    )
    .executeTakeFirstOrThrow()
  if (next === null) return false
  const wait = Date.parse(next) - now()
  if (wait > 0) {
    ahead += wait + 1_000
    tell({ ahead })
  }
  return true
}

/** What a person at the desk does: lets an account go on that was paused, and has sent what missed its slot. */
async function seeTo(): Promise<void> {
  for (const { id, paused } of await handlers['accounts.list']({}))
    if (paused) await handlers['accounts.resume']({ id })
  const { deliveries } = await handlers['outbox.list']({ state: 'held', order: 'soonest', limit: 200 })
  for (const { id, reason } of deliveries) if (reason === 'slot-missed') await handlers['outbox.retry']({ id })
}
