import * as v from 'valibot'
import type { Reading } from '../../../../../domain/reach/reading.ts'
import type { Cleared } from '../../clearance.ts'
import type { Call, Connector, SendResult } from '../connector.ts'
import { saysGone } from '../found.ts'
import { isItsHost, isSafeWay } from '../own-host.ts'
import { soFar } from '../reading.ts'
import { serverDateOf } from '../server-date.ts'
import { choice, postLanguage, setting, settingsObject, webAddress, type Problem } from '../settings.ts'
import { toldOrThrown } from '../trial.ts'
import { ask, openSession, type Session } from './api.ts'
import { accountOf, look } from './look.ts'
import { publish, update, withdraw } from './send.ts'

const settings = v.pipe(
  settingsObject({
    server: webAddress,
    visibility: choice(['public', 'unlisted', 'private'], 'public'),
    language: postLanguage,
    allowHost: v.optional(setting)
  }),
  v.forward(
    v.check(({ server, allowHost }) => isItsHost(server, allowHost), 'not-its-host' satisfies Problem),
    ['allowHost']
  ),
  v.forward(
    v.check(({ server, allowHost }) => isSafeWay(server, allowHost), 'needs-https' satisfies Problem),
    ['server']
  )
)

/**
 * Statuses on a Mastodon server (https://docs.joinmastodon.org/methods/statuses/), with a token that the account's owner makes
 * in the server's development settings.
 */
export const mastodon: Connector = {
  kind: 'mastodon',
  network: 'mastodon',
  settings,
  secret: 'given',
  can: { update: true, withdraw: true, look: true, metrics: 'pull', handOff: false },
  repeat: 'look-first',
  lane: 1,
  whole: false,
  describe: (delivery, { settings: { server = '' } }) => ({
    method: 'POST',
    url: `${new URL(server).origin}/api/v1/statuses`,
    headers: { 'idempotency-key': delivery }
  }),
  send: (cleared, call) => send(cleared, openSession(cleared.access, call)),
  look,
  async test(access, call) {
    const session = openSession(access, call)
    const { acct } = toldOrThrown(await accountOf(session))
    return `@${acct}@${new URL(session.server).host}`
  },
  serverDate: ({ settings: { server = '', allowHost } }, call) => serverDateOf(server, allowHost !== undefined, call),
  metrics: (posts, access, call) => readMetrics(openSession(access, call), posts, call)
}

async function send(cleared: Cleared, session: Session): Promise<SendResult> {
  const { delivery, post, target } = cleared
  const id = target?.remoteId
  const nowhere: SendResult = { outcome: 'refused', reason: 'not-there', received: { target: null } }
  if (delivery.action === 'withdraw') return id ? withdraw(session, id) : nowhere
  if (!post) return { outcome: 'refused', reason: 'unsendable', received: {} }
  if (delivery.action === 'publish') return publish(session, cleared, post)
  return id ? update(session, cleared, post, id) : nowhere
}

const counters = v.looseObject({ replies_count: v.number(), reblogs_count: v.number(), favourites_count: v.number() })
const followers = v.looseObject({ followers_count: v.number() })

/** Mastodon counts neither impressions nor clicks. */
async function readMetrics(session: Session, posts: readonly { remoteId: string }[], call: Call): Promise<Reading[]> {
  const readings: Reading[] = []
  for (const { remoteId } of posts) {
    const step = await ask(session, `/api/v1/statuses/${encodeURIComponent(remoteId)}`, counters)
    if (saysGone(step)) continue
    const { replies_count: comments, reblogs_count: shares, favourites_count: reactions } = toldOrThrown(step)
    readings.push(soFar(call, remoteId, { reactions, comments, shares }))
  }
  const account = toldOrThrown(await ask(session, '/api/v1/accounts/verify_credentials', followers))
  return [...readings, soFar(call, null, { followers: account.followers_count })]
}
