import { expect, test } from 'vitest'
import { deliveryDesk, type DeliveryDesk } from '../support/delivery-desk.ts'
import { openFaultProxy, type FaultProxy } from '../support/fault-proxy.ts'
import { long, patience, sized } from './size.ts'

const good = sized(1_000, 40)
/** Deeper than any text: what makes HTML of it gives up. */
const unsendable = `${'> '.repeat(2_000)}x`

interface Run {
  desk: DeliveryDesk
  proxy: FaultProxy
  poison: Record<'refused' | 'unsendable' | 'silent', string> | null
  /** How long the good ones took, in milliseconds. */
  took: number
  end(): Promise<void>
}

async function run(poisoned: boolean): Promise<Run> {
  const desk = await deliveryDesk()
  const proxy = await openFaultProxy(desk.receiver.url)
  const account = await desk.addWebhook('Presse', { ...desk.receiver, url: `${proxy.url}/hook` })
  const plan = async (title: string, body = 'Un texte.'): Promise<string> =>
    (await desk.plan([account], { title, body }))[0]!.id
  const forEver = 20
  proxy.when(({ body }) => body.includes('Refusé'), ...Array<{ status: number }>(forEver).fill({ status: 400 }))
  proxy.when(({ body }) => body.includes('Muet'), ...Array<'never take in'>(forEver).fill('never take in'))
  const poison = poisoned
    ? {
        silent: await plan('Muet'),
        refused: await plan('Refusé'),
        unsendable: await plan('Impossible', unsendable)
      }
    : null
  const ids: string[] = []
  for (let number = 0; number < good; number++) ids.push(await plan(`Texte ${number}`))
  const started = performance.now()
  const delivering = Promise.resolve(desk.deliver())
  await desk.receiver.arrived(good)
  const took = performance.now() - started
  return {
    desk,
    proxy,
    poison,
    took,
    async end() {
      await delivering
      for (const id of ids) expect((await desk.get(id)).delivery.state).toBe('confirmed')
      expect(new Set(desk.receiver.effects.map(({ id }) => id)).size).toBe(desk.receiver.effects.length)
    }
  }
}

test(
  `one that is refused, one that cannot be sent and one that is never answered, among ${good}`,
  async () => {
    const { desk, proxy, poison, end } = await run(true)
    const { handlers } = desk
    const now = async (id: string) => (await desk.get(id)).delivery
    expect(await now(poison!.silent)).toMatchObject({ state: 'leased' })
    await end()
    expect(await now(poison!.refused)).toMatchObject({ state: 'failed-final', reason: 'refused', tries: 1 })
    expect(await now(poison!.unsendable)).toMatchObject({ state: 'failed-final', reason: 'unsendable' })
    expect(await now(poison!.silent)).toMatchObject({ state: 'failed-retryable', reason: 'timed-out' })
    await handlers['outbox.cancel']({ id: poison!.unsendable })
    expect(await now(poison!.unsendable)).toMatchObject({ state: 'cancelled' })
    if (long) {
      for (let tries = 1; tries < 12; tries++) {
        await desk.passUntilDue(poison!.silent)
        await desk.deliver()
      }
      expect(await now(poison!.silent)).toMatchObject({ state: 'failed-final', reason: 'timed-out', tries: 12 })
    }
    const asked = proxy.requests.length
    await handlers['outbox.retry']({ id: poison!.refused })
    await desk.deliver()
    expect(proxy.requests.length).toBeGreaterThan(asked)
    expect(await now(poison!.refused)).toMatchObject({ state: 'failed-final', reason: 'refused' })
    await proxy.close()
    await desk.close()
  },
  patience
)

test.skipIf(!long)(
  'the others go at nine tenths of their rate at least (measured by `npm run faults` only)',
  async () => {
    const ratios: number[] = []
    for (let round = 0; round < 5; round++) {
      const times = { clean: 0, poisoned: 0 }
      for (const poisoned of round % 2 === 0 ? [false, true] : [true, false]) {
        const { desk, proxy, took } = await run(poisoned)
        times[poisoned ? 'poisoned' : 'clean'] = took
        await proxy.close()
        await desk.close()
      }
      ratios.push(times.clean / times.poisoned)
    }
    console.log(`rate with poison, of the rate without: ${ratios.map(ratio => ratio.toFixed(2)).join(', ')}`)
    expect(ratios.toSorted((a, b) => a - b)[2]).toBeGreaterThanOrEqual(0.9)
  },
  patience
)
