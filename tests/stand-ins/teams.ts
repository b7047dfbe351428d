import type { Effect } from '../stories/destination.ts'
import { jsonOf, openStandIn, type Answer, type Question, type StandInServer } from './http.ts'

/**
 * A stand-in for a flow of the Teams Workflows app ("post to a channel when a webhook request is received"), made from
 * https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using and, for the
 * shape of its address, https://github.com/caronc/apprise. As the real one, it accepts a message before it knows whether the
 * channel can show it: one that is too large is accepted, and shown nowhere.
 */
export interface TeamsStandIn extends StandInServer {
  /** Makes the address that was given out worth nothing. */
  revoke(): void
  /** Cards that the channel shows. */
  shown: (Effect & { card: Record<string, unknown> })[]
  /** How it accepts: 202 and nothing, 200 and nothing, or throttled, which is told as text within a 200. */
  next(...how: (200 | 202 | 'throttled' | 'too large')[]): void
}

export const teamsSignature = 'Xy7-canary_sig-0wEr45%2BtyUiOp'
/** The path and query of the flow; what opens it is the signature. */
export const teamsPath = `/workflows/9f3c5d/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=${teamsSignature}`
const most = 28_672

interface Message {
  type?: string
  attachments?: { contentType?: string; contentUrl?: null; content?: Record<string, unknown> }[]
}

export async function teamsStandIn(): Promise<TeamsStandIn> {
  const shown: TeamsStandIn['shown'] = []
  const queue: Parameters<TeamsStandIn['next']> = []
  let revoked = false
  const { pathname, searchParams } = new URL(teamsPath, 'http://flow')

  function serve(question: Question): Answer {
    if (question.method === 'HEAD') return { status: 404 }
    if (question.path !== pathname) return { status: 404, body: error('WorkflowNotFound') }
    if (question.query.get('api-version') === null) return { status: 400, body: error('MissingApiVersionParameter') }
    if (revoked || question.query.get('sig') !== searchParams.get('sig'))
      return { status: 401, body: error('DirectApiAuthorizationRequired') }
    const message = jsonOf(question) as Message | undefined
    const card = cardIn(message)
    if (!card) return { status: 400, body: error('TriggerInputSchemaMismatch') }
    const how = queue.shift() ?? 202
    if (how === 'throttled') return { status: 200, body: `${failed} 429 with ContextId tcid=0,server=EX9,cv=Kq1` }
    if (how === 'too large') return { status: 200, body: `${failed} 413 with ContextId tcid=0,server=EX9,cv=Kq2` }
    const fits = Buffer.byteLength(JSON.stringify(JSON.stringify(message))) <= most
    if (fits) shown.push({ id: String(shown.length + 1), text: textIn(card), live: true, card })
    return { status: how }
  }

  const server = await openStandIn(serve)
  return { ...server, shown, revoke: () => void (revoked = true), next: (...how) => void queue.push(...how) }
}

const failed = 'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error'
const error = (code: string): object => ({ error: { code, message: `The request failed: ${code}.` } })

function cardIn(message: Message | undefined): Record<string, unknown> | null {
  const [attachment, ...others] = message?.attachments ?? []
  const { contentType, content } = attachment ?? {}
  const fits =
    message?.type === 'message' &&
    others.length === 0 &&
    contentType === 'application/vnd.microsoft.card.adaptive' &&
    content?.['type'] === 'AdaptiveCard' &&
    ['1.0', '1.1', '1.2', '1.3', '1.4'].includes(String(content['version']))
  return fits ? (content ?? null) : null
}

interface Block {
  text?: string
  inlines?: { text: string }[]
}

const textIn = ({ body }: Record<string, unknown>): string =>
  (body as Block[]).map(({ text, inlines }) => text ?? (inlines ?? []).map(run => run.text).join('')).join('\n')
