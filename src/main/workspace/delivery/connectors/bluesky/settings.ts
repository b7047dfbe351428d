import * as v from 'valibot'
import type { Settings } from '../connector.ts'
import { isItsHost, isSafeWay } from '../own-host.ts'
import { postLanguage, setting, settingsObject, webAddress, type Problem } from '../settings.ts'

/** Where accounts sign in unless their settings say otherwise; their posts may lie on another host. */
export const usualService = 'https://bsky.social'

/** A handle, with or without its sign, a DID, or the e-mail address of the account. */
const identifier = /^@?(?:did:[a-z]+:\S+|[^\s@]+\.[^\s@]+|[^\s@]+@[^\s@]+)$/i

export const settings = v.pipe(
  settingsObject({
    identifier: v.pipe(setting, v.regex(identifier, 'not-a-handle' satisfies Problem)),
    service: v.pipe(v.optional(webAddress), v.metadata({ fallback: usualService })),
    language: postLanguage,
    allowHost: v.optional(setting)
  }),
  v.forward(
    v.check(
      ({ service, allowHost }) => isItsHost(service ?? usualService, allowHost),
      'not-its-host' satisfies Problem
    ),
    ['allowHost']
  ),
  v.forward(
    v.check(({ service, allowHost }) => isSafeWay(service ?? usualService, allowHost), 'needs-https' satisfies Problem),
    ['service']
  )
)

/** A host of the account's, and whether it may be a private one. */
export interface Place {
  origin: string
  allowPrivate: boolean
}

export const serviceOf = ({ service = usualService, allowHost }: Settings): Place => ({
  origin: new URL(service).origin,
  allowPrivate: allowHost !== undefined
})

/**
 * A host that the service named: what the person allowed for the service's own host holds for no other one.
 * @returns null for an address that may not be used
 */
export function placeOf(address: string, settings: Settings): Place | null {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || url.username !== '' || url.password !== '') return null
  const own = serviceOf(settings)
  const allowPrivate = own.allowPrivate && url.hostname === new URL(own.origin).hostname
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && allowPrivate)
  return safe ? { origin: url.origin, allowPrivate } : null
}
