import dns from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { mayConnect } from './addresses.ts'

/** Thrown inside a connection attempt; `request` turns it into a failure that names the host. */
export class AddressRefused extends Error {}

/** For connections made here: of what a name resolves to, only the addresses that may be connected to. */
export const guardedLookup =
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

/** Networks with a proxy often resolve no outside name, and some let the question wait: milliseconds. */
const lookupPatience = 3_000

/**
 * For connections that a proxy makes: one that looks the name up again may find another address than we do, so a single
 * private one among several is one too many. A name that does not resolve here is for the proxy to judge.
 * @param hostname as a URL has it, IPv6 in brackets
 * @throws AddressRefused
 */
export async function refusePrivate(hostname: string, allowPrivate: boolean, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const enough = AbortSignal.any([signal, AbortSignal.timeout(lookupPatience)])
  for (const address of await addressesOf(hostname.replace(/^\[|\]$/g, ''), enough)) {
    if (!mayConnect(address, allowPrivate)) throw new AddressRefused()
  }
}

async function addressesOf(host: string, enough: AbortSignal): Promise<string[]> {
  if (isIP(host)) return [host]
  // Every name below it is this machine's by RFC 6761, or the proxy's own where nothing here says so.
  if (/(?:^|\.)localhost\.?$/i.test(host)) return ['127.0.0.1']
  return new Promise(resolve => {
    enough.addEventListener('abort', () => resolve([]), { once: true })
    dns.lookup(host, { all: true }, (error, found) => resolve(error ? [] : found.map(({ address }) => address)))
  })
}
