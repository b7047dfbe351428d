import { createBirpc } from 'birpc'
import { RelaisError } from '../domain/errors.ts'
import type { Call, Change } from './contract/index.ts'
import type { Door } from './contract/method.ts'
import { answerOf, replyOf, type Reply } from './reply.ts'

/** `data` is there for messages only. */
interface PortEvent {
  readonly type?: unknown
  readonly data?: unknown
}

interface AnyPort {
  postMessage(message: unknown): void
  start(): void
  close(): void
}
/** A page's MessagePort, and Node's. */
interface TargetPort extends AnyPort {
  addEventListener(type: 'message' | 'close', listener: (event: PortEvent) => void): void
}
/** Electron's MessagePortMain, in the main and utility processes. */
interface EmitterPort extends AnyPort {
  on(event: 'message' | 'close', listener: (event: PortEvent) => void): unknown
}
export type Port = TargetPort | EmitterPort

/** The part of an engine that is served; see `openEngine`. */
interface Served {
  call(door: Door, name: string, input: unknown): Promise<unknown>
  onChange(listener: (change: Change) => void): () => void
}

/** The engine as its callers see it, from another process. */
export interface EngineClient {
  call: Call
  onChange(listener: (change: Change) => void): () => void
  close(): void
}

type ServerFunctions = { call(name: string, input: unknown): Promise<Reply> }
type ClientFunctions = { changed(change: Change): void }

/** Answers calls that come through a port, with the rights of one door, until the port closes. */
export function serveEngine(engine: Served, door: Door, port: Port): void {
  const rpc = createBirpc<ClientFunctions, ServerFunctions>(
    { call: (name, input) => replyOf(() => engine.call(door, name, input)) },
    channelOf(port, isCall)
  )
  const stop = engine.onChange(change => void rpc.changed.asEvent(change))
  listen(port, 'close', () => {
    stop()
    rpc.$close()
  })
}

/**
 * Calls an engine that is served at the other end of a port.
 * When the port closes, every call that waits is rejected with `engine-stopped`: what it asked for may have been done.
 */
export function connectEngine(port: Port): EngineClient {
  const listeners = new Set<(change: Change) => void>()
  const rpc = createBirpc<ServerFunctions, ClientFunctions>(
    { changed: change => listeners.forEach(listener => listener(change)) },
    channelOf(port, isAnswerOrNews)
  )
  let closed = false
  const close = (): void => {
    closed = true
    rpc.$close(new RelaisError('engine-stopped'))
  }
  listen(port, 'close', close)
  return {
    call: (async (name, input) => {
      if (closed) throw new RelaisError('engine-stopped')
      return answerOf(await rpc.call(name, input))
    }) as Call,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      close()
      port.close()
    }
  }
}

/** Imports and long deliveries take as long as they take: a call ends with its answer or with its port. */
const noTimeout = -1

function channelOf(port: Port, wanted: (message: Record<string, unknown>) => boolean) {
  return {
    post: (message: unknown) => port.postMessage(message),
    on(receive: (message: unknown) => void) {
      listen(port, 'message', ({ data }) => {
        // The page may be hostile and send anything; what is not one of the few shapes we speak is dropped.
        if (typeof data === 'object' && data !== null && wanted(data as Record<string, unknown>)) receive(data)
      })
      port.start()
    },
    timeout: noTimeout
  }
}

const isCall = ({ t, i, m, a }: Record<string, unknown>): boolean =>
  t === 'q' && m === 'call' && typeof i === 'string' && Array.isArray(a) && typeof a[0] === 'string'

const isAnswerOrNews = ({ t, i, m, a }: Record<string, unknown>): boolean =>
  t === 's' ? typeof i === 'string' : t === 'q' && m === 'changed' && Array.isArray(a)

function listen(port: Port, type: 'message' | 'close', listener: (event: PortEvent) => void): void {
  if ('addEventListener' in port) port.addEventListener(type, listener)
  else port.on(type, listener)
}
