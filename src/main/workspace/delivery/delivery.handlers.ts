import { performance } from 'node:perf_hooks'
import type { Change, Handlers } from '../../../preload/contract/index.ts'
import type { delivery } from '../../../preload/contract/delivery.ts'
import { instantNow, type Context } from '../context.ts'
import { listAccounts } from './account.repository.ts'
import { addAccount, describeConnector, dropAccount, testAccount, toPublicAccount } from './account.service.ts'
import type { Call, Connector } from './connectors/connector.ts'
import { connectors as all } from './connectors/index.ts'
import { countStates, listDeliveries } from './delivery.repository.ts'
import { askHeldAgain, isAllHeld } from './dispatch.repository.ts'
import { Dispatcher } from './dispatch.ts'
import { cancelDelivery, deliveryWithAttempts, holdAll, reconcileDelivery, retryDelivery } from './outbox.service.ts'
import { planRelease } from './plan.service.ts'
import { reclaim } from './reclaim.ts'
import { Scheduler } from './scheduler.ts'
import { TrustedClock } from './trusted-clock.ts'
import { withdrawRelease } from './withdraw.service.ts'

export interface DeliveryOptions {
  /** Whether to deliver by itself at the due time, or only when called to. */
  deliver: 'auto' | 'on-call'
  connectors?: readonly Connector[]
}

/** How long a call under way may go on once the engine is closing. */
const grace = 3_000

export interface DeliveryFeature {
  handlers: Handlers<keyof typeof delivery>
  /** To be told of every change in the workspace: an unlocked person opens secrets that deliveries wait for. */
  heed(change: Change): void
  /** Lets what is under way end, and cuts off what takes too long. */
  stop(): Promise<void>
}

/** The outbox and its destinations. */
export function deliveryHandlers(context: Context, options: DeliveryOptions): DeliveryFeature {
  const { connectors = all } = options
  const closing = new AbortController()
  const call: Call = { signal: closing.signal, now: () => context.now() }
  const clock = new TrustedClock(
    () => context.now(),
    () => performance.now()
  )
  const dispatcher = new Dispatcher({ context, connectors, clock, call })
  const scheduler = options.deliver === 'auto' ? new Scheduler(context, dispatcher) : null
  const afterwards = async <T>(act: Promise<T>): Promise<T> => {
    const answer = await act
    scheduler?.wake()
    return answer
  }
  // First in the queue for the file, so that nothing is shown as under way that is not. A failure shows in the next round.
  void reclaim(context, connectors)
    .catch(() => {})
    .finally(() => scheduler?.wake())
  return {
    handlers: {
      'accounts.connectors': () => connectors.map(describeConnector),
      'accounts.list': async () => (await listAccounts(context.read)).map(toPublicAccount),
      'accounts.add': fields => addAccount(context, connectors, fields),
      'accounts.remove': async ({ id }) => {
        await dropAccount(context, id)
        return null
      },
      'accounts.test': async ({ id }) => ({ ok: true, detail: await testAccount(context, connectors, id, call) }),
      'outbox.plan': input => afterwards(planRelease(context, input)),
      'outbox.list': filter => listDeliveries(context.read, filter),
      'outbox.get': ({ id }) => deliveryWithAttempts(context, id),
      'outbox.cancel': ({ id }) => cancelDelivery(context, id),
      'outbox.retry': ({ id }) => afterwards(retryDelivery(context, id)),
      'outbox.reconcile': ({ id, is }) => afterwards(reconcileDelivery(context, id, is)),
      'outbox.withdraw': ({ release }) => afterwards(withdrawRelease(context, connectors, release)),
      'outbox.hold': ({ held }) => afterwards(holdAll(context, held)),
      'outbox.status': async () => ({
        held: await isAllHeld(context.read),
        running: scheduler !== null,
        states: await countStates(context.read)
      }),
      'outbox.deliver': () => dispatcher.deliver()
    },
    heed({ topic }) {
      if (topic !== 'people' || context.session.vaultKey === null || !scheduler) return
      const asked = context.write(trx => askHeldAgain(trx, ['secret-locked'], instantNow(context)))
      void asked.catch(() => {}).finally(() => scheduler.wake())
    },
    async stop() {
      scheduler?.stop()
      const patience = setTimeout(() => closing.abort(), grace)
      await dispatcher.stop()
      clearTimeout(patience)
    }
  }
}
