/** Where the addresses of flows may lead. */
export interface TeamsHosts {
  /** A flow's host, or the end of one, with its dot. */
  flows: readonly string[]
  allowPrivate?: true
}

export const realHosts: TeamsHosts = { flows: ['.logic.azure.com', '.environment.api.powerplatform.com'] }

const path = /^(?:\/powerautomate\/automations\/direct)?\/workflows\/[^/]+\/triggers\/manual\/paths\/invoke$/

/** What is wrong with the address of a flow, by its shape alone; null where nothing is. */
export function wrongWith(
  address: string,
  { flows, allowPrivate }: TeamsHosts
): 'not-a-flow' | 'retired-address' | null {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || url.username !== '' || url.password !== '') return 'not-a-flow'
  // The addresses of the old Office 365 connectors; they were switched off in May 2026.
  if (url.hostname.endsWith('.webhook.office.com') || url.hostname === 'outlook.office.com') return 'retired-address'
  if (url.protocol !== 'https:' && !allowPrivate) return 'not-a-flow'
  const known = flows.some(flow => (flow.startsWith('.') ? url.hostname.endsWith(flow) : url.hostname === flow))
  return known && path.test(url.pathname) && url.searchParams.get('sig') ? null : 'not-a-flow'
}

/** What of an address must not be seen: all of it, and the signature, which is what opens the flow. */
export function secretsOf(address: string): string[] {
  if (!URL.canParse(address)) return [address]
  const url = new URL(address)
  const signature = url.searchParams.get('sig') ?? ''
  return [address, url.href, url.search, encodeURIComponent(signature), signature]
}
