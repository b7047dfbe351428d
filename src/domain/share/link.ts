import { limits } from './limits.ts'
import type { Network } from './networks.ts'

/** Where campaign parameters come from: the network, the house's medium, the kit's campaign, the copy. */
export interface Campaign {
  source: Network
  /** Empty: the link carries no campaign at all. */
  medium: string
  campaign: string
  /** Null for a post that was made from the release's own words. */
  copy: string | null
}

/** The address as browsers write it, if it is one of the web; else null. A name or password in it never leaves. */
export function webAddress(link: string): string | null {
  if (!URL.canParse(link.trim())) return null
  const url = new URL(link.trim())
  return ['https:', 'http:'].includes(url.protocol) && !url.username && !url.password ? url.href : null
}

/**
 * The link with the parameters that web statistics read (`utm_source`, `utm_medium`, `utm_campaign`, `utm_content`), before
 * its fragment. What it has already stays as it is, and wins.
 * @param link as `webAddress` gives it
 */
export function campaignLink(link: string, { source, medium, campaign, copy }: Campaign): string {
  if (medium === '') return link
  const [, page = '', query, fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(link) ?? []
  const parts = (query ?? '').split('&').filter(part => part !== '')
  const present = new Set(parts.map(part => part.split('=')[0]?.toLowerCase()))
  const tags = { utm_source: source, utm_medium: medium, utm_campaign: campaign, utm_content: copy ?? '' }
  for (const [name, value] of Object.entries(tags))
    if (value !== '' && !present.has(name)) parts.push(`${name}=${encoded(value)}`)
  return `${page}?${parts.join('&')}${fragment}`
}

/** Quotes and brackets too: programs that look for links in a text end them there. */
const encoded = (value: string): string =>
  encodeURIComponent(value).replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/** Where a copy wants its link. */
export const linkPlace = '{link}'

/**
 * A copy's text with its link where it is to stand: in place of `{link}`; else, where the network has no card for it, at the
 * end on a line of its own, unless that page is named in the text already.
 */
export function placeLink(network: Network, text: string, link: string | null): string {
  const words = text.trim()
  if (words.includes(linkPlace)) {
    const placed = words.replaceAll(linkPlace, () => link ?? '')
    return placed.replace(/[^\S\n]+$/gm, '').trim()
  }
  if (link === null || limits[network].link === 'card' || names(words, link)) return words
  return words === '' ? link : `${words}\n\n${link}`
}

/** The page without what tells visits apart: the same page has the same. */
const pageOf = (address: string): string => address.replace(/[?#].*$/s, '').replace(/[/.,;:!)»”]+$/, '')

const names = (text: string, link: string): boolean =>
  text.split(/\s+/).some(word => word.includes('://') && pageOf(word) === pageOf(link))
