import * as v from 'valibot'
import { isWithin, measure } from '../../../../../domain/share/measure.ts'
import { limits } from '../../../../../domain/share/limits.ts'
import type { HttpResponse } from '../../../network/http.ts'
import type { Cleared } from '../../clearance.ts'
import type { Step } from '../beforehand.ts'
import type { Evidence, SendResult } from '../connector.ts'
import { effect } from '../effect.ts'
import { readJson } from '../json.ts'
import { asked, byCode, codesIn, type Session } from './api.ts'
import { handOver } from './media.ts'
import { instant, message, messageOf, isGone, addressOf } from './messages.ts'
import { postedOn } from './settings.ts'
import { postOn, withLink } from './text.ts'

/**
 * How far ahead a message is set: far enough for any clock and for Hootsuite to take it in. It is sent as scheduled, as one
 * that is sent at once is not in the list by which it could be looked for.
 */
export const lead = 5 * 60_000

/** Puts a text on a profile; where there is one already, in its place, as messages cannot be changed. */
export async function send(cleared: Cleared, session: Session): Promise<SendResult> {
  const { delivery, target } = cleared
  if (delivery.action === 'withdraw') return withdraw(target?.remoteId ?? null, session)
  const prepared = await prepare(cleared, session)
  if ('stopped' in prepared) return prepared.stopped
  if (delivery.action === 'update' && target?.remoteId) {
    const removed = await remove(target.remoteId, session)
    if (removed.outcome !== 'confirmed') return asUpdate(removed)
  }
  const body = { ...prepared.told, scheduledSendTime: instant(session.call.now() + lead) }
  const options = asked(session, { method: 'POST', body })
  return effect(`${session.hosts.platform}/v1/messages`, options, {
    ...session,
    own: (response, received) => read(response, received, session.call.now())
  })
}

interface Draft {
  text: string
  socialProfileIds: string[]
  media?: { id: string }[]
}

async function prepare({ content, posts, media, access }: Cleared, session: Session): Promise<Step<Draft>> {
  if (!content) return { stopped: { outcome: 'refused', reason: 'unsendable', received: {} } }
  const network = postedOn(access)
  const text = withLink(postOn(network, content, { posts, access }))
  const length = measure(network, { text })
  if (!isWithin(length))
    return {
      stopped: { outcome: 'refused', reason: 'too-long', received: { length: length.used, most: length.limit } }
    }
  const { most, ...room } = limits[network].pictures
  const ids: { id: string }[] = []
  for (const picture of media.slice(0, most ?? media.length)) {
    const step = await handOver(session, picture, room)
    if ('stopped' in step) return step
    ids.push({ id: step.told })
  }
  const draft = { text, socialProfileIds: [access.settings['profile'] ?? ''] }
  return { told: ids.length > 0 ? { ...draft, media: ids } : draft }
}

const scheduled = v.looseObject({ data: v.pipe(v.array(message), v.minLength(1)) })

/** An answer of success may hold messages, errors, or both: with one profile, a message is the whole of it. */
function read(response: HttpResponse, received: Evidence, now: number): SendResult | null {
  const [made] = (response.status === 200 ? readJson(response, scheduled)?.data : null) ?? []
  if (made) {
    const remoteUrl = made.postUrl?.startsWith('https://') ? made.postUrl : null
    return { outcome: 'confirmed', remoteId: made.id, remoteUrl, received: { ...received, state: made.state } }
  }
  const coded = byCode(response, received, now)
  // What is to be created cannot be missing: it is the call, or what it names.
  if (response.status === 404) return { outcome: 'refused', reason: 'refused', received }
  if (coded || response.status !== 200 || codesIn(response).length === 0) return coded
  return { outcome: 'refused', reason: 'refused', received }
}

async function withdraw(id: string | null, session: Session): Promise<SendResult> {
  if (id === null) return { outcome: 'refused', reason: 'not-there', received: { target: null } }
  return remove(id, session)
}

/** Deletes a message, which only those can be that were not sent yet; what is gone already is confirmed. */
async function remove(id: string, session: Session): Promise<SendResult> {
  const done: SendResult = { outcome: 'confirmed', remoteId: id, remoteUrl: null, received: {} }
  const own = (response: HttpResponse, received: Evidence): SendResult | null => {
    if (response.status === 200 && codesIn(response).length === 0) return deletion(response, { ...done, received })
    if (response.status === 404) return { ...done, received }
    return byCode(response, received, session.call.now())
  }
  const result = await effect(addressOf(session, id), asked(session, { method: 'DELETE' }), { ...session, own })
  if (result.outcome !== 'refused') return result
  if (result.reason === 'not-there') return { ...done, received: result.received }
  if (result.reason !== 'refused') return result
  // One that was deleted before cannot be deleted either (40003): its state tells which it is.
  const state = await messageOf(session, id)
  if ('stopped' in state) return result
  if (state.told === null || isGone(state.told)) return { ...done, received: result.received }
  return { ...result, reason: 'cannot-withdraw', received: { ...result.received, state: state.told.state } }
}

const empty = v.looseObject({ data: v.unknown() })

/** A deletion is answered with an empty envelope: anything else is not Hootsuite's answer. */
const deletion = (response: HttpResponse, done: SendResult): SendResult | null =>
  response.body.length === 0 || readJson(response, empty) ? done : null

/** A correction whose old text stays: said so, and nothing more is sent. What is not known may be tried again. */
const asUpdate = (removed: SendResult): SendResult => {
  if (removed.outcome === 'refused' && removed.reason === 'cannot-withdraw')
    return { ...removed, reason: 'cannot-update' }
  return removed.outcome === 'unknown' ? { ...removed, outcome: 'failed' } : removed
}
