import { createHash } from 'node:crypto'
import type { Parcel } from '../connector.ts'
import { domainOf } from './addresses.ts'
import type { CopyLang } from '../../../../../domain/share/networks.ts'

/** What an account's recipients hold of a release: who took it in, in which language, and the domain in its Message-IDs. */
export interface Held {
  addresses: string[]
  lang: CopyLang
  domain: string
}

/** The domain of Message-IDs: that of the sender. */
export const idDomain = (from: string): string => domainOf(from)

/** The Message-ID of a release's first mail to a recipient: the same at each try, and known to later mails about it. */
export const firstId = (releaseId: string, address: string, domain: string): string =>
  `<${digest(releaseId, address.toLowerCase())}@${domain}>`

/** The Message-ID of a delivery's mail to a recipient. */
export const messageIdOf = ({ id, releaseId, action }: Parcel['delivery'], address: string, domain: string): string =>
  action === 'publish'
    ? firstId(releaseId, address, domain)
    : `<${digest(releaseId, address.toLowerCase(), id)}@${domain}>`

const digest = (...parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)

/** Written as a `mailto:` address (RFC 6068), which is what the outbox keeps as the place where the text is. */
export const writeHeld = ({ addresses, lang, domain }: Held): string =>
  `mailto:${addresses.map(encodeURIComponent).join(',')}?${new URLSearchParams({ lang, id: domain }).toString()}`

/** @returns null for anything else, such as what a person wrote there */
export function readHeld(written: string | null | undefined): Held | null {
  const [, list, query] = /^mailto:([^?]+)\?(.+)$/.exec(written ?? '') ?? []
  if (list === undefined) return null
  const parameters = new URLSearchParams(query)
  try {
    return {
      addresses: list.split(',').map(decodeURIComponent),
      lang: parameters.get('lang') === 'fr' ? 'fr' : 'en',
      domain: parameters.get('id') ?? ''
    }
  } catch {
    return null
  }
}
