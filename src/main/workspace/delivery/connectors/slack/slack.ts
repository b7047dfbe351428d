import { RelaisError } from '../../../../../domain/errors.ts'
import { request, type HttpResponse } from '../../../network/http.ts'
import type { Cleared } from '../../clearance.ts'
import type { Access, Call, Connector, Evidence, SendResult } from '../connector.ts'
import { effect } from '../effect.ts'
import { beyondPublishing } from '../publish-only.ts'
import { serverDateOf } from '../server-date.ts'
import { badSetting, postLanguage, settingsObject } from '../settings.ts'
import { messageOf, mostBlocks } from './blocks.ts'

/** Where incoming webhooks live. */
export interface SlackHosts {
  hooks: string
  allowPrivate?: true
}

const realHosts: SlackHosts = { hooks: 'https://hooks.slack.com' }
const limits = { bytes: 100_000, milliseconds: 20_000 }

/** Refusals of the message itself; https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
const aboutTheMessage = new Set(['invalid_payload', 'no_text'])
/** Refusals that only a new webhook, or a change in Slack, ends. */
const aboutTheHook = new Set([
  'channel_not_found',
  'channel_is_archived',
  'action_prohibited',
  'posting_to_general_channel_denied',
  'no_service',
  'no_active_hooks',
  'no_team',
  'team_disabled',
  'invalid_token'
])

/**
 * A Slack channel, by an incoming webhook, whose address is the secret. No id comes back, so nothing that was posted can be
 * changed, withdrawn or found.
 */
export const slack = (hosts: SlackHosts = realHosts): Connector => ({
  kind: 'slack',
  network: 'slack',
  settings: settingsObject({ language: postLanguage }),
  secret: 'given',
  can: { update: false, withdraw: false, look: false, metrics: 'none', handOff: false },
  repeat: 'look-first',
  // About one message a second is taken for each channel.
  lane: 1,
  whole: false,
  describe: () => ({ method: 'POST', to: 'Slack' }),
  send: (cleared, call) => send(cleared, call, hosts),
  checkSecret(secret) {
    if (!hookOf(secret, hosts)) throw badSetting('secret', 'not-a-hook')
  },
  test: (access, call) => test(access, call, hosts),
  serverDate: (_access, call) => serverDateOf(hosts.hooks, hosts.allowPrivate === true, call)
})

const options = ({ allowPrivate }: SlackHosts) => ({ limits, allowPrivate: allowPrivate === true })

/** The address of an incoming webhook; null where it is none, by its shape alone. */
function hookOf(secret: string | null, { hooks }: SlackHosts): URL | null {
  const url = URL.canParse(secret ?? '') ? new URL(secret ?? '') : null
  const fits = url?.origin === hooks && /^\/services\/T[^/]+\/B[^/]+\/[^/]+$/.test(url.pathname)
  return url && fits && url.username === '' && url.search === '' ? url : null
}

/** An empty message is refused by a webhook that works, and for another reason by one that does not. */
async function test({ secret }: Access, call: Call, hosts: SlackHosts): Promise<string> {
  const url = hookOf(secret, hosts)
  if (!url) throw badSetting('secret', 'not-a-hook')
  const { status, body } = await request(url.href, {
    method: 'POST',
    headers: json,
    body: '{}',
    ...options(hosts),
    signal: call.signal
  })
  const said = body.toString('utf8').trim()
  if (aboutTheMessage.has(said)) return `HTTP ${status}: ${said}`
  throw new RelaisError('destination-refused', { answer: aboutTheHook.has(said) ? said : `HTTP ${status}` })
}

const json = { 'content-type': 'application/json' }

async function send(cleared: Cleared, call: Call, hosts: SlackHosts): Promise<SendResult> {
  const beyond = beyondPublishing(cleared.delivery.action)
  if (beyond) return beyond
  const hook = hookOf(cleared.access.secret, hosts)
  if (!hook) return { outcome: 'refused', reason: 'bad-settings', received: { address: 'not-a-hook' } }
  if (!cleared.post) return { outcome: 'refused', reason: 'unsendable', received: {} }
  const message = messageOf(cleared.post)
  const blocks = message.blocks.length
  if (blocks > mostBlocks) return { outcome: 'refused', reason: 'too-long', received: { blocks, most: mostBlocks } }
  const secrets = [hook.href, hook.pathname, hook.pathname.slice(hook.pathname.lastIndexOf('/') + 1)]
  const body = JSON.stringify(message)
  return effect(hook.href, { method: 'POST', headers: json, body, ...options(hosts) }, { secrets, call, own: read })
}

function read({ status, body }: HttpResponse, received: Evidence): SendResult | null {
  const said = body.toString('utf8').trim()
  if (status === 200 && said === 'ok') return { outcome: 'confirmed', remoteId: null, remoteUrl: null, received }
  if (status >= 400 && aboutTheHook.has(said)) return { outcome: 'unauthorized', received }
  return status === 404 ? { outcome: 'refused', reason: 'gone', received } : null
}
