import { extname, resolve, sep } from 'node:path'

export const scheme = 'app'
const host = 'relais'

/** The pages there are; each window shows one of them and never another. */
export const pages = {
  main: `${scheme}://${host}/index.html`,
  passphrase: `${scheme}://${host}/passphrase.html`,
  report: `${scheme}://${host}/report.html`
} as const
export type Page = keyof typeof pages

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2'
}

/**
 * The file in `root` that an address of our scheme stands for; null for every other address, for what leads out of the
 * folder, and for kinds of file that no page is made of.
 */
export function fileFor(root: string, address: string): { file: string; type: string } | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.protocol !== `${scheme}:` || url.host !== host) return null
  const file = resolve(root, `.${decoded(url.pathname)}`)
  const type = types[extname(file)]
  // The separator matters: without it, a folder whose name only starts like ours would do.
  return type && file.startsWith(resolve(root) + sep) ? { file, type } : null
}

function decoded(path: string): string {
  try {
    const text = decodeURIComponent(path)
    return text.includes('\0') ? '/' : text
  } catch {
    return '/'
  }
}

/** The frame that a message came from; null when it is gone already. */
export type Frame = { url: string; parent: unknown } | null

/** Whether a message comes from the top frame of the very page that a window was opened for. */
export function isPage(frame: Frame, page: Page): boolean {
  if (!frame || frame.parent !== null || !URL.canParse(frame.url)) return false
  const { protocol, host, pathname } = new URL(frame.url)
  const own = new URL(pages[page])
  return protocol === own.protocol && host === own.host && pathname === own.pathname
}

/** `devtools:` is the inspector's own page; `data:` and `blob:` hold what a page made itself. */
const loadable = new Set([`${scheme}:`, 'blob:', 'data:', 'devtools:'])

/** Whether any page may load an address at all. */
export const isLoadable = (address: string): boolean => URL.canParse(address) && loadable.has(new URL(address).protocol)

const openable = new Set(['https:', 'mailto:'])

/**
 * Reads an address that a document or a page names, if it is of a kind that may be opened outside.
 * An address with a user name is refused: it shows one host and leads to another.
 */
export function linkTarget(address: string): URL | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  return openable.has(url.protocol) && !url.username && !url.password ? url : null
}

/**
 * Reads the address at which a person signs in to a destination: the web's, encrypted; or a host of this machine's own, where
 * the person allowed that host.
 * @param allowedHost the destination's setting for it
 */
export function signInTarget(address: string, allowedHost: string | undefined): URL | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.username || url.password) return null
  if (url.protocol === 'https:') return url
  const here = url.protocol === 'http:' && loopbackHosts.has(url.hostname)
  return here && allowedHost !== undefined && [url.hostname, url.host, 'true'].includes(allowedHost) ? url : null
}

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]'])
