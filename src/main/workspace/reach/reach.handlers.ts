import { RelaisError } from '../../../domain/errors.ts'
import type { Handlers } from '../../../preload/contract/index.ts'
import type { reach } from '../../../preload/contract/reach.ts'
import type { Context } from '../context.ts'
import { reportOf } from '../reports/report.service.ts'
import { setChannel } from './channel.service.ts'
import { importMetrics } from './import.service.ts'
import { listMonths, releaseSeq } from './reach.repository.ts'
import { reachOf } from './reach.service.ts'
import { findRows } from './rows.repository.ts'

export function reachHandlers(context: Context): Handlers<keyof typeof reach> {
  const oneAtATime = queue()
  return {
    'metrics.import': input => oneAtATime(() => importMetrics(context, input)),
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

/** Runs works one after the other, whatever becomes of each. */
function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return work => {
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }
}
