import * as v from 'valibot'
import { beforehand, type Step } from '../beforehand.ts'
import type { Call, Evidence, LookResult, Parcel } from '../connector.ts'
import { saysGone, unclear } from '../found.ts'
import { createdSince } from '../since.ts'
import { asked, openSession, postAddress, type Session, type XHosts } from './api.ts'
import { prices } from './prices.ts'
import { sameWords, writtenText } from './text.ts'

/** X gives no more at once. */
const mostListed = 100
const day = 24 * 60 * 60_000

const posts = v.looseObject({
  data: v.optional(
    v.array(
      v.looseObject({
        id: v.string(),
        text: v.string(),
        created_at: v.string(),
        entities: v.optional(
          v.looseObject({
            urls: v.optional(
              v.array(
                v.looseObject({
                  url: v.string(),
                  expanded_url: v.optional(v.string()),
                  media_key: v.optional(v.string())
                })
              )
            )
          })
        )
      })
    ),
    []
  ),
  meta: v.optional(v.looseObject({ next_token: v.optional(v.string()) }), {})
})

const me = v.looseObject({
  data: v.looseObject({ id: v.pipe(v.string(), v.regex(/^\d{1,19}$/)), username: v.string() })
})

/** Looks whether a post, or its deletion, happened. X bills each post that it shows. */
export async function look(hosts: XHosts, parcel: Parcel, call: Call): Promise<LookResult> {
  const session = openSession(hosts, parcel.access, call)
  if (!session) return { found: 'unclear', unauthorized: true, received: {} }
  const id = parcel.target?.remoteId
  if (parcel.delivery.action === 'withdraw') return id ? lookAt(session, id) : { found: 'unclear', received: {} }
  return parcel.post ? lookFor(session, parcel, parcel.post.text) : { found: 'unclear', received: {} }
}

/** Among what the account posted since the day before the first try: the same words from before are what X calls a duplicate. */
async function lookFor(session: Session, parcel: Parcel, text: string): Promise<LookResult> {
  const { hosts, secrets, call } = session
  const user = await userOf(session)
  if ('stopped' in user) return unclear(user.stopped)
  const from = new Date(createdSince(parcel, call, user.date) - day).toISOString().slice(0, 19)
  const query = `max_results=${mostListed}&start_time=${from}Z&exclude=retweets&tweet.fields=created_at,entities`
  const listed = await beforehand(`${hosts.api}/2/users/${user.told.id}/tweets?${query}`, asked(session), {
    schema: posts,
    secrets,
    call
  })
  if ('stopped' in listed) return unclear(listed.stopped)
  const { data, meta } = listed.told
  const received = {
    looked: 'own posts',
    posts: data.length,
    cost: `${prices.currency} ${(data.length * prices.ownPostRead).toFixed(3)}`
  }
  const same = data.filter(post => sameWords(writtenText(post), text))
  const since = createdSince(parcel, call, listed.date)
  const found = same.find(post => Date.parse(post.created_at) >= since)
  if (found) return live(found.id, { ...received, createdAt: found.created_at })
  // Another delivery's, or a person's: X takes the same words no second time, so somebody has to decide.
  if (same[0]) return { found: 'unclear', received: { ...received, sameWords: postAddress(same[0].id) } }
  return { found: meta.next_token === undefined ? 'absent' : 'unclear', received }
}

/** Who signed in. */
export async function userOf(session: Session): Promise<Step<{ id: string; username: string }>> {
  const { hosts, secrets, call } = session
  const step = await beforehand(`${hosts.api}/2/users/me`, asked(session), { schema: me, secrets, call })
  return 'stopped' in step ? step : { ...step, told: step.told.data }
}

const one = v.union([
  v.looseObject({ data: v.looseObject({ id: v.string() }) }),
  v.looseObject({ errors: v.array(v.looseObject({ type: v.string() })) })
])

/** A post that is gone is told as a problem inside a success, or as a 404. */
async function lookAt(session: Session, id: string): Promise<LookResult> {
  const { hosts, secrets, call } = session
  const step = await beforehand(`${hosts.api}/2/tweets/${id}`, asked(session), { schema: one, secrets, call })
  const received = { looked: id, cost: `${prices.currency} ${prices.ownPostRead}` }
  if ('stopped' in step) return saysGone(step) ? live(id, step.stopped.received) : unclear(step.stopped)
  if ('data' in step.told) return { found: 'absent', received }
  const gone = step.told.errors.some(({ type }) => type.endsWith('/resource-not-found'))
  return gone ? live(id, received) : { found: 'unclear', received }
}

const live = (id: string, received: Evidence): LookResult => ({
  found: 'live',
  remoteId: id,
  remoteUrl: postAddress(id),
  received
})
