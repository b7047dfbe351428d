import { performance } from 'node:perf_hooks'
import type { Change, Handlers } from '../../../preload/contract/index.ts'
import type { delivery } from '../../../preload/contract/delivery.ts'
import { instantNow, type Context } from '../context.ts'
import type { Call, Connector } from './connectors/connector.ts'
import { connectors as all } from './connectors/index.ts'
import { askHeldAgain } from './dispatch.repository.ts'
import { Dispatcher } from './dispatcher.ts'
import { figuresReader, type AccountFigures } from './figures.service.ts'
import { reclaim } from './reclaim.ts'
import { Scheduler } from './scheduler.ts'
import { SignIns } from './sign-in.ts'
import { Tokenkeeper } from './tokens.ts'
import { TrustedClock } from './trusted-clock.ts'
import { accountHandlers } from './account.handlers.ts'
import { outboxHandlers, type Afterwards } from './outbox.handlers.ts'

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
  /** Asks accounts for figures of what went out there: those that can tell any, and are chosen by their id. */
  readFigures(isChosen: (id: string) => boolean): Promise<AccountFigures[]>
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
  const tokens = new Tokenkeeper(context)
  const keeping = { context, connectors, clock, call, tokens }
  const dispatcher = new Dispatcher(keeping)
  const signIns = new SignIns(keeping)
  const figures = figuresReader(keeping)
  const scheduler = options.deliver === 'auto' ? new Scheduler(context, dispatcher) : null
  const afterwards: Afterwards = async act => {
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
      ...accountHandlers(keeping, signIns, afterwards),
      ...outboxHandlers(keeping, dispatcher, scheduler, afterwards)
    },
    heed({ topic }) {
      if (topic !== 'people') return
      if (context.session.vaultKey === null) tokens.forget()
      else if (scheduler) {
        const asked = context.write(trx => askHeldAgain(trx, ['secret-locked'], instantNow(context)))
        void asked.catch(() => {}).finally(() => scheduler.wake())
      }
    },
    readFigures: figures.readFigures,
    async stop() {
      figures.stop()
      scheduler?.stop()
      signIns.stop()
      const patience = setTimeout(() => closing.abort(), grace)
      await dispatcher.stop()
      clearTimeout(patience)
    }
  }
}
