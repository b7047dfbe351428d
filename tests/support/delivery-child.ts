/**
 * A process of its own that delivers what is due in a workspace, and stands still at a given moment so that it can be killed
 * there: `node delivery-child.ts FILE MOMENT`. It says `here` once it stands, or prints what it delivered.
 */
import type { Context } from '../../src/main/workspace/context.ts'
import { deliveryHandlers } from '../../src/main/workspace/delivery/delivery.handlers.ts'
import { openContext } from '../../src/main/workspace/open-context.ts'
import type { Moment } from './killed.ts'

const [, , file = '', moment = 'none'] = process.argv as [string, string, string, Moment | 'none']

const stand = (): Promise<never> => {
  process.stdout.write('here\n')
  setInterval(() => {}, 1_000)
  return new Promise(() => {})
}

/** The moments at which a delivery's new state is about to be committed, and those at which it has just been. */
const before: Record<string, Moment> = {
  leased: 'before claim',
  confirmed: 'after answer',
  'failed-retryable': 'while starting again'
}
const after: Record<string, Moment> = { leased: 'after claim', confirmed: 'after mark' }

function standing(context: Context): Context {
  const stateIn = async (read: Context['read']): Promise<string> =>
    (await read.selectFrom('delivery').select('state').executeTakeFirstOrThrow()).state
  return {
    ...context,
    async write(work) {
      const old = await stateIn(context.read)
      const result = await context.write(async (trx, note) => {
        const done = await work(trx, note)
        const state = await stateIn(trx)
        if (state !== old && moment === before[state]) await stand()
        return done
      })
      const state = await stateIn(context.read)
      if (state !== old && moment === after[state]) await stand()
      return result
    }
  }
}

const { context, close } = openContext(file, 'open')
const feature = deliveryHandlers(standing(context), { deliver: 'on-call' })
const answer = await feature.handlers['outbox.deliver']({})
await feature.stop()
await close()
process.stdout.write(`${JSON.stringify(answer)}\n`)
