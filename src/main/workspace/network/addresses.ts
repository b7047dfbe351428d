import ipaddr from 'ipaddr.js'

/** Ranges that a person may allow for one host. Link-local is not among them: cloud metadata services live there. */
const allowable = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat'])

/** The only part of IPv6 that is given out for the public internet (RFC 4291, 2.4); keeps out `::127.0.0.1` and its like. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * May a connection be made to this address (an IP, as a resolver gives it)?
 *
 * IPv4 inside IPv6 (mapped, NAT64, 6to4, Teredo) is refused in every case: it would lead past the rules for IPv4.
 */
export function mayConnect(address: string, allowPrivate: boolean): boolean {
  if (!ipaddr.isValid(address)) return false
  const ip = ipaddr.parse(address)
  const range = ip.range()
  if (allowPrivate && allowable.has(range)) return true
  return range === 'unicast' && (ip.kind() === 'ipv4' || ip.match(globalUnicast))
}
