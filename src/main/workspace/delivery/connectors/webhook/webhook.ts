import * as v from 'valibot'
import { Webhook } from 'standardwebhooks'
import { NetworkFailure } from '../../../network/failure.ts'
import { request, type HttpResponse } from '../../../network/http.ts'
import { failedAnswer, readAnswer } from '../answer.ts'
import type { Access, Call, Connector, Evidence, SendResult } from '../connector.ts'
import type { Cleared } from '../../clearance.ts'
import { setting, settingsObject, webAddress, type Problem } from '../settings.ts'
import { evidenceOf, publicAddress } from '../evidence.ts'
import { payloadOf } from './payload.ts'

/** Names the one private host that this account may reach; `true` means the host of its own address. */
const allowed = (url: string, host: string): boolean =>
  host === 'true' || host === new URL(url).hostname || host === new URL(url).host

// Checks of the whole run even where `url` failed its own, which then is what is told.
const settings = v.pipe(
  settingsObject({ url: webAddress, allowHost: v.optional(setting) }),
  v.forward(
    v.check(
      ({ url, allowHost }) => allowHost === undefined || !URL.canParse(url) || allowed(url, allowHost),
      'not-its-host' satisfies Problem
    ),
    ['allowHost']
  ),
  // Without TLS anyone on the way could read a text before its embargo lifts.
  v.forward(
    v.check(
      ({ url, allowHost }) => allowHost !== undefined || !URL.canParse(url) || new URL(url).protocol === 'https:',
      'needs-https' satisfies Problem
    ),
    ['url']
  )
)

/** The specification asks for 15 to 30 seconds. */
const patience = 20_000
const limits = { bytes: 1_000_000, milliseconds: patience }

/**
 * A signed webhook after Standard Webhooks 1.0.0 (https://www.standardwebhooks.com): the delivery's id is `webhook-id` over
 * all tries, by which receivers know a repeat; time stamp and signature are fresh each time; redirects are not followed.
 */
export const webhook: Connector = {
  kind: 'webhook',
  network: null,
  settings,
  secret: 'generated',
  can: { update: true, withdraw: true, look: false, metrics: 'file', handOff: false },
  repeat: 'idempotent',
  lane: 8,
  whole: false,
  describe: (delivery, access) => ({
    method: 'POST',
    url: publicAddress(reach(access).url),
    headers: { 'webhook-id': delivery }
  }),
  send,
  async test(access, call) {
    const { status } = await head(access, call)
    return `HTTP ${status}`
  },
  async serverDate(access, call) {
    return head(access, call).then(
      answer => answer.date,
      () => null
    )
  }
}

function reach(access: Pick<Access, 'settings'>): { url: string; allowPrivate: boolean } {
  const { url, allowHost } = v.parse(settings, access.settings)
  return { url, allowPrivate: allowHost !== undefined }
}

function head(access: Access, call: Call): Promise<HttpResponse> {
  const { url, allowPrivate } = reach(access)
  return request(url, { method: 'HEAD', limits: { ...limits, milliseconds: 5_000 }, allowPrivate, signal: call.signal })
}

async function send(cleared: Cleared, call: Call): Promise<SendResult> {
  const { url, allowPrivate } = reach(cleared.access)
  const secret = cleared.access.secret ?? ''
  const body = JSON.stringify(payloadOf(cleared))
  const at = new Date(call.now())
  const headers = {
    'content-type': 'application/json',
    'webhook-id': cleared.delivery.id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(cleared.delivery.id, at, body)
  }
  try {
    const asked = { method: 'POST', headers, body, limits, allowPrivate, signal: call.signal } as const
    // Receivers know a repeat by its id, so that one on a connection which had ended meanwhile does no harm.
    const response = await request(url, { ...asked, reuse: true })
    return read(response, evidenceOf(response, [secret, headers['webhook-signature']]), call)
  } catch (error) {
    if (error instanceof NetworkFailure) return failedAnswer(error)
    throw error
  }
}

function read(response: HttpResponse, received: Evidence, call: Call): SendResult {
  const { status } = response
  if (status >= 200 && status < 300) {
    const location = response.headers['location']
    const remoteUrl = location && URL.canParse(location) && /^https?:/.test(location) ? new URL(location).href : null
    return { outcome: 'confirmed', remoteId: null, remoteUrl, received }
  }
  // There is nothing that a receiver could be missing but itself.
  if (status === 404) return { outcome: 'refused', reason: 'refused', received }
  return readAnswer(response, { received, now: call.now() })
}
