import { unescape } from 'node:querystring'
import ipaddr from 'ipaddr.js'

/**
 * The proxy that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name for an origin, as a PAC script would say it. Names in lower
 * case come first, as in curl. This machine itself is never asked for through a proxy, as in browsers.
 */
export function environmentProxy(origin: string): string {
  const url = new URL(origin)
  const written = variable(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy')
  if (written === '' || isLoopback(url) || isExcepted(url)) return 'DIRECT'
  const proxy = readProxy(written)
  if (proxy?.protocol === 'http:') return `PROXY ${proxy.host}`
  if (proxy?.protocol === 'https:') return `HTTPS ${proxy.host}`
  // SOCKS, or not to be read: refused by the name of its kind, and not passed over.
  return `SOCKS ${proxy?.host ?? 'unreadable'}`
}

/** What to tell a proxy about who asks: the name and password of the variable that names this very proxy, else null. */
export function proxyAuthorization({ host }: URL): string | null {
  const proxy = ['https_proxy', 'http_proxy'].map(name => readProxy(variable(name))).find(named => named?.host === host)
  if (!proxy || proxy.username === '') return null
  const pair = `${unescape(proxy.username)}:${unescape(proxy.password)}`
  return `Basic ${Buffer.from(pair).toString('base64')}`
}

const variable = (name: string): string => (process.env[name] || process.env[name.toUpperCase()] || '').trim()

function readProxy(written: string): URL | null {
  const address = written.includes('://') ? written : `http://${written}`
  return URL.canParse(address) ? new URL(address) : null
}

const plain = (hostname: string): string =>
  hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')

function isLoopback({ hostname }: URL): boolean {
  const host = plain(hostname)
  if (ipaddr.isValid(host)) return ipaddr.process(host).range() === 'loopback'
  return host === 'localhost' || host.endsWith('.localhost')
}

/** `NO_PROXY`: names (with all below them), addresses and networks, with or without a port; `*` is everything. */
function isExcepted(url: URL): boolean {
  const host = plain(url.hostname)
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return variable('no_proxy')
    .split(/[\s,]+/)
    .filter(entry => entry !== '')
    .some(entry => {
      if (entry === '*') return true
      const whole = ipaddr.isValid(entry) || ipaddr.isValidCIDR(entry)
      const [, name = '', itsPort] = whole ? [entry, entry] : (/^(.*?)(?::(\d+))?$/.exec(entry) ?? [])
      if (itsPort !== undefined && itsPort !== port) return false
      return covers(plain(name.replace(/^\*?\./, '')), host)
    })
}

function covers(entry: string, host: string): boolean {
  if (!ipaddr.isValid(host)) return host === entry || host.endsWith(`.${entry}`)
  const address = ipaddr.process(host)
  if (!ipaddr.isValidCIDR(entry))
    return ipaddr.isValid(entry) && ipaddr.process(entry).toString() === address.toString()
  const [network, bits] = ipaddr.parseCIDR(entry)
  return network.kind() === address.kind() && address.match(network, bits)
}
