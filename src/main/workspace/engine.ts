import * as v from 'valibot'
import { RelaisError } from '../../domain/errors.ts'
import { contract, type Call, type Change, type Handlers, type MethodName } from '../../preload/contract/index.ts'
import type { Door } from '../../preload/contract/method.ts'
import { curationHandlers } from './curation/curation.handlers.ts'
import { deliveryHandlers } from './delivery/delivery.handlers.ts'
import { openContext } from './open-context.ts'
import { peopleHandlers } from './people/people.handlers.ts'
import { reachFeature } from './reach/reach.handlers.ts'
import { releaseHandlers } from './releases/release.handlers.ts'
import { reviewHandlers } from './review/review.handlers.ts'
import { mediaHandlers } from './share/media.handlers.ts'
import { shareHandlers } from './share/share.handlers.ts'

export interface EngineOptions {
  /** Milliseconds since the epoch; tests may bring their own clock. */
  now?: () => number
  /** Whether to deliver by itself at the due time, as a window does, or only when called to, which is what is done without this. */
  deliver?: 'auto' | 'on-call'
}

/** An open workspace: the sole owner of its file until `close`. */
export interface Engine {
  /** Checks the input by schema and the caller by door, then answers. */
  call(door: Door, name: string, input: unknown): Promise<unknown>
  /** The same, typed, with every right: for the terminal and tests. */
  shell: Call
  onChange(listener: (change: Change) => void): () => void
  close(): Promise<void>
}

/**
 * Opens or creates a workspace and serves the contract over it.
 * @throws RelaisError what `openContext` throws
 */
export function openEngine(file: string, mode: 'open' | 'create', options: EngineOptions = {}): Engine {
  const { context, onChange, close } = openContext(file, mode, options.now)
  const delivery = deliveryHandlers(context, { deliver: options.deliver ?? 'on-call' })
  onChange(delivery.heed)
  const reach = reachFeature(context, { pull: options.deliver ?? 'on-call', readFigures: delivery.readFigures })
  const handlers: Handlers = {
    ...peopleHandlers(context),
    ...releaseHandlers(context),
    ...reviewHandlers(context),
    ...curationHandlers(context),
    ...shareHandlers(context),
    ...mediaHandlers(context),
    ...delivery.handlers,
    ...reach.handlers
  }
  const call = (door: Door, name: string, input: unknown): Promise<unknown> => answer(handlers, door, name, input)
  return {
    call,
    shell: ((name, input) => call('shell', name, input)) as Call,
    onChange,
    async close() {
      await Promise.all([delivery.stop(), reach.stop()])
      await close()
    }
  }
}

async function answer(handlers: Handlers, door: Door, name: string, input: unknown): Promise<unknown> {
  if (!Object.hasOwn(contract, name)) throw new RelaisError('no-such-call')
  const method = contract[name as MethodName]
  if (method.door === 'shell' && door !== 'shell') throw new RelaisError('no-such-call')
  const checked = v.safeParse(method.input, input)
  if (!checked.success)
    throw new RelaisError('bad-input', {
      where: v.getDotPath(checked.issues[0]) ?? name,
      problem: checked.issues[0].message
    })
  const handler = handlers[name as MethodName] as (input: unknown) => unknown
  return await handler(checked.output)
}
