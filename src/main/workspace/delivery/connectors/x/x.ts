import { RelaisError } from '../../../../../domain/errors.ts'
import { isWithin, measure } from '../../../../../domain/share/measure.ts'
import type { Cleared } from '../../clearance.ts'
import type { Access, Connector, OAuthServer, SendResult } from '../connector.ts'
import { renewOAuth } from '../oauth.ts'
import { serverDateOf } from '../server-date.ts'
import { postLanguage, redirectPort, setting, settingsObject, usualPort } from '../settings.ts'
import { toldOrThrown } from '../trial.ts'
import { openSession, type Session, type XHosts } from './api.ts'
import { look, userOf } from './look.ts'
import { readMetrics } from './metrics.ts'
import { prices } from './prices.ts'
import { publish, withdraw } from './send.ts'
import { hasLink } from './text.ts'

const realHosts: XHosts = { api: 'https://api.x.com', www: 'https://x.com' }

/** `clientId` is of the customer's own app at X: a native one, which has no key. */
const settings = settingsObject({ clientId: setting, port: redirectPort, language: postLanguage })

const scopes = ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access']

/**
 * Posts on X, by its API v2 (https://docs.x.com, and the `openapi.json` in https://github.com/xdevplatform/docs). Nothing there
 * knows a repeated call: the same words are refused, without saying which post has them.
 */
export const x = (hosts: XHosts = realHosts): Connector => ({
  kind: 'x',
  network: 'x',
  settings,
  secret: 'oauth',
  // An edit is another post with another id, for half an hour and for some accounts only: a correction is a new post.
  can: { update: false, withdraw: true, look: true, metrics: 'pull', handOff: false },
  repeat: 'look-first',
  lane: 1,
  whole: false,
  describe: () => ({ method: 'POST', url: `${hosts.api}/2/tweets` }),
  send: (cleared, call) => send(cleared, openSession(hosts, cleared.access, call)),
  look: (parcel, call) => look(hosts, parcel, call),
  renew: (access, call) => renewOAuth(oauth(hosts, access), access, call),
  oauth: access => oauth(hosts, access),
  test: async (access, call) => `@${toldOrThrown(await userOf(signedIn(openSession(hosts, access, call)))).username}`,
  serverDate: (_access, call) => serverDateOf(hosts.api, hosts.allowPrivate === true, call),
  metrics: (posts, access, call) => readMetrics(signedIn(openSession(hosts, access, call)), posts),
  price: ({ text }) => ({ amount: hasLink(text) ? prices.postWithLink : prices.post, currency: prices.currency })
})

async function send(cleared: Cleared, session: Session | null): Promise<SendResult> {
  const { delivery, post, target } = cleared
  if (!session) return { outcome: 'unauthorized', received: {} }
  if (delivery.action === 'update') return { outcome: 'refused', reason: 'cannot-update', received: {} }
  const id = target?.remoteId
  if (delivery.action === 'withdraw')
    return id ? withdraw(session, id) : { outcome: 'refused', reason: 'not-there', received: { target: null } }
  if (!post) return { outcome: 'refused', reason: 'unsendable', received: {} }
  const length = measure('x', post)
  return isWithin(length)
    ? publish(session, cleared, post)
    : { outcome: 'refused', reason: 'too-long', received: { ...length } }
}

const oauth = (hosts: XHosts, { settings }: Pick<Access, 'settings'>): OAuthServer => ({
  authorize: `${hosts.www}/i/oauth2/authorize`,
  token: `${hosts.api}/2/oauth2/token`,
  revoke: `${hosts.api}/2/oauth2/revoke`,
  clientId: settings['clientId'] ?? '',
  client: 'public',
  scopes,
  pkce: true,
  allowPrivate: hosts.allowPrivate === true,
  loopback: '127.0.0.1',
  port: Number(settings['port'] ?? usualPort)
})

function signedIn(session: Session | null): Session {
  if (!session) throw new RelaisError('destination-refused', { answer: 'no sign-in' })
  return session
}
