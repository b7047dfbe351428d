import { RelaisError } from '../../../domain/errors.ts'
import { ask } from './ask.ts'
import { NetworkFailure } from './failure.ts'

export interface RequestOptions {
  /** `GET` unless said otherwise. */
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'MKCOL' | 'PROPFIND' | 'MOVE'
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** For the whole request, redirects included; `bytes` counts the body as decoded. */
  limits: { bytes: number; milliseconds: number }
  /** Lets the host that is asked for, and no host it redirects to, be on this machine or in a private network. */
  allowPrivate?: boolean
  /**
   * Goes out on a connection that was kept open, and once more on a fresh one if that breaks before an answer begins: the
   * server may get it twice. For requests that are safe to repeat only; never for a send that cannot be taken back.
   */
  reuse?: boolean
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
 * Asks a web server, once, by the system's proxy if it has one. Without `reuse`, over a connection of its own: another
 * would leave it open whether a request that broke with an idle connection had arrived. Any status is an answer. Only GET
 * and HEAD follow redirects: the first receiver of anything else may have acted on it, so its redirect is the answer.
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
