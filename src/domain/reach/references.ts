import { fold } from './fold.ts'

const tracking = /^(?:utm_.*|fbclid|gclid|mc_cid|mc_eid|li_fat_id|igshid|trk)$/i

/** A release's id as a fragment: all that tells the items of a feed apart, which share the address of its page. */
const item = /^#[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/**
 * A key under which a reference of a metrics file meets a release: addresses without what varies from one share to the next
 * (scheme, www, tracking, a fragment that is no id), anything else folded. The two kinds never meet.
 */
export function matchKey(reference: string): string {
  const address = isAddress(reference) ? parse(reference) : null
  if (!address) return `text ${fold(reference)}`
  const kept = [...address.searchParams].filter(([name]) => !tracking.test(name)).sort(([a], [b]) => (a < b ? -1 : 1))
  const query = kept.map(([name, value]) => `${name}=${value}`).join('&')
  const page = `${address.host.replace(/^www\./, '')}${address.pathname.replace(/\/+$/, '')}${query && `?${query}`}`
  return `link ${page}${item.test(address.hash) ? address.hash.toLowerCase() : ''}`
}

const isAddress = (text: string): boolean => /^https?:\/\//i.test(text)

function parse(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

/** A release that a key leads to, with the day it is listed under. */
export interface Candidate {
  seq: number
  day: string
}

/**
 * Chooses among releases of the same title, such as a monthly one: the newest that was there on the day of the figure, else
 * the oldest.
 */
export function chooseRelease(candidates: readonly Candidate[], day: string): number | null {
  let before: Candidate | null = null
  let oldest: Candidate | null = null
  for (const candidate of candidates) {
    if (candidate.day <= day && (!before || candidate.day >= before.day)) before = candidate
    if (!oldest || candidate.day < oldest.day) oldest = candidate
  }
  return (before ?? oldest)?.seq ?? null
}
