import { readFile } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'
import { protocol, type Session } from 'electron'

const scheme = 'app'
const host = 'relais'

/** The pages there are; each window shows one of them and never another. */
export const pages = {
  main: `${scheme}://${host}/index.html`,
  passphrase: `${scheme}://${host}/passphrase.html`,
  report: `${scheme}://${host}/report.html`
} as const
export type Page = keyof typeof pages

/**
 * What a page may load: its own files, and pictures it made itself. It has no network: connectors work in the engine.
 * Styles and scripts written into markup are refused, so that hostile text that slips through can neither act nor pose.
 */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2'
}

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, codeCache: true } }])
}

/** Serves the built pages, and nothing else, under the app's own scheme. */
export function serveScheme(session: Session, root: string): void {
  session.protocol.handle(scheme, async ({ url, method }) => {
    const found = method === 'GET' ? fileFor(root, url) : null
    if (!found) return new Response(null, { status: 404 })
    try {
      return new Response(await readFile(found.file), { headers: headersFor(found.type) })
    } catch {
      return new Response(null, { status: 404 })
    }
  })
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

const headersFor = (type: string): Record<string, string> => ({
  'Content-Type': type,
  'Content-Security-Policy': contentPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer'
})
