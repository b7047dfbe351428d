import { acceptedEncodings, collect, decode } from './body.ts'
import { kindOf, NetworkFailure, type FailureKind } from './failure.ts'
import type { HttpResponse, RequestOptions } from './http.ts'
import { keepLine, takeLine } from './kept-lines.ts'
import { Line, type Place } from './line.ts'
import { AddressRefused } from './lookup.ts'
import { ProxyFailed } from './proxied.ts'
import { routesTo, type Route } from './proxy.ts'

/** One request to one server: redirects are the caller's. */
export interface Hop {
  url: URL
  headers: Record<string, string>
  allowPrivate: boolean
  /** Aborts when time is up; part of `signal`, which also hears the caller. */
  late: AbortSignal
  signal: AbortSignal
  options: RequestOptions
}

/**
 * Tries the ways to the server in their order: the next one only where a proxy itself is the trouble, so that nothing is
 * sent twice.
 * @throws NetworkFailure
 */
export async function ask(hop: Hop): Promise<HttpResponse> {
  const routes = await routesOf(hop)
  for (const route of routes.slice(0, -1)) {
    try {
      return await askBy(route, hop)
    } catch (failure) {
      const { kind } = failure as NetworkFailure
      if (kind !== 'proxy-unreachable' && kind !== 'proxy-unsupported') throw failure
    }
  }
  return askBy(routes.at(-1) ?? 'direct', hop)
}

/** Nobody waits longer for a proxy to be found than for an answer. */
async function routesOf(hop: Hop): Promise<Route[]> {
  const { signal, url } = hop
  let stop = (): void => undefined
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(failureOf(signal.reason, hop, false))
  })
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  return Promise.race([stopped, routesTo(url.origin)]).finally(() => signal.removeEventListener('abort', stop))
}

async function askBy(route: Route, hop: Hop): Promise<HttpResponse> {
  if (route === 'unsupported') throw new NetworkFailure('proxy-unsupported', hop.url.host, false)
  const place = { origin: hop.url.origin, route, allowPrivate: hop.allowPrivate }
  const kept = mayKeep(place, hop) ? takeLine(place) : undefined
  if (!kept) return askOver(new Line(place), hop, mayKeep(place, hop))
  try {
    return await askOver(kept, hop, true)
  } catch (failure) {
    if (!kept.wasStale || hop.signal.aborted) throw failure
  }
  return askOver(new Line(place), hop, true, true)
}

/** Where a proxy looks the name up at each request, so must we: see `refusePrivate`. */
const mayKeep = ({ route, origin }: Place, { options }: Hop): boolean =>
  options.reuse === true && (route === 'direct' || origin.startsWith('https:'))

/** @param before whether an earlier try of this very request may have arrived */
async function askOver(line: Line, hop: Hop, keep: boolean, before = false): Promise<HttpResponse> {
  const { url, headers, options } = hop
  try {
    const question = {
      path: url.pathname + url.search,
      method: options.method ?? 'GET',
      headers: { 'user-agent': 'Relais', 'accept-encoding': acceptedEncodings, ...headers },
      body: options.body ?? null
    }
    const { statusCode, headers: raw, body: stream } = await line.ask(question, hop.signal)
    const answered = flat(raw)
    const packed = await collect(stream, options.limits.bytes)
    // Only a proxy says so (RFC 9110, 15.5.8), and it has then passed nothing on.
    if (statusCode === 407) throw new ProxyFailed('proxy-sign-in')
    const body = await decode(packed, answered['content-encoding'] ?? '', options.limits.bytes)
    if (keep) keepLine(line)
    else line.close()
    return { status: statusCode, headers: answered, body, url: url.href, date: answered['date'] ?? null }
  } catch (error) {
    line.close()
    // No matter of the network: what was to be sent cannot be written as HTTP.
    if ((error as { code?: string }).code === 'UND_ERR_INVALID_ARG') throw error
    throw failureOf(error, hop, line.connected || before)
  }
}

function failureOf(error: unknown, { url, late, signal }: Hop, connected: boolean): NetworkFailure {
  const kind = why(error, late, signal)
  return new NetworkFailure(kind, url.host, connected && !kind.startsWith('proxy-'), { cause: error })
}

function why(error: unknown, late: AbortSignal, signal: AbortSignal): FailureKind {
  if (error instanceof AddressRefused) return 'refused-address'
  if (late.aborted) return 'timed-out'
  if (signal.aborted) return 'cancelled'
  return error instanceof ProxyFailed ? error.kind : kindOf(error)
}

const flat = (headers: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')])
  )
