import { request, type HttpResponse, type RequestOptions } from '../../../network/http.ts'
import type { Cleared } from '../../clearance.ts'
import { readAnswer } from '../answer.ts'
import type { Access, Call, Connector, Evidence, SendResult } from '../connector.ts'
import { effect } from '../effect.ts'
import { beyondPublishing } from '../publish-only.ts'
import { badSetting, postLanguage, settingsObject } from '../settings.ts'
import { realHosts, secretsOf, wrongWith, type TeamsHosts } from './address.ts'
import { cardOf, weightOf } from './card.ts'

/** Teams takes about 28 KB (https://learn.microsoft.com/en-us/connectors/teams/): the smaller reading of that. */
const heaviest = 28_000
const limits = { bytes: 100_000, milliseconds: 20_000 }

/**
 * A channel of Microsoft Teams, by a flow of the Workflows app that posts what it receives. The flow's address is the secret.
 * It answers that it accepted a card, never that the channel shows it, and nothing that was posted can be changed or found.
 */
export const teams = (hosts: TeamsHosts = realHosts): Connector => ({
  kind: 'teams',
  network: 'teams',
  settings: settingsObject({ language: postLanguage }),
  secret: 'given',
  can: { update: false, withdraw: false, look: false, metrics: 'none', handOff: false },
  repeat: 'look-first',
  lane: 1,
  whole: false,
  describe: () => ({ method: 'POST', to: 'Microsoft Teams' }),
  send: (cleared, call) => send(cleared, call, hosts),
  checkSecret(secret) {
    const wrong = wrongWith(secret, hosts)
    if (wrong) throw badSetting('secret', wrong)
  },
  /** Asking the flow itself would run it: only its host is asked. */
  async test({ secret }: Access, call: Call) {
    const wrong = wrongWith(secret ?? '', hosts)
    if (wrong) throw badSetting('secret', wrong)
    const { origin, host } = new URL(secret ?? '')
    const { status } = await request(origin, {
      method: 'HEAD',
      limits,
      allowPrivate: hosts.allowPrivate === true,
      signal: call.signal
    })
    return `${host}: HTTP ${status}`
  }
})

async function send(cleared: Cleared, call: Call, hosts: TeamsHosts): Promise<SendResult> {
  const beyond = beyondPublishing(cleared.delivery.action)
  if (beyond) return beyond
  const address = cleared.access.secret ?? ''
  const wrong = wrongWith(address, hosts)
  if (wrong) return { outcome: 'refused', reason: 'bad-settings', received: { address: wrong } }
  if (!cleared.post) return { outcome: 'refused', reason: 'unsendable', received: {} }
  const message = cardOf(cleared.post)
  const bytes = weightOf(message)
  if (bytes > heaviest) return { outcome: 'refused', reason: 'too-long', received: { bytes, most: heaviest } }
  const options: RequestOptions = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
    limits,
    allowPrivate: hosts.allowPrivate === true
  }
  const own = (response: HttpResponse, received: Evidence) => read(response, received, call)
  return effect(address, options, { secrets: secretsOf(address), call, own })
}

function read(response: HttpResponse, received: Evidence, call: Call): SendResult | null {
  const { status } = response
  // A flow that was deleted or switched off has no address any more.
  if (status === 404) return { outcome: 'refused', reason: 'gone', received }
  if (status !== 200 && status !== 202) return null
  const body = response.body.toString('utf8')
  // Teams' own refusal may come as text in a 200.
  const inner = Number(/HTTP error (\d{3})/.exec(body)?.[1])
  if (inner >= 400) return readAnswer({ ...response, status: inner }, { received, now: call.now() })
  if (response.headers['content-type']?.startsWith('text/html')) return null
  // 202: the flow will run; whether the channel shows the card is told to nobody.
  return {
    outcome: 'confirmed',
    remoteId: null,
    remoteUrl: null,
    received: { ...received, accepted: 'by the flow', shown: 'not told' }
  }
}
