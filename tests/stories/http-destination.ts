import { openFaultProxy, type Arrival, type Fault as ProxyFault, type FaultProxy } from '../support/fault-proxy.ts'
import type { Fault, Server } from './destination.ts'

interface Behind extends Omit<Server, 'inject'> {
  /** Where the server is. */
  url: string
}

interface Options {
  /** Which request is the effect itself: faults hit only those, so that looking and uploading go well. */
  isEffect(request: Arrival): boolean
  /** How this interface words a refusal, where clients read more than the status. */
  refusal?(status: number, retryAfter: number | undefined): { headers?: Record<string, string>; body?: string }
}

/** A server on HTTP as the stories want it: behind a proxy at which answers get lost and worse. */
export async function proxied(
  behind: Behind,
  options: Options
): Promise<{ server: Server; base: string; proxy: FaultProxy }> {
  const proxy = await openFaultProxy(behind.url)
  const { url: _url, close, ...server } = behind
  return {
    base: proxy.url,
    proxy,
    server: {
      ...server,
      inject: (...faults) => proxy.when(options.isEffect, ...faults.map(fault => toProxy(fault, options))),
      stall(n) {
        const already = proxy.requests.length
        proxy.next(...Array.from({ length: n - 1 }, () => 'pass' as const), 'never answer')
        return proxy.arrived(already + n)
      },
      async close() {
        await proxy.close()
        await close()
      }
    }
  }
}

const named = {
  'lost before': 'lose before',
  'lost after': 'lose after',
  'half a body': 'half a body',
  'never answered': 'never answer',
  'wrong content type': 'wrong content type'
} as const satisfies Record<Extract<Fault, string>, ProxyFault>

function toProxy(fault: Fault, { refusal = plain }: Options): ProxyFault {
  if (typeof fault === 'string') return named[fault]
  if ('after' in fault) return { after: fault.after }
  return { status: fault.refuse, ...refusal(fault.refuse, fault.retryAfter) }
}

const plain = (_status: number, retryAfter: number | undefined) => ({
  headers: { 'content-type': 'text/plain', ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }) },
  body: 'no'
})

/** For a real server, whose clock is this machine's: the time that it is said to tell when it is asked for nothing else. */
export const tellingTime =
  (proxy: FaultProxy) =>
  (now: number | null): void => {
    if (now === null) return
    const answer = { status: 200, headers: { date: new Date(now).toUTCString() } }
    proxy.when(({ method }) => method === 'HEAD', ...Array.from({ length: 20 }, () => answer))
  }
