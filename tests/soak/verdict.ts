import type { Delivery } from '../../src/domain/delivery/delivery.ts'
import { translator } from '../../src/messages/index.ts'
import { deliveryHandlers } from '../../src/main/workspace/delivery/delivery.handlers.ts'
import { openContext } from '../../src/main/workspace/open-context.ts'
import { findPerson } from '../../src/main/workspace/people/person.repository.ts'
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
  return withDesk(world, async (_, deliveries) => ({
    deliveries,
    wrong: [
      ...deliveries.flatMap(delivery =>
        wrongWith(delivery, counts.get(delivery.connector)?.(delivery.releaseTitle) ?? 0)
      ),
      ...Array.from({ length: world.planned - deliveries.length }, () => lost)
    ]
  }))
}

const lost: Finding = { what: 'lost', destination: '', title: '', state: 'not in the outbox', reason: null }

function wrongWith({ connector, releaseTitle, state, reason }: Delivery, there: number): Finding[] {
  const finding = (what: Finding['what']): Finding[] => [
    { what, destination: connector, title: releaseTitle, state, reason }
  ]
  if (there > 1) return finding('doubled')
  if (state === 'confirmed') return there === 0 ? finding('lost') : []
  if (state !== 'failed-final') return finding('unsettled')
  if (there > 0) return finding('there though refused')
  return hasWords(reason) ? [] : finding('without words')
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
