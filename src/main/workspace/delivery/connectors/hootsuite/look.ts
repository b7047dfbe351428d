import type { LookResult, Parcel } from '../connector.ts'
import { unclear } from '../found.ts'
import { createdSince } from '../since.ts'
import type { Session } from './api.ts'
import { isGone, messageOf, messagesIn } from './messages.ts'
import { lead } from './send.ts'
import { postedOn } from './settings.ts'
import { postOn, sameText, withLink } from './text.ts'

/** What this machine's clock and Hootsuite's may differ by, generously: nothing else tells which time a message has there. */
const clocks = 60 * 60_000

/** Messages have no mark of ours: one of the profile, from the time of the delivery, with its text is taken for it. */
export async function look(parcel: Parcel, session: Session): Promise<LookResult> {
  const { delivery, content, target, access } = parcel
  if (delivery.action === 'withdraw' || !content) return lookAway(target?.remoteId ?? null, session)
  const text = withLink(postOn(postedOn(access), content, parcel))
  const { call } = session
  const window = { from: createdSince(parcel, call, null) - clocks, to: call.now() + lead + clocks }
  const listed = await messagesIn(session, access.settings['profile'] ?? '', window)
  if ('stopped' in listed) return unclear(listed.stopped)
  const { messages, whole } = listed.told
  const received = { messages: messages.length, ...(!whole && { listed: 'in part' }) }
  const found = messages.find(
    message => message.id !== target?.remoteId && !isGone(message) && sameText(message.text ?? '', text)
  )
  if (!found) return { found: whole ? 'absent' : 'unclear', received }
  const remoteUrl = found.postUrl?.startsWith('https://') ? found.postUrl : null
  return { found: 'live', remoteId: found.id, remoteUrl, received: { ...received, state: found.state } }
}

/** Whether what was to be taken back is gone. */
async function lookAway(id: string | null, session: Session): Promise<LookResult> {
  if (id === null) return { found: 'unclear', received: {} }
  const step = await messageOf(session, id)
  if ('stopped' in step) return unclear(step.stopped)
  const received = { state: step.told?.state ?? 'none' }
  if (step.told === null || isGone(step.told)) return { found: 'live', remoteId: id, remoteUrl: null, received }
  return { found: 'absent', received }
}
