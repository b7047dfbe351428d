import type { HttpResponse, RequestOptions } from '../../../network/http.ts'
import type { Access, Call } from '../connector.ts'
import { currentVersion } from './version.ts'

/** LinkedIn's API, and its site, where access is granted and files are put. */
export interface LinkedInHosts {
  api: string
  www: string
  /** For tests, whose stand-in is on loopback. */
  allowPrivate?: true
}

/** What every call to the API needs. */
export interface Session {
  hosts: LinkedInHosts
  access: Access
  token: string
  version: string
  call: Call
  secrets: readonly string[]
}

/** @returns null where nobody has signed in */
export function openSession(hosts: LinkedInHosts, access: Access, call: Call): Session | null {
  const { tokens, secret, settings } = access
  if (!tokens) return null
  const secrets = [tokens.access, tokens.refresh, secret].filter(text => text != null)
  return { hosts, access, token: tokens.access, version: settings['version'] ?? currentVersion, call, secrets }
}

const limits = { bytes: 2_000_000, milliseconds: 20_000 }

interface Question {
  method?: 'GET' | 'POST' | 'DELETE'
  body?: unknown
  /** The kind of call, where the method alone does not tell it. */
  restli?: 'PARTIAL_UPDATE' | 'DELETE' | 'FINDER'
}

/** A call with the headers that LinkedIn demands; the version is never defaulted there. */
export function rest(
  { hosts, token, version }: Session,
  { method = 'GET', body, restli }: Question = {}
): RequestOptions {
  return {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'linkedin-version': version,
      'x-restli-protocol-version': '2.0.0',
      'content-type': 'application/json',
      ...(restli && { 'x-restli-method': restli })
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    limits,
    allowPrivate: hosts.allowPrivate === true
  }
}

/** Rest.li's own syntax has brackets, quotes and stars, which must not come out of an id. */
export const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[()'!*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/** The two kinds of post, and the activity that shows one; a person's URN proves nothing. */
export const postUrn = /urn:li:(?:share|ugcPost|activity):\d+/

export const postAddress = (urn: string): string => `https://www.linkedin.com/feed/update/${urn}/`

/** What an answer says went wrong there: its code, and its words in full. */
export function complaint({ body }: HttpResponse): { code: string; message: string } {
  try {
    const { code, message } = JSON.parse(body.toString('utf8')) as { code?: unknown; message?: unknown }
    return { code: typeof code === 'string' ? code : '', message: typeof message === 'string' ? message : '' }
  } catch {
    return { code: '', message: '' }
  }
}
