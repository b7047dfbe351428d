import * as v from 'valibot'
import { isWithin, measure } from '../../../../../domain/share/measure.ts'
import { RelaisError } from '../../../../../domain/errors.ts'
import type { Cleared } from '../../clearance.ts'
import { beforehand } from '../beforehand.ts'
import type { Access, Call, Connector, SendResult } from '../connector.ts'
import { serverDateOf } from '../server-date.ts'
import { badSetting } from '../settings.ts'
import { toldOrThrown } from '../trial.ts'
import { openSession, signed, unauthorized, xrpc, type Session } from './api.ts'
import { look } from './look.ts'
import { readMetrics } from './metrics.ts'
import { publish, replace, withdraw } from './send.ts'
import { renew } from './session.ts'
import { serviceOf, settings } from './settings.ts'

/** Where counters are read by anybody. */
export interface BlueskyHosts {
  publicApi: string
  /** For tests, whose stand-in is on loopback. */
  allowPrivate?: true
}

const realHosts: BlueskyHosts = { publicApi: 'https://public.api.bsky.app' }

/**
 * Posts on Bluesky (https://docs.bsky.app), with an app password. Each delivery has its own record key, so that a repeated call
 * puts the same record in the same place.
 */
export const bluesky = (hosts: BlueskyHosts = realHosts): Connector => ({
  kind: 'bluesky',
  network: 'bluesky',
  settings,
  secret: 'given',
  can: { update: true, withdraw: true, look: true, metrics: 'pull', handOff: false },
  repeat: 'idempotent',
  lane: 1,
  whole: false,
  describe: (delivery, access) => ({
    method: 'POST',
    url: `${serviceOf(access.settings).origin}/xrpc/com.atproto.repo.putRecord`,
    delivery
  }),
  send: (cleared, call) => send(cleared, openSession(cleared.access, call)),
  look,
  renew,
  checkSecret(secret) {
    // The password of the account itself would open far more than posts, and is not needed.
    if (!/^[a-z0-9]{4}(?:-[a-z0-9]{4}){3}$/.test(secret)) throw badSetting('secret', 'not-an-app-password')
  },
  test,
  serverDate({ settings }, call) {
    const { origin, allowPrivate } = serviceOf(settings)
    return serverDateOf(origin, allowPrivate, call)
  },
  metrics: (posts, access, call) =>
    readMetrics({ origin: hosts.publicApi, allowPrivate: hosts.allowPrivate === true }, posts, access, call)
})

async function send(cleared: Cleared, session: Session | null): Promise<SendResult> {
  const { delivery, post, target } = cleared
  if (!session) return { outcome: 'unauthorized', received: {} }
  const old = target?.remoteId
  const nowhere: SendResult = { outcome: 'refused', reason: 'no-target', received: {} }
  if (delivery.action === 'withdraw') return old ? withdraw(session, cleared, old) : nowhere
  if (!post) return { outcome: 'refused', reason: 'unsendable', received: {} }
  const length = measure('bluesky', post)
  if (!isWithin(length)) return { outcome: 'refused', reason: 'too-long', received: { ...length } }
  if (delivery.action === 'publish') return publish(session, cleared, post)
  return old ? replace(session, cleared, post, old) : nowhere
}

const account = v.looseObject({ did: v.string(), handle: v.string() })

/** Asks whose session it is. */
async function test(access: Access, call: Call): Promise<string> {
  const session = openSession(access, call)
  if (!session) throw new RelaisError('destination-refused', { answer: 'no sign-in' })
  const step = await beforehand(xrpc(session, 'com.atproto.server.getSession'), signed(session), {
    schema: account,
    secrets: session.secrets,
    call,
    own: response => unauthorized(response, session)
  })
  return `@${toldOrThrown(step).handle} · ${new URL(session.home.origin).host}`
}
