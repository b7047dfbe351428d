import { environmentProxy, proxyAuthorization } from './environment-proxy.ts'

/** A proxy that speaks HTTP, over TLS if its address says https. */
export interface Proxy {
  url: URL
  /** The value of `Proxy-Authorization`, if there is one to give. */
  authorization: string | null
}

/** One way to a destination. `unsupported`: by a proxy of a kind that Relais does not speak, such as SOCKS. */
export type Route = 'direct' | 'unsupported' | Proxy

/** Tells by which proxies an origin is reached, in the words of a PAC script: `PROXY host:port; DIRECT`. */
export type FindProxy = (origin: string) => Promise<string> | string

let find: FindProxy = environmentProxy

/** Asks somebody else than the environment, which is what plain Node has, for the system's proxies. */
export function findProxiesBy(finder: FindProxy): void {
  find = finder
}

/** The ways to an origin, in the order in which they are to be tried; at least one. */
export async function routesTo(origin: string): Promise<Route[]> {
  const routes = (await find(origin)).split(';').flatMap(readRoute)
  // What Chromium says when a script of its own fails: there is nothing to go by.
  return routes.length > 0 ? routes : ['direct']
}

const schemes: Record<string, string> = { PROXY: 'http', HTTP: 'http', HTTPS: 'https' }

function readRoute(entry: string): Route[] {
  const [kind = '', host = ''] = entry.trim().split(/\s+/)
  if (kind === '') return []
  if (kind.toUpperCase() === 'DIRECT') return ['direct']
  const address = `${schemes[kind.toUpperCase()] ?? ''}://${host}`
  if (!URL.canParse(address)) return ['unsupported']
  const url = new URL(address)
  return [{ url, authorization: proxyAuthorization(url) }]
}
