import * as v from 'valibot'
import { Webhook } from 'standardwebhooks'
import { retryAfter } from '../../../../../domain/delivery/backoff.ts'
import { fromHttpDate } from '../../../../../domain/delivery/http-date.ts'
import { NetworkFailure } from '../../../network/failure.ts'
import { request, type HttpResponse } from '../../../network/http.ts'
import type { Access, Call, Connector, SendResult } from '../connector.ts'
import type { Cleared } from '../../clearance.ts'
import { setting, settingsObject, webAddress, type Problem } from '../settings.ts'
import { evidenceOf, publicAddress } from './evidence.ts'
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
  settings,
  secret: 'generated',
  can: { update: true, withdraw: true },
  repeat: 'idempotent',
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

function reach(access: Access): { url: string; allowPrivate: boolean } {
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
    const response = await request(url, { method: 'POST', headers, body, limits, allowPrivate, signal: call.signal })
    return read(response, evidenceOf(response, [secret, headers['webhook-signature']]), call)
  } catch (error) {
    if (error instanceof NetworkFailure) return failed(error)
    throw error
  }
}

/** 408, 425 and 429 mean "again later", as 5xx do; every other 4xx is about this very message, and 410 about the address. */
function read(response: HttpResponse, received: Record<string, unknown>, call: Call): SendResult {
  const { status, headers, date } = response
  if (status >= 200 && status < 300) {
    const location = headers['location']
    const remoteUrl = location && URL.canParse(location) && /^https?:/.test(location) ? new URL(location).href : null
    return { outcome: 'confirmed', remoteId: null, remoteUrl, received }
  }
  const theirClock = fromHttpDate(date)
  const wait = retryAfter(headers['retry-after'], Number.isNaN(theirClock) ? call.now() : theirClock)
  if (status === 429) return { outcome: 'failed', reason: 'rate-limited', retryAfter: wait, received }
  if (status === 408 || status === 425) return { outcome: 'failed', reason: 'server-error', retryAfter: wait, received }
  // A server that fails after its work was done has the effect: what it says about itself is no proof of the contrary.
  if (status >= 500) return { outcome: 'unknown', reason: 'server-error', retryAfter: wait, received }
  return { outcome: 'refused', reason: status === 410 ? 'gone' : status < 400 ? 'redirected' : 'refused', received }
}

function failed(failure: NetworkFailure): SendResult {
  const received = { failure: failure.kind }
  if (failure.kind === 'refused-address') return { outcome: 'refused', reason: 'address-refused', received }
  if (failure.kind === 'tls' && !failure.mayHaveArrived)
    return { outcome: 'failed', reason: 'tls', retryAfter: null, received }
  if (!failure.mayHaveArrived && failure.kind !== 'cancelled') return { outcome: 'offline', received }
  const reason = failure.kind === 'timed-out' ? 'timed-out' : failure.kind === 'cancelled' ? 'cut-short' : 'no-answer'
  return { outcome: 'unknown', reason, retryAfter: null, received }
}
