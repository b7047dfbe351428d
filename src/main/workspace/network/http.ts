import { Client } from 'undici'
import { RelaisError } from '../../../domain/errors.ts'
import { acceptedEncodings, collect, decode } from './body.ts'
import { AddressRefused, guardedConnector } from './connect.ts'
import { kindOf, NetworkFailure, type FailureKind } from './failure.ts'

export interface RequestOptions {
  /** `GET` unless said otherwise. */
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** For the whole request, redirects included; `bytes` counts the body as decoded. */
  limits: { bytes: number; milliseconds: number }
  /** Lets the host that is asked for, and no host it redirects to, be on this machine or in a private network. */
  allowPrivate?: boolean
  signal?: AbortSignal
}

export interface HttpResponse {
  status: number
  /** Names in lower case; several of one name are joined with commas. */
  headers: Record<string, string>
  body: Buffer
  /** Where the answer came from, after redirects. */
  url: string
  /** The `Date` header as it came, for comparing clocks. */
  date: string | null
}

const mostRedirects = 5
const redirects = new Set([301, 302, 303, 307, 308])

/**
 * Asks a web server, once, over a connection of its own: reusing one would leave it open whether a request that broke with
 * an idle connection had arrived. Any status is an answer. Only GET and HEAD follow redirects: the first receiver of
 * anything else may have acted on it, so its redirect is the answer.
 * @throws NetworkFailure with what went wrong and whether the request may have arrived; RelaisError `address-unusable`
 */
export async function request(address: string, options: RequestOptions): Promise<HttpResponse> {
  const first = parse(address)
  const late = AbortSignal.timeout(options.limits.milliseconds)
  const signal = options.signal ? AbortSignal.any([late, options.signal]) : late
  const follows = options.method === undefined || options.method === 'GET' || options.method === 'HEAD'
  let url = first
  let headers = options.headers ?? {}
  for (let hop = 0; ; hop++) {
    const allowPrivate = options.allowPrivate === true && url.host === first.host
    const response = await ask({ url, headers, allowPrivate, late, signal, options })
    const location = response.headers['location']
    if (!follows || !redirects.has(response.status) || !location) return response
    const next = URL.canParse(location, url) ? parse(new URL(location, url).href) : null
    const downgraded = next?.protocol === 'http:' && url.protocol === 'https:'
    if (!next || downgraded || hop === mostRedirects) throw new NetworkFailure('redirect', url.host, true)
    if (next.origin !== url.origin) headers = withoutSecrets(headers)
    url = next
  }
}

interface Hop {
  url: URL
  headers: Record<string, string>
  allowPrivate: boolean
  late: AbortSignal
  signal: AbortSignal
  options: RequestOptions
}

async function ask({ url, headers, allowPrivate, late, signal, options }: Hop): Promise<HttpResponse> {
  let connected = false
  const connect = guardedConnector(allowPrivate, signal, () => (connected = true))
  // The one time limit is the signal's.
  const client = new Client(url.origin, { connect, headersTimeout: 0, bodyTimeout: 0 })
  try {
    signal.throwIfAborted()
    const response = await client.request({
      path: url.pathname + url.search,
      method: options.method ?? 'GET',
      headers: { 'user-agent': 'Relais', 'accept-encoding': acceptedEncodings, ...headers },
      body: options.body ?? null,
      signal
    })
    const answered = flat(response.headers)
    const packed = await collect(response.body, options.limits.bytes)
    const body = await decode(packed, answered['content-encoding'] ?? '', options.limits.bytes)
    return { status: response.statusCode, headers: answered, body, url: url.href, date: answered['date'] ?? null }
  } catch (error) {
    throw new NetworkFailure(why(error, late, signal), url.host, connected, { cause: error })
  } finally {
    void client.destroy()
  }
}

function why(error: unknown, late: AbortSignal, signal: AbortSignal): FailureKind {
  if (error instanceof AddressRefused) return 'refused-address'
  if (late.aborted) return 'timed-out'
  return signal.aborted ? 'cancelled' : kindOf(error)
}

/** Parsing turns every way of writing an address (decimal, octal, hexadecimal, full-width) into the one that is checked. */
function parse(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null
  const usable =
    url && (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '' && url.password === ''
  if (!usable) throw new RelaisError('address-unusable')
  return url
}

const harmless = new Set(['accept', 'accept-language', 'user-agent', 'if-none-match', 'if-modified-since'])

/** What another origin may see: only headers known to hold no secret, as any other name may be a key's. */
const withoutSecrets = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.has(name.toLowerCase())))

const flat = (headers: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')])
  )
