/** How a destination is; its words are in the messages, under `delivery.destinations.health`. */
export type Health = 'ready' | 'expiring' | 'ended' | 'connect' | 'secret' | 'paused' | 'unknown'

/** How long before an end it is worth a word: a holiday, and a little. */
const notice = 14 * 24 * 60 * 60_000

interface Reached {
  hasSecret: boolean
  /** It is set up so that it needs none. */
  noSecret?: true
  connection: { expiresAt: string | null } | null
  paused: { reason: string } | null
  /** Something had better be done about it before it stops working. */
  notice?: object
}

/**
 * Whether something can be sent to a destination, and what keeps it from that.
 * @param connector undefined if this version has none for it
 * @param now milliseconds since the epoch
 */
export function healthOf(account: Reached, connector: { secret: string } | undefined, now: number): Health {
  if (!connector) return 'unknown'
  if (account.paused) return account.paused.reason === 'sign-in' ? 'ended' : 'paused'
  const health = accessHealth(account, connector.secret, now)
  return health === 'ready' && account.notice ? 'expiring' : health
}

function accessHealth(account: Reached, secret: string, now: number): Health {
  if (secret === 'oauth') return connectionHealth(account, now)
  return secret === 'none' || account.noSecret || account.hasSecret ? 'ready' : 'secret'
}

function connectionHealth({ connection }: Reached, now: number): Health {
  if (!connection) return 'connect'
  const left = connection.expiresAt === null ? Infinity : Date.parse(connection.expiresAt) - now
  if (left <= 0) return 'ended'
  return left < notice ? 'expiring' : 'ready'
}
