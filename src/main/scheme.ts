import { readFile } from 'node:fs/promises'
import { protocol, type Session } from 'electron'
import { fileFor, scheme } from './addresses.ts'

/**
 * What a page may load: its own files, and pictures it made itself. It has no network: connectors work in the engine.
 * Styles and scripts written into markup are refused, so that hostile text that slips through can neither act nor pose.
 */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // One attribute of bits-ui's markup, `display: contents;`, by its hash.
  "style-src-attr 'unsafe-hashes' 'sha256-iaOezIDcQIoxCULa6FBKKuLUu09R7kG+Mlu+JVfU3Rw='",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

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

const headersFor = (type: string): Record<string, string> => ({
  'Content-Type': type,
  'Content-Security-Policy': contentPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer'
})
