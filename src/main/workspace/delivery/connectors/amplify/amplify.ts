import * as v from 'valibot'
import { RelaisError } from '../../../../../domain/errors.ts'
import type { HttpResponse } from '../../../network/http.ts'
import type { Cleared } from '../../clearance.ts'
import { beforehand } from '../beforehand.ts'
import type { Connector, Evidence, ParcelMedia, SendResult } from '../connector.ts'
import { effect } from '../effect.ts'
import { asked, openSession, type Session } from '../hootsuite/api.ts'
import { hootsuiteSignIn, realHosts, type HootsuiteHosts } from '../hootsuite/sign-in.ts'
import { postOn, withLink } from '../hootsuite/text.ts'
import { readJson } from '../json.ts'
import { renewOAuth } from '../oauth.ts'
import { beyondPublishing } from '../publish-only.ts'
import { serverDateOf } from '../server-date.ts'
import { choice, days, postLanguage, redirectPort, setting, settingsObject } from '../settings.ts'
import { toldOrThrown } from '../trial.ts'

const settings = settingsObject({
  /** Of the customer's own app at Hootsuite, whose key is the account's secret. */
  clientId: setting,
  /** Names, with commas between them. */
  topics: setting,
  /** After so many days nobody can share it there any more. */
  days,
  /** Whether it is shown at once, or put there as a draft for a person to publish. */
  show: choice(['yes', 'no'], 'yes'),
  port: redirectPort,
  language: postLanguage
})

const scopes = ['offline']
/** No limit of pictures is established: this is small enough to travel within a request. */
const pictureLimits = { width: 1_200, height: 1_200, bytes: 1_000_000 }

/**
 * Hootsuite Amplify, where employees find what they may share, by its REST API (https://amplify.hootsuite.com/api-docs). It can
 * only create: what is there cannot be listed, changed or taken back, but it can be made to end by itself.
 */
export const amplify = (hosts: HootsuiteHosts = realHosts): Connector => ({
  kind: 'amplify',
  network: null,
  settings,
  secret: 'oauth',
  can: { update: false, withdraw: false, look: false, metrics: 'file', handOff: false },
  repeat: 'look-first',
  lane: 1,
  whole: false,
  describe: () => ({ method: 'POST', url: `${hosts.platform}/amplify/v1/me/messages` }),
  async send(cleared, call) {
    const session = openSession(hosts, cleared.access, call)
    return session ? send(cleared, session) : { outcome: 'unauthorized', received: {} }
  },
  renew: (access, call) => renewOAuth(hootsuiteSignIn(hosts, access, scopes), access, call),
  oauth: access => hootsuiteSignIn(hosts, access, scopes),
  async test(access, call) {
    const session = openSession(hosts, access, call)
    if (!session) throw new RelaisError('destination-refused', { answer: 'no sign-in' })
    return test(session)
  },
  serverDate: (_access, call) => serverDateOf(hosts.platform, hosts.allowPrivate === true, call)
})

const namesIn = (topics: string): string[] =>
  topics
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '')

async function send(cleared: Cleared, session: Session): Promise<SendResult> {
  const { delivery, content, media, access } = cleared
  const beyond = beyondPublishing(delivery.action)
  if (beyond) return beyond
  if (!content) return { outcome: 'refused', reason: 'unsendable', received: {} }
  const { topics, days, show = 'yes' } = v.parse(settings, access.settings)
  const shown = show === 'yes'
  const startedAt = Date.parse(delivery.startedAt)
  const [picture] = media
  const body = {
    text: withLink(postOn('linkedin', content, cleared)),
    topics: namesIn(topics),
    isPublished: shown,
    isShareable: true,
    ...(shown && { publishedDate: new Date(startedAt).toISOString() }),
    ...(days !== undefined && { expiryDate: new Date(startedAt + Number(days) * 24 * 60 * 60_000).toISOString() }),
    ...(picture && { photoUriBase64: await dataUri(picture) })
  }
  return effect(`${session.hosts.platform}/amplify/v1/me/messages`, asked(session, { method: 'POST', body }), {
    ...session,
    own: (response, received) => read(response, received, shown)
  })
}

async function dataUri(picture: ParcelMedia): Promise<string> {
  const { bytes, type } = await picture.fit(pictureLimits)
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
}

const created = v.looseObject({ data: v.looseObject({ id: v.pipe(v.string(), v.nonEmpty()) }) })

/** The answer's `url` is the link in the message, and no address of the message itself. */
function read(response: HttpResponse, received: Evidence, shown: boolean): SendResult | null {
  const message = response.status === 200 ? readJson(response, created)?.data : undefined
  // What is to be created cannot be missing: it is the call, or what it names.
  if (response.status === 404) return { outcome: 'refused', reason: 'refused', received }
  if (!message) return null
  const remoteId = message.id
  // Nobody sees a draft before a person publishes it there.
  if (!shown) return { outcome: 'handed-over', received: { ...received, remoteId, draft: true } }
  return { outcome: 'confirmed', remoteId, remoteUrl: null, received }
}

const member = v.looseObject({
  data: v.looseObject({ name: v.fallback(v.string(), '?'), roles: v.fallback(v.array(v.string()), []) })
})
const topicList = v.looseObject({ data: v.array(v.looseObject({ name: v.string() })) })

/** Says whose posts they will be, with which roles, and the topics; those of the account that are not among them are marked. */
async function test(session: Session): Promise<string> {
  const base = `${session.hosts.platform}/amplify/v1/me`
  const me = toldOrThrown(await beforehand(`${base}/`, asked(session), { ...session, schema: member })).data
  const step = await beforehand(`${base}/topics?per_page=100`, asked(session), { ...session, schema: topicList })
  const known = toldOrThrown(step).data.map(({ name }) => name)
  const own = namesIn(session.access.settings['topics'] ?? '')
  const topics = [...new Set([...own, ...known])].map(
    name => `${own.includes(name) ? '→ ' : ''}${known.includes(name) ? '' : '✗ '}${name}`
  )
  return `${me.name} (${me.roles.join(', ')}): ${topics.join(', ')}`
}
