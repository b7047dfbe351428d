import dns from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import { mayConnect } from './addresses.ts'

/** Thrown inside a connection attempt; `request` turns it into a failure that names the host. */
export class AddressRefused extends Error {}

/**
 * A connector that checks each address at the moment of connecting, and connects to the very address it checked: a name
 * that resolves differently a second time gains nothing. Literal addresses are checked here, as no lookup happens for them.
 */
export function guardedConnector(
  allowPrivate: boolean,
  signal: AbortSignal,
  onConnect: () => void
): buildConnector.connector {
  // The time limit is the request's own; the connector's would be a second one.
  const connect = buildConnector({ timeout: 0, lookup: guardedLookup(allowPrivate) })
  return (target, done) => {
    if (isIP(target.hostname) && !mayConnect(target.hostname, allowPrivate)) return done(new AddressRefused(), null)
    const socket = connect(target, (...result) => {
      if (result[1]) onConnect()
      done(...result)
    }) as unknown as { destroy(error?: unknown): void }
    // undici hears of an abort only once a connection stands or fails; until then, this makes it fail.
    signal.addEventListener('abort', () => socket.destroy(signal.reason), { once: true })
  }
}

const guardedLookup =
  (allowPrivate: boolean): LookupFunction =>
  (hostname, options, answer) => {
    dns.lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return answer(error, '')
      const allowed = found.filter(({ address }) => mayConnect(address, allowPrivate))
      const [first] = allowed
      if (!first) return answer(new AddressRefused(), '')
      if (options.all) answer(null, allowed)
      else answer(null, first.address, first.family)
    })
  }
