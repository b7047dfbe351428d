import type { Reading } from '../../../../../domain/reach/reading.ts'
import type { Cleared } from '../../clearance.ts'
import type { Access, Call, Connector, SendResult } from '../connector.ts'
import { feedConnector } from '../feed/factory.ts'
import { serverDateOf } from '../server-date.ts'
import { badSetting } from '../settings.ts'
import { haiiloItem } from './rules.ts'
import { feedAccess, keysIn, settings } from './settings.ts'
import { countShares, shareReadings, type SharesSource } from './shares.ts'

/** Where tenants live. */
export interface HaiiloHosts {
  tenant(subdomain: string): string
  /** For tests, whose stand-in is on loopback. */
  allowPrivate?: true
}

const realHosts: HaiiloHosts = { tenant: subdomain => `https://${subdomain}.smarpshare.com` }

const feed = feedConnector({ kind: 'haiilo', item: haiiloItem, part: feedAccess, can: { metrics: 'pull' } })

/**
 * Haiilo Share, which was Smarp: a feed that it polls, by its rules of import, and the count of shares by its API. There is no
 * call to change or remove what it has taken: its administrator does that.
 */
export const haiilo = (hosts: HaiiloHosts = realHosts): Connector => ({
  ...feed,
  settings,
  needsSecret: ({ put, subdomain }) => put !== undefined || subdomain !== undefined,
  checkSecret(secret, settings) {
    if (keysIn(secret, settings) === null) throw badSetting('secret', 'not-two-secrets')
  },
  send,
  async test(access, call) {
    const place = await feed.test(feedAccess(access), call)
    const source = sourceOf(hosts, access, call)
    if (source === null) return place
    const now = call.now()
    return `${place} · ${source.host}: ${await countShares(source, now - 24 * 60 * 60_000, now)}`
  },
  serverDate: async ({ settings: { subdomain } }, call) =>
    subdomain === undefined ? null : serverDateOf(hosts.tenant(subdomain), hosts.allowPrivate === true, call),
  metrics: async (_posts, access, call): Promise<Reading[]> => {
    const source = sourceOf(hosts, access, call)
    return source ? shareReadings(source) : []
  }
})

function sourceOf(hosts: HaiiloHosts, { settings, secret }: Access, call: Call): SharesSource | null {
  const { subdomain } = settings
  const token = secret === null ? null : keysIn(secret, settings)?.token
  if (subdomain === undefined || !token) return null
  return { host: hosts.tenant(subdomain), token, allowPrivate: hosts.allowPrivate === true, call }
}

async function send(cleared: Cleared, call: Call): Promise<SendResult> {
  const { delivery, access, live, target } = cleared
  if (delivery.action !== 'withdraw') {
    const head = { id: cleared.account.id, title: '', link: access.settings['link'] }
    const own = live.find(({ releaseId }) => releaseId === delivery.releaseId)
    if (!own || !haiiloItem(head, own, { now: call.now(), releaseId: delivery.releaseId }))
      return { outcome: 'refused', reason: 'unsendable', received: { missing: 'a public page to lead to' } }
  }
  const result = await feed.send(cleared, call)
  if (result.outcome !== 'confirmed' || delivery.action === 'publish') return result
  // What Haiilo took stays there, whatever the feed says now.
  const ask = { whom: 'the administrator of Haiilo', remove: target?.remoteUrl ?? cleared.delivery.releaseId }
  return { ...result, received: { ...result.received, ask } }
}
