import { RelaisError } from '../../../domain/errors.ts'
import type { Handlers } from '../../../preload/contract/index.ts'
import type { reach } from '../../../preload/contract/reach.ts'
import type { Context } from '../context.ts'
import { reportOf } from '../reports/report.service.ts'
import { setChannel } from './channel.service.ts'
import { DailyPull } from './daily-pull.ts'
import { importMetrics } from './import.service.ts'
import { pullDaily, pullMetrics, type ReadFigures } from './pull.service.ts'
import { listMonths, releaseSeq } from './reach.repository.ts'
import { reachOf } from './reach.service.ts'
import { findRows } from './rows.repository.ts'

interface ReachOptions {
  /** Whether to pull figures by itself once a day. */
  pull: 'auto' | 'on-call'
  readFigures: ReadFigures
}

export interface ReachFeature {
  handlers: Handlers<keyof typeof reach>
  stop(): Promise<void>
}

/** Figures of how far releases went, and where they come from. */
export function reachFeature(context: Context, { pull, readFigures }: ReachOptions): ReachFeature {
  const oneAtATime = queue()
  const daily = pull === 'auto' ? new DailyPull(() => oneAtATime(() => pullDaily(context, readFigures))) : null
  return { handlers: reachHandlers(context, readFigures, oneAtATime), stop: async () => daily?.stop() }
}

/** @param readFigures left out where no destination is to be asked */
export function reachHandlers(
  context: Context,
  readFigures: ReadFigures = () => Promise.resolve([]),
  oneAtATime = queue()
): ReachFeature['handlers'] {
  return {
    'metrics.import': input => oneAtATime(() => importMetrics(context, input)),
    'metrics.pull': ({ account }) => oneAtATime(() => pullMetrics(context, readFigures, account)),
    'reach.months': () => listMonths(context.read),
    'reach.month': asked => reachOf(context, asked),
    'reach.rows': async ({ limit, release: id, ...filter }) => {
      const release = typeof id === 'string' ? await releaseSeq(context.read, id) : id
      if (typeof id === 'string' && release === null) throw new RelaisError('release-missing', { id })
      return findRows(context.read, { ...filter, release }, limit)
    },
    'reach.setChannel': async ({ account, channel }) => {
      await setChannel(context, account, channel)
      return null
    },
    'reports.month': ({ month, lang }) => reportOf(context, month, lang)
  }
}

type Queue = <T>(work: () => Promise<T>) => Promise<T>

/** Runs works one after the other, whatever becomes of each. */
function queue(): Queue {
  let last: Promise<unknown> = Promise.resolve()
  return work => {
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }
}
