import { setTimeout } from 'node:timers/promises'
import { figure, type Figure } from './figure.ts'
import { manyDeliveries } from './many.ts'

const hour = 3_600_000
/** Longer than the outbox goes without a look at the clock. */
const watched = 35_000
const allowed = 0.02

/** What waiting takes of a core, with a hundred thousand deliveries that are due later or held. */
export async function waiting(): Promise<Figure[]> {
  const now = Date.now()
  const desk = await manyDeliveries(
    index => ({
      state: ['planned', 'held', 'failed-retryable'][index % 3] ?? 'planned',
      reason: [null, 'not-due', 'rate-limited'][index % 3] ?? null,
      plannedAt: new Date(now + 6 * hour + index * 1_000)
    }),
    { deliver: 'auto' }
  )
  try {
    // It has looked for the next one, once.
    await desk.deliver()
    await setTimeout(1_000)
    const [cpu, started] = [process.cpuUsage(), performance.now()]
    await setTimeout(watched)
    const { user, system } = process.cpuUsage(cpu)
    const product = (user + system) / 1_000 / (performance.now() - started)
    const name = 'P10 waiting with 100,000 jobs (the floor is the 2 % that are allowed)'
    return [figure({ name, unit: 'of a core', target: 1, better: 'lower' }, [{ floor: allowed, product }])]
  } finally {
    await desk.close()
  }
}
