import * as v from 'valibot'
import { RelaisError } from '../../../../../domain/errors.ts'
import { beforehand } from '../beforehand.ts'
import type { Connector } from '../connector.ts'
import { renewOAuth } from '../oauth.ts'
import { serverDateOf } from '../server-date.ts'
import { toldOrThrown } from '../trial.ts'
import { asked, openSession, type Session } from './api.ts'
import { look } from './look.ts'
import { readMetrics } from './metrics.ts'
import { send } from './send.ts'
import { settings } from './settings.ts'
import { hootsuiteSignIn, realHosts, type HootsuiteHosts } from './sign-in.ts'

const scopes = ['offline', 'analytics:read']

/**
 * A social profile in Hootsuite, by its REST API (https://apidocs.hootsuite.com/docs/api/index.html). Nothing there knows a
 * repeated call; messages are found again by their text. They can be deleted, not changed, and that until they are sent.
 */
export const hootsuite = (hosts: HootsuiteHosts = realHosts): Connector => ({
  kind: 'hootsuite',
  // Which network is a setting: the copies for it are among the parcel's posts.
  network: null,
  settings,
  secret: 'oauth',
  can: { update: true, withdraw: true, look: true, metrics: 'pull', handOff: false },
  repeat: 'look-first',
  lane: 1,
  whole: false,
  describe: () => ({ method: 'POST', url: `${hosts.platform}/v1/messages` }),
  async send(cleared, call) {
    const session = openSession(hosts, cleared.access, call)
    return session ? send(cleared, session) : { outcome: 'unauthorized', received: {} }
  },
  async look(parcel, call) {
    const session = openSession(hosts, parcel.access, call)
    return session ? look(parcel, session) : { found: 'unclear', unauthorized: true, received: {} }
  },
  renew: (access, call) => renewOAuth(hootsuiteSignIn(hosts, access, scopes), access, call),
  oauth: access => hootsuiteSignIn(hosts, access, scopes),
  test: (access, call) => test(signedIn(openSession(hosts, access, call))),
  serverDate: (_access, call) => serverDateOf(hosts.platform, hosts.allowPrivate === true, call),
  metrics: (posts, access, call) => readMetrics(signedIn(openSession(hosts, access, call)), posts)
})

function signedIn(session: Session | null): Session {
  if (!session) throw new RelaisError('destination-refused', { answer: 'no sign-in' })
  return session
}

const profiles = v.looseObject({
  data: v.array(
    v.looseObject({
      id: v.union([v.string(), v.pipe(v.number(), v.transform(String))]),
      type: v.fallback(v.string(), '?'),
      socialNetworkUsername: v.fallback(v.optional(v.nullable(v.string())), undefined),
      isReauthRequired: v.fallback(v.optional(v.union([v.number(), v.boolean()])), undefined)
    })
  )
})

/** Lists the profiles, the account's own marked, and those that have to sign in at their network again. */
async function test(session: Session): Promise<string> {
  const { hosts, access } = session
  const step = await beforehand(`${hosts.platform}/v1/socialProfiles`, asked(session), { ...session, schema: profiles })
  const known = toldOrThrown(step).data
  const own = access.settings['profile']
  if (!known.some(({ id }) => id === own)) known.unshift({ id: own ?? '', type: '✗' })
  return known
    .map(({ id, type, socialNetworkUsername, isReauthRequired }) => {
      const marks = `${id === own ? '→ ' : ''}${isReauthRequired ? '⚠ ' : ''}`
      return `${marks}${id} ${type}${socialNetworkUsername ? ` ${socialNetworkUsername}` : ''}`
    })
    .join(', ')
}
