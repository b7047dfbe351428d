import type { Delivery } from '../../src/domain/delivery/delivery.ts'
import { translator } from '../../src/messages/index.ts'
import { deliveryHandlers } from '../../src/main/workspace/delivery/delivery.handlers.ts'
import { openContext } from '../../src/main/workspace/open-context.ts'
import { findPerson } from '../../src/main/workspace/people/person.repository.ts'
import type { Destination } from '../stories/destination.ts'
import type { World } from './world.ts'

/** Something that must not be. */
export interface Finding {
  what: 'lost' | 'doubled' | 'unsettled' | 'without words' | 'there though refused'
  destination: string
  title: string
  state: string
  reason: string | null
}

/** How often each text is at a destination, or was. */
type Counts = Map<string, (title: string) => number>

async function count({ places }: World): Promise<Counts> {
  const counts: Counts = new Map()
  for (const { destination, server } of places) {
    const texts = (await server.effects()).map(({ text }) => text.replace(/\s+/g, ' '))
    counts.set(destination.kind, title => texts.filter(text => text.includes(title)).length)
  }
  return counts
}

/** Says of each delivery that nobody else can know about whether it is there, as somebody does who goes and looks. */
export async function settleByHand(world: World): Promise<{ settled: number; absent: number }> {
  const counts = await count(world)
  return withDesk(world, async (handlers, deliveries) => {
    const open = deliveries.filter(({ state }) => state === 'unconfirmed')
    let absent = 0
    for (const { id, connector, releaseTitle } of open) {
      const isThere = (counts.get(connector)?.(releaseTitle) ?? 0) > 0
      if (!isThere) absent++
      await handlers['outbox.reconcile']({ id, is: isThere ? 'live' : 'absent' })
    }
    return { settled: open.length, absent }
  })
}

/** Compares what the outbox says with what is there. */
export async function findings(world: World): Promise<{ deliveries: Delivery[]; wrong: Finding[] }> {
  const counts = await count(world)
  return withDesk(world, async (handlers, deliveries) => {
    const wrong: Finding[] = Array.from({ length: world.planned - deliveries.length }, () => forgotten)
    for (const { destination } of world.places) {
      const own = deliveries.filter(({ connector }) => connector === destination.kind)
      const there = own.map(({ releaseTitle }) => counts.get(destination.kind)?.(releaseTitle) ?? 0)
      const shown = there.filter(times => times > 0).length
      const wholeFeed = shown >= (offers(destination) ?? Number.POSITIVE_INFINITY)
      for (const [index, delivery] of own.entries()) {
        const what = wrongWith(delivery, there[index] ?? 0, wholeFeed)
        // Where a try may have arrived before the refusal, the card says that too.
        const told = what === 'there though refused' && (await mayBeLive(handlers, delivery.id))
        if (what && !told) wrong.push(finding(what, delivery))
      }
    }
    return { deliveries, wrong }
  })
}

/** How many texts a feed shows, at least where there are more: the newest ones. */
const offers = ({ against, kind }: Destination): number | null =>
  against === 'feed parser' || kind === 'haiilo' ? 100 : null

async function mayBeLive(handlers: Handlers, id: string): Promise<boolean> {
  return (await handlers['outbox.get']({ id })).attempts.some(attempt => attempt.mayBeLive)
}

const finding = (what: Finding['what'], { connector, releaseTitle, state, reason }: Delivery): Finding => ({
  what,
  destination: connector,
  title: releaseTitle,
  state,
  reason
})

const forgotten: Finding = { what: 'lost', destination: '', title: '', state: 'not in the outbox', reason: null }

/** @param whole it shows as many as it can, so that the others are gone from it in good order */
function wrongWith({ state, reason }: Delivery, there: number, whole: boolean): Finding['what'] | null {
  if (there > 1) return 'doubled'
  if (state === 'confirmed') return there === 0 && !whole ? 'lost' : null
  if (state !== 'failed-final') return 'unsettled'
  if (there > 0) return 'there though refused'
  return hasWords(reason) ? null : 'without words'
}

/** What went wrong has a card that says so, in both languages. */
const hasWords = (reason: string | null): boolean =>
  (['fr', 'en'] as const).every(lang => {
    const words = translator(lang)(`delivery.reasons.${reason}` as 'delivery.reasons.refused')
    return words.length > 10 && !words.includes('delivery.reasons')
  })

type Handlers = ReturnType<typeof deliveryHandlers>['handlers']

async function withDesk<T>({ file }: World, act: (handlers: Handlers, all: Delivery[]) => Promise<T>): Promise<T> {
  const { context, close } = openContext(file, 'open')
  context.session.actor = await findPerson(context.read, 'omar@armelin.example')
  const { handlers, stop } = deliveryHandlers(context, { deliver: 'on-call' })
  try {
    const all: Delivery[] = []
    for (let after: string | null | undefined; after !== null;) {
      const page = await handlers['outbox.list']({
        order: 'soonest',
        limit: 200,
        ...(after !== undefined && { after })
      })
      all.push(...page.deliveries)
      after = page.next
    }
    return await act(handlers, all)
  } finally {
    await stop()
    await close()
  }
}
