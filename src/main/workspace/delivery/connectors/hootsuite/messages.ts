import * as v from 'valibot'
import { beforehand, type Step } from '../beforehand.ts'
import { saysGone } from '../found.ts'
import { asked, type Session } from './api.ts'

const optionalText = v.optional(v.nullable(v.string()))

/** A message: what one social profile shows, or is to show. */
export const message = v.looseObject({
  id: v.pipe(v.string(), v.nonEmpty()),
  state: v.string(),
  text: optionalText,
  scheduledSendTime: optionalText,
  postId: optionalText,
  postUrl: optionalText
})
export type Message = v.InferOutput<typeof message>

const one = v.looseObject({ data: message })
const page = v.looseObject({
  data: v.array(message),
  metadata: v.optional(
    v.nullable(v.looseObject({ cursor: v.optional(v.nullable(v.looseObject({ next: optionalText }))) }))
  )
})

/** States of a message that no network shows, or will show. */
const goneStates = new Set(['DELETED', 'REJECTED', 'SEND_FAILED_PERMANENTLY'])
export const isGone = ({ state }: Message): boolean => goneStates.has(state)

export const addressOf = ({ hosts }: Session, id: string): string =>
  `${hosts.platform}/v1/messages/${encodeURIComponent(id)}`

/** @returns null where there is no such message */
export async function messageOf(session: Session, id: string): Promise<Step<Message | null>> {
  const { secrets, call } = session
  const step = await beforehand(addressOf(session, id), asked(session), { schema: one, secrets, call })
  if ('told' in step) return { told: step.told.data }
  return saysGone(step) ? { told: null } : step
}

/** Hootsuite lists no more than four weeks at a time, and no more than a hundred messages. */
const longestWindow = 28 * 24 * 60 * 60_000
const mostPages = 50

/** Messages of a profile, and whether they are all that were asked for. */
export interface Listing {
  messages: Message[]
  whole: boolean
}

/** Messages of a profile with their time in a window, in milliseconds since the epoch: of a longer one, the end. */
export async function messagesIn(
  session: Session,
  profile: string,
  { from, to }: { from: number; to: number }
): Promise<Step<Listing>> {
  const { hosts, secrets, call } = session
  const start = Math.max(from, to - longestWindow)
  const query = new URLSearchParams({
    startTime: instant(start),
    endTime: instant(to),
    socialProfileIds: profile,
    limit: '100'
  })
  const messages: Message[] = []
  for (let number = 0; number < mostPages; number++) {
    const address = `${hosts.platform}/v1/messages?${query.toString()}`
    const step = await beforehand(address, asked(session), { schema: page, secrets, call })
    if ('stopped' in step) return step
    messages.push(...step.told.data)
    const next = step.told.metadata?.cursor?.next
    if (!next) return { told: { messages, whole: start === from } }
    query.set('cursor', next)
  }
  return { told: { messages, whole: false } }
}

/** The one form of time that is accepted: UTC, ending in `Z`. */
export const instant = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z')
