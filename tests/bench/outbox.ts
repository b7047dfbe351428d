import type { Database, Statement } from 'better-sqlite3'
import { deliveryStates, type DeliveryState } from '../../src/domain/delivery/delivery.ts'
import { figure, type Figure, type Pair } from './figure.ts'
import { many, manyDeliveries } from './many.ts'

const rounds = 41
const day = 24 * 3_600_000
const start = Date.UTC(2025, 0, 1)

/** Of a thousand, as years leave them behind: nearly all arrived, some were given up, a few wait for somebody. */
const left: readonly (readonly [share: number, state: DeliveryState, reason: string | null])[] = [
  [940, 'confirmed', null],
  [20, 'cancelled', null],
  [20, 'failed-final', 'refused'],
  [16, 'unconfirmed', 'no-answer'],
  [1, 'planned', null],
  [1, 'held', 'slot-missed'],
  [1, 'failed-retryable', 'server-error'],
  [1, 'leased', null]
]
const states = left.flatMap(([share, state, reason]) => Array.from({ length: share }, () => ({ state, reason })))

const past = (index: number) => ({
  ...(states[(index * 7) % states.length] ?? { state: 'confirmed', reason: null }),
  plannedAt: new Date(start + (index / many) * 600 * day)
})

/** What the outbox screen asks, with a hundred thousand deliveries behind it: beside the same SQL, run bare. */
export async function outbox(): Promise<Figure[]> {
  const { handlers, workspace, account, release, close } = await manyDeliveries(past)
  const heard = overhear(workspace.context.sqlite)
  const page = { order: 'newest', limit: 50 } as const
  const days = { from: '2026-02-01', to: '2026-02-03' }
  const questions: [name: string, ask: () => unknown][] = [
    ['newest', () => handlers['outbox.list'](page)],
    ['soonest', () => handlers['outbox.list']({ ...page, order: 'soonest' })],
    ['a later page', () => handlers['outbox.list']({ ...page, after: '2025-06-01T07:30:00.000Z 40000' })],
    ...deliveryStates.map(
      state => [`state ${state}`, () => handlers['outbox.list']({ ...page, state })] as [string, () => unknown]
    ),
    ['account', () => handlers['outbox.list']({ ...page, account })],
    ['account and state', () => handlers['outbox.list']({ ...page, account, state: 'failed-final' })],
    ['release', () => handlers['outbox.list']({ ...page, release })],
    ['days', () => handlers['outbox.list']({ ...page, ...days })],
    ['days and state', () => handlers['outbox.list']({ ...page, ...days, state: 'confirmed' })],
    ['status', () => handlers['outbox.status']({})],
    ['accounts', () => handlers['outbox.accounts']({})]
  ]
  try {
    const figures: Figure[] = []
    for (const [name, ask] of questions) {
      const bare = await heard(ask)
      for (let warm = 0; warm < 5; warm++) bare(await ask())
      const pairs: Pair[] = []
      for (let round = 0; round < rounds; round++)
        pairs.push({ floor: await milliseconds(bare), product: await milliseconds(ask) })
      figures.push(figure({ name: `P10 outbox of 100,000, ${name}`, unit: 'ms', target: 1.5, better: 'lower' }, pairs))
    }
    return figures
  } finally {
    await close()
  }
}

async function milliseconds(work: () => unknown): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

type Run = { statement: Statement; values: unknown[] }

/** Hears which statements a question runs, and with what; they can then be run again with nothing around them. */
function overhear(sqlite: Database): (ask: () => unknown) => Promise<(heard?: unknown) => void> {
  let runs: Run[] | null = null
  const prepare = sqlite.prepare.bind(sqlite)
  Object.assign(sqlite, {
    prepare(text: string) {
      const statement = prepare(text)
      const all = statement.all.bind(statement)
      Object.assign(statement, {
        all(...values: unknown[]) {
          runs?.push({ statement: prepare(text), values })
          return all(...values)
        }
      })
      return statement
    }
  })
  return async ask => {
    const kept: Run[] = []
    runs = kept
    await ask()
    runs = null
    if (kept.length === 0) throw new Error('no statement was heard')
    return () => {
      for (const { statement, values } of kept) statement.all(...values)
    }
  }
}
