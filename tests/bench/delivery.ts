import { approvedRelease } from '../support/approved.ts'
import { deliveryDesk, webhookSecret, type DeliveryDesk } from '../support/delivery-desk.ts'
import { bareLoop } from './bare-loop.ts'
import { figure, type Figure, type Pair } from './figure.ts'
import { openCounter } from './counter.ts'

const rounds = 15
/** A busy morning: so many texts, each to so many subscribers. */
const texts = 32
const subscribers = 8
const perRound = texts * subscribers
/** A press release of about 420 words. */
const body = 'La nouvelle usine ouvre ses portes mardi à Landelles, et avec elle quarante emplois. '.repeat(30)

/** One that delivers: the outbox, or the bare loop over a workspace of its own that is planned in the same way. */
interface Side {
  desk: DeliveryDesk
  accounts: string[]
  deliver(): Promise<unknown>
}

/**
 * Deliveries a second, eight at a time: the outbox, and beside it a bare loop that sends the same signed requests and makes
 * the same two durable writes for each.
 */
export async function deliveries(): Promise<Figure[]> {
  const counter = await openCounter()
  const [outbox, bare] = [await openDesk(counter.url), await openDesk(counter.url)]
  const loop = bareLoop(bare.desk.workspace.context.sqlite, counter.url)
  const sides = {
    product: { ...outbox, deliver: async () => outbox.desk.deliver() },
    floor: { ...bare, deliver: () => loop.deliver() }
  }
  const perSecond = async ({ desk, accounts, deliver }: Side): Promise<number> => {
    await plan(desk, accounts)
    await counter.taken()
    const started = performance.now()
    await deliver()
    const seconds = (performance.now() - started) / 1_000
    await counter.expect(perRound)
    return perRound / seconds
  }
  try {
    const pairs: Pair[] = []
    // The first round warms up, and is not counted.
    for (let round = 0; round <= rounds; round++) {
      const order = round % 2 === 0 ? (['product', 'floor'] as const) : (['floor', 'product'] as const)
      const pair = { product: 0, floor: 0 }
      for (const side of order) pair[side] = await perSecond(sides[side])
      if (round > 0) pairs.push(pair)
    }
    return [figure({ name: 'P10 deliveries, 8 at a time', unit: '1/s', target: 0.8, better: 'higher' }, pairs)]
  } finally {
    await loop.close()
    await outbox.desk.close()
    await bare.desk.close()
    counter.close()
  }
}

async function openDesk(url: string): Promise<Pick<Side, 'desk' | 'accounts'>> {
  const desk = await deliveryDesk()
  const accounts: string[] = []
  for (let index = 1; index <= subscribers; index++) {
    const fields = { settings: { url, allowHost: '127.0.0.1' }, secret: webhookSecret }
    const { id } = await desk.handlers['accounts.add']({ connector: 'webhook', name: `Presse ${index}`, ...fields })
    accounts.push(id)
  }
  return { desk, accounts }
}

async function plan({ workspace, handlers }: DeliveryDesk, accounts: string[]): Promise<void> {
  for (let index = 0; index < texts; index++)
    await handlers['outbox.plan']({ release: await approvedRelease(workspace, { body }), accounts })
}
