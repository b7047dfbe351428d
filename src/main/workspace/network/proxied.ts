import http from 'node:http'
import https from 'node:https'
import { isIPv6 } from 'node:net'
import type { Duplex } from 'node:stream'
import type { buildConnector } from 'undici'
import { interruptible, plainConnector, type Attempt } from './connect.ts'
import { kindOf, type ProxyFailureKind } from './failure.ts'
import { refusePrivate } from './lookup.ts'
import type { Proxy } from './proxy.ts'
import { trustSystemStore } from './trust.ts'

/** Thrown inside a connection attempt; nothing reached the destination. */
export class ProxyFailed extends Error {
  readonly kind: ProxyFailureKind | 'offline'

  constructor(kind: ProxyFailed['kind'], options?: ErrorOptions) {
    super(kind, options)
    this.kind = kind
  }
}

/**
 * For https through a proxy: it is asked for a tunnel, through which TLS is spoken with the destination itself, so that the
 * proxy sees neither the request nor the answer. The destination's address is checked before the proxy hears of it.
 */
export function tunnelConnector(proxy: Proxy, allowPrivate: boolean, attempt: () => Attempt): buildConnector.connector {
  const secure = interruptible(plainConnector(), attempt)
  return (target, done) => {
    const { signal } = attempt()
    refusePrivate(target.hostname, allowPrivate, signal)
      .then(() => openTunnel(proxy, target, signal))
      .then(
        socket => secure({ ...target, httpSocket: socket as never }, done),
        (error: Error) => done(error, null)
      )
  }
}

function openTunnel(proxy: Proxy, target: buildConnector.Options, signal: AbortSignal): Promise<Duplex> {
  const host = isIPv6(target.hostname) ? `[${target.hostname}]` : target.hostname
  const path = `${host}:${target.port || '443'}`
  const secure = proxy.url.protocol === 'https:'
  if (secure) trustSystemStore()
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const asked = (secure ? https : http).request(proxy.url, {
      method: 'CONNECT',
      path,
      headers: { host: path, ...authorization(proxy) },
      agent: false,
      rejectUnauthorized: true
    })
    const stop = (): void => void asked.destroy(signal.reason as Error)
    signal.addEventListener('abort', stop, { once: true })
    asked.on('error', error => {
      signal.removeEventListener('abort', stop)
      reject(proxyTrouble(error))
    })
    asked.on('connect', ({ statusCode = 0 }, socket, head) => {
      signal.removeEventListener('abort', stop)
      if (statusCode >= 200 && statusCode < 300) {
        socket.unshift(head)
        return resolve(socket)
      }
      socket.destroy()
      reject(new ProxyFailed(statusCode === 407 ? 'proxy-sign-in' : 'proxy-refused'))
    })
    asked.end()
  })
}

/** For http through a proxy, which is then asked for the whole address. The destination's own is checked first. */
export function forwardConnector(
  destination: string,
  allowPrivate: boolean,
  attempt: () => Attempt
): buildConnector.connector {
  const connect = interruptible(plainConnector(), attempt)
  const { hostname } = new URL(destination)
  return (target, done) => {
    refusePrivate(hostname, allowPrivate, attempt().signal).then(
      () => connect(target, (error, socket) => (error ? done(proxyTrouble(error), null) : done(null, socket))),
      (error: Error) => done(error, null)
    )
  }
}

export const authorization = ({ authorization }: Proxy): Record<string, string> =>
  authorization === null ? {} : { 'proxy-authorization': authorization }

function proxyTrouble(error: Error): ProxyFailed {
  return new ProxyFailed(kindOf(error) === 'offline' ? 'offline' : 'proxy-unreachable', { cause: error })
}
