import type { Effect } from '../stories/destination.ts'
import { jsonOf, openStandIn, type Answer, type Question, type StandInServer } from './http.ts'

/**
 * A stand-in for Slack's incoming webhooks, made from
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks and the limits of Block Kit. It answers in plain
 * text, and tells no id.
 */
export interface SlackStandIn extends StandInServer {
  /** Makes the address that was given out worth nothing. */
  revoke(): void
  shown: (Effect & { message: Record<string, unknown> })[]
  /** How the next messages are refused, by Slack's own words. */
  refuse(...errors: string[]): void
  /** The next message comes too soon after another: in so many seconds, again. */
  limit(seconds: number): void
}

export const slackToken = 'canaryTokenXXXXXXXXXXXXX'
/** The path of the webhook: the secret. */
export const slackPath = `/services/T00000000/B00000000/${slackToken}`

interface Block {
  type: string
  text?: { type: string; text: string }
}

const statuses: Record<string, number> = {
  invalid_payload: 400,
  no_text: 400,
  invalid_token: 403,
  action_prohibited: 403,
  posting_to_general_channel_denied: 403,
  team_disabled: 403,
  no_service: 404,
  no_team: 404,
  no_active_hooks: 404,
  channel_not_found: 404,
  channel_is_archived: 410
}

export async function slackStandIn(): Promise<SlackStandIn> {
  const shown: SlackStandIn['shown'] = []
  const refusals: string[] = []
  const waits: number[] = []
  let revoked = false

  function serve(question: Question): Answer {
    if (question.method !== 'POST') return { status: 404 }
    const refusal = refusals.shift() ?? (revoked ? 'invalid_token' : wrongWith(question))
    if (refusal !== undefined) return { status: statuses[refusal] ?? 400, body: refusal }
    const wait = waits.shift()
    if (wait !== undefined) return { status: 429, headers: { 'retry-after': String(wait) }, body: 'rate_limited' }
    const message = jsonOf(question) ?? {}
    const blocks = message['blocks'] as Block[] | undefined
    const text = blocks ? blocks.map(block => block.text?.text).join('\n') : String(message['text'])
    shown.push({ id: String(shown.length + 1), text: read(text), live: true, message })
    return { status: 200, body: 'ok' }
  }

  const server = await openStandIn(serve)
  return {
    ...server,
    shown,
    revoke: () => void (revoked = true),
    refuse: (...errors) => void refusals.push(...errors),
    limit: seconds => void waits.push(seconds)
  }
}

function wrongWith(question: Question): string | undefined {
  if (!question.path.startsWith('/services/T00000000/')) return 'no_team'
  if (question.path !== slackPath) return 'invalid_token'
  const message = jsonOf(question)
  if (!message) return 'invalid_payload'
  if (typeof message['text'] !== 'string' || message['text'] === '') return 'no_text'
  const blocks = (message['blocks'] ?? []) as Block[]
  const fits =
    blocks.length <= 50 && blocks.every(({ text }) => text && text.text.length > 0 && text.text.length <= 3_000)
  return fits ? undefined : 'invalid_payload'
}

/** What people read of mrkdwn: links without their brackets, and the three escaped characters. */
const read = (text: string): string =>
  text
    .replace(/<(https?:[^>|]*)(?:\|[^>]*)?>/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
