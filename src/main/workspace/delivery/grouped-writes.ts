import type { Context, Note } from '../context.ts'
import type { Writer } from '../database/access.ts'

type Work<T> = (trx: Writer, note: Note) => Promise<T>

interface Job {
  work: Work<unknown>
  resolve(value: unknown): void
  reject(cause: unknown): void
}

/**
 * Lets writes that are asked for in the same moment share one transaction, and so one flush to disk: of eight deliveries
 * under way several begin or end together, and the flush is what they wait for. Each is still answered only after the commit.
 */
export function groupedWrites(context: Pick<Context, 'write'>): <T>(work: Work<T>) => Promise<T> {
  let waiting: Job[] = []
  let busy = false

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const jobs = waiting
      waiting = []
      await together(context, jobs)
      await everyAnswerThatIsHere()
    }
    busy = false
  }

  return work =>
    new Promise((resolve, reject) => {
      waiting.push({ work, resolve, reject })
      if (busy) return
      busy = true
      void everyAnswerThatIsHere().then(drain)
    })
}

// A transaction here runs to its end without a look at the network; this look gathers what has arrived meanwhile.
const everyAnswerThatIsHere = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

async function together(context: Pick<Context, 'write'>, jobs: readonly Job[]): Promise<void> {
  try {
    const results = await context.write(async (trx, note) => {
      const done: unknown[] = []
      for (const { work } of jobs) done.push(await work(trx, note))
      return done
    })
    jobs.forEach(({ resolve }, index) => resolve(results[index]))
  } catch (cause) {
    // The transaction took all of them back: each one that can is then done alone.
    if (jobs.length === 1) jobs[0]?.reject(cause)
    else for (const job of jobs) await together(context, [job])
  }
}
