import * as v from 'valibot'
import { isWithin, measure } from '../../../../../domain/share/measure.ts'
import { RelaisError } from '../../../../../domain/errors.ts'
import type { Cleared } from '../../clearance.ts'
import type { Access, Connector, OAuthServer, SendResult } from '../connector.ts'
import { renewOAuth } from '../oauth.ts'
import { serverDateOf } from '../server-date.ts'
import { postLanguage, redirectPort, setting, settingsObject, usualPort, type Problem } from '../settings.ts'
import { toldOrThrown } from '../trial.ts'
import { openSession, type LinkedInHosts, type Session } from './api.ts'
import { authorOf, authorPattern, isMember } from './author.ts'
import { shownText } from './little-text.ts'
import { look } from './look.ts'
import { readMetrics } from './metrics.ts'
import { listPosts } from './posts.ts'
import { publish, update, withdraw } from './send.ts'
import { currentVersion, endingVersion, lastOf } from './version.ts'

const realHosts: LinkedInHosts = { api: 'https://api.linkedin.com', www: 'https://www.linkedin.com' }

const settings = settingsObject({
  /** Of the customer's own app at LinkedIn, whose key is the account's secret. */
  clientId: setting,
  author: v.pipe(setting, v.regex(authorPattern, 'not-an-author' satisfies Problem)),
  version: v.pipe(
    v.optional(v.pipe(setting, v.regex(/^20\d\d(?:0[1-9]|1[0-2])$/, 'not-a-version' satisfies Problem))),
    v.metadata({ fallback: currentVersion })
  ),
  /** What the app is allowed beyond the usual, with spaces between them: the figures of a member's posts, say. */
  scopes: v.optional(setting),
  port: redirectPort,
  language: postLanguage
})

/**
 * Posts of a LinkedIn Page or of a member, by the Posts API. Nothing there knows a repeated call: an identical text is refused,
 * with the name of the post that has it, and that is adopted.
 * https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api
 */
export const linkedin = (hosts: LinkedInHosts = realHosts): Connector => ({
  kind: 'linkedin',
  network: 'linkedin',
  settings,
  secret: 'oauth',
  can: { update: true, withdraw: true, look: true, metrics: 'pull', handOff: false },
  repeat: 'look-first',
  lane: 1,
  whole: false,
  describe: (_delivery, access) => ({
    method: 'POST',
    url: `${hosts.api}/rest/posts`,
    headers: { 'linkedin-version': access.settings['version'] ?? currentVersion }
  }),
  send: (cleared, call) => send(cleared, openSession(hosts, cleared.access, call)),
  look: (parcel, call) => look(hosts, parcel, call),
  renew: (access, call) => renewOAuth(oauth(hosts, access), access, call),
  oauth: access => oauth(hosts, access),
  notice: ({ version = currentVersion }, now) => {
    const ending = endingVersion(version, now)
    return ending && { code: 'version-ending', params: { ...ending } }
  },
  test: (access, call) => test(openSession(hosts, access, call)),
  serverDate: (_access, call) => serverDateOf(hosts.api, hosts.allowPrivate === true, call),
  metrics: (posts, access, call) => readMetrics(signedIn(openSession(hosts, access, call)), posts)
})

async function send(cleared: Cleared, session: Session | null): Promise<SendResult> {
  const { delivery, post, target } = cleared
  if (!session) return { outcome: 'unauthorized', received: {} }
  const urn = target?.remoteId
  if (delivery.action === 'withdraw') return urn ? withdraw(session, urn) : nowhere
  if (!post) return { outcome: 'refused', reason: 'unsendable', received: {} }
  const length = measure('linkedin', { text: shownText(post.text) })
  if (!isWithin(length)) return { outcome: 'refused', reason: 'too-long', received: { ...length } }
  if (delivery.action === 'publish') return publish(session, cleared, post)
  return urn ? update(session, cleared, post, urn) : nowhere
}

const nowhere: SendResult = { outcome: 'refused', reason: 'not-there', received: { target: null } }

const usual = {
  page: ['w_organization_social', 'r_organization_social', 'rw_organization_admin'],
  member: ['openid', 'profile', 'w_member_social']
}

/** Whether a client without a secret may sign in is not established: the customer's own app has one, and sends it. */
function oauth(hosts: LinkedInHosts, { settings }: Pick<Access, 'settings'>): OAuthServer {
  const { clientId = '', author = 'me', scopes = '', port } = settings
  const more = scopes.split(/[\s,]+/).filter(Boolean)
  return {
    authorize: `${hosts.www}/oauth/v2/authorization`,
    token: `${hosts.www}/oauth/v2/accessToken`,
    clientId,
    client: 'body',
    scopes: [...new Set([...(author === 'me' || isMember(author) ? usual.member : usual.page), ...more])],
    pkce: false,
    allowPrivate: hosts.allowPrivate === true,
    loopback: 'localhost',
    port: Number(port ?? usualPort)
  }
}

/** Says whose posts they will be, and until when the version is served at least; a Page's posts are read to try that. */
async function test(opened: Session | null): Promise<string> {
  const session = signedIn(opened)
  const { version, call } = session
  const author = toldOrThrown(await authorOf(session))
  if (!isMember(author)) toldOrThrown(await listPosts(session, author))
  return `${author} · ${endingVersion(version, call.now()) ? '⚠ ' : ''}${version} → ${lastOf(version)}`
}

function signedIn(session: Session | null): Session {
  if (!session) throw new RelaisError('destination-refused', { answer: 'no sign-in' })
  return session
}
