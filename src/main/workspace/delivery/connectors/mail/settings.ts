import { isIPv6 } from 'node:net'
import * as v from 'valibot'
import type { Settings } from '../connector.ts'
import { choice, postLanguage, setting, settingsObject, type Problem } from '../settings.ts'
import { mailboxes, type Mailbox } from './addresses.ts'

const security = ['tls', 'starttls', 'none'] as const
const usualPorts: Record<(typeof security)[number], number> = { tls: 465, starttls: 587, none: 25 }

const host = v.pipe(
  setting,
  v.check(text => readHost(text) !== null, 'not-a-mail-server' satisfies Problem)
)
const oneAddress = v.check((text: string) => mailboxes(text)?.length === 1, 'not-one-mailbox' satisfies Problem)
const addresses = v.check((text: string) => mailboxes(text) !== null, 'not-mailboxes' satisfies Problem)

export const settings = v.pipe(
  settingsObject({
    host,
    security: choice(security, 'tls'),
    user: v.optional(setting),
    from: v.pipe(setting, oneAddress),
    to: v.pipe(setting, addresses),
    replyTo: v.optional(v.pipe(setting, oneAddress)),
    language: postLanguage,
    allowHost: v.optional(setting)
  }),
  v.forward(
    v.check(
      ({ host, allowHost }) => allowHost === undefined || allowHost === 'true' || isAllowed(host, allowHost),
      'not-its-host' satisfies Problem
    ),
    ['allowHost']
  ),
  // Without TLS anyone on the way could read a text before its embargo lifts, and the password at any time.
  v.forward(
    v.check(({ security, allowHost }) => security !== 'none' || allowHost !== undefined, 'needs-tls' satisfies Problem),
    ['security']
  )
)

/** A mail server: a name or an address, and a port where it is not the usual one. */
function readHost(text: string): { host: string; port: number | null } | null {
  const [, bracketed, name = bracketed, port] = /^(?:\[([\da-f:.]+)\]|([^\s:/@[\]]+))(?::(\d{1,5}))?$/i.exec(text) ?? []
  if (name === undefined || (bracketed !== undefined && !isIPv6(bracketed))) return null
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return null
  return { host: name, port: port === undefined ? null : Number(port) }
}

const isAllowed = (text: string, allowHost: string): boolean => allowHost === text || allowHost === readHost(text)?.host

/** How a mail server is reached. */
export interface Relay {
  host: string
  port: number
  security: (typeof security)[number]
  user: string | null
  allowPrivate: boolean
}

export interface MailAccount {
  relay: Relay
  from: Mailbox
  to: Mailbox[]
  replyTo: Mailbox | null
}

/** @throws ValiError for settings that are not usable */
export function mailAccount(stored: Settings): MailAccount {
  const { host, security = 'tls', user = null, from, to, replyTo, allowHost } = v.parse(settings, stored)
  const place = readHost(host)
  const [sender] = mailboxes(from) ?? []
  if (!place || !sender) throw new TypeError('unchecked settings')
  return {
    relay: {
      host: place.host,
      port: place.port ?? usualPorts[security],
      security,
      user,
      allowPrivate: allowHost !== undefined
    },
    from: sender,
    to: mailboxes(to) ?? [],
    replyTo: replyTo === undefined ? null : (mailboxes(replyTo)?.[0] ?? null)
  }
}
