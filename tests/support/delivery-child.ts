/**
 * A process of its own that delivers what is due in a workspace, and stands still at a given moment so that it can be killed
 * there: `node delivery-child.ts FILE MOMENT`, with a pillarbox in the folder RELAIS_TEST_BOX if that is set. It says `here` once it stands, or prints what it delivered.
 */
import type { Context } from '../../src/main/workspace/context.ts'
import { deliveryHandlers } from '../../src/main/workspace/delivery/delivery.handlers.ts'
import { connectors } from '../../src/main/workspace/delivery/connectors/index.ts'
import { openContext } from '../../src/main/workspace/open-context.ts'
import type { Moment } from './killed.ts'
import { pillarbox } from './pillarbox.ts'

const [, , file = '', moment = 'none'] = process.argv as [string, string, string, Moment | 'none']
const folder = process.env['RELAIS_TEST_BOX']

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
// Somebody is unlocked: what a destination grants is sealed in the file.
if (folder !== undefined) context.session.vaultKey = new Uint8Array(32).fill(1)
const boxes =
  folder === undefined
    ? []
    : [
        pillarbox(folder, {
          tokens: true,
          secret: 'given',
          at: async point => (point === moment ? stand() : undefined)
        }).connector
      ]
const feature = deliveryHandlers(standing(context), { deliver: 'on-call', connectors: [...connectors, ...boxes] })
const answer = await feature.handlers['outbox.deliver']({})
await feature.stop()
await close()
process.stdout.write(`${JSON.stringify(answer)}\n`)
