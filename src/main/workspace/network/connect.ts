import { isIP } from 'node:net'
import { buildConnector } from 'undici'
import { mayConnect } from './addresses.ts'
import { AddressRefused, guardedLookup } from './lookup.ts'
import { trustSystemStore } from './trust.ts'

/** For whom a connection is being made. */
export interface Attempt {
  signal: AbortSignal
  onConnect(): void
}

/**
 * A connector that checks each address at the moment of connecting, and connects to the very address it checked: a name
 * that resolves differently a second time gains nothing. Literal addresses are checked here, as no lookup happens for them.
 */
export function guardedConnector(allowPrivate: boolean, attempt: () => Attempt): buildConnector.connector {
  const connect = interruptible(plainConnector({ lookup: guardedLookup(allowPrivate) }), attempt)
  return (target, done) => {
    if (isIP(target.hostname) && !mayConnect(target.hostname, allowPrivate)) return done(new AddressRefused(), null)
    connect(target, done)
  }
}

/** The time limit is the request's own; the connector's would be a second one. */
export function plainConnector(options: buildConnector.BuildOptions = {}): buildConnector.connector {
  // Said outright, as an environment variable (NODE_TLS_REJECT_UNAUTHORIZED) can turn Node's default off.
  const connect = buildConnector({ ...options, timeout: 0, rejectUnauthorized: true })
  return (target, done) => {
    if (target.protocol === 'https:') trustSystemStore()
    return connect(target, done)
  }
}

/** undici hears of an abort only once a connection stands or fails; until then, this makes it fail. */
export function interruptible(connect: buildConnector.connector, attempt: () => Attempt): buildConnector.connector {
  return (target, done) => {
    const { signal, onConnect } = attempt()
    if (signal.aborted) return done(signal.reason as Error, null)
    const stop = (): void => void socket.destroy(signal.reason)
    // Not a moment longer than that: the connection may outlive the request, and with it the signal.
    signal.addEventListener('abort', stop, { once: true })
    const socket = connect(target, (...result) => {
      signal.removeEventListener('abort', stop)
      if (result[1]) onConnect()
      done(...result)
    }) as unknown as { destroy(error?: unknown): void }
  }
}
