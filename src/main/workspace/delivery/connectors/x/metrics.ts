import * as v from 'valibot'
import type { Reading } from '../../../../../domain/reach/reading.ts'
import { beforehand } from '../beforehand.ts'
import { soFar } from '../reading.ts'
import { toldOrThrown } from '../trial.ts'
import { asked, type Session } from './api.ts'

const atOnce = 100
/** Only so long does X give an author more than what everybody sees (https://docs.x.com/x-api/fundamentals/metrics). */
const privateDays = 30
const day = 24 * 60 * 60_000

const count = v.fallback(v.optional(v.number()), undefined)
const tweets = v.looseObject({
  data: v.optional(
    v.array(
      v.looseObject({
        id: v.string(),
        public_metrics: v.looseObject({
          impression_count: count,
          like_count: count,
          reply_count: count,
          retweet_count: count,
          quote_count: count
        }),
        non_public_metrics: v.optional(v.looseObject({ url_link_clicks: count }))
      })
    ),
    []
  )
})
const user = v.looseObject({
  data: v.looseObject({ public_metrics: v.looseObject({ followers_count: v.number() }) })
})

/**
 * What X counts of posts, and the account's followers; clicks for young posts only. Impressions are not unique.
 * @throws RelaisError `destination-refused`
 */
export async function readMetrics(session: Session, posts: readonly { remoteId: string }[]): Promise<Reading[]> {
  const ids = posts.map(post => post.remoteId).filter(id => /^\d{1,19}$/.test(id))
  const youngest = session.call.now() - privateDays * day
  const young = ids.filter(id => postedAt(id) > youngest)
  const old = ids.filter(id => postedAt(id) <= youngest)
  // Asked for what it no longer gives, X leaves the whole post out.
  return [
    ...(await readingsOf(session, young, 'public_metrics,non_public_metrics')),
    ...(await readingsOf(session, old, 'public_metrics')),
    await followers(session)
  ]
}

async function readingsOf(session: Session, ids: readonly string[], fields: string): Promise<Reading[]> {
  const readings: Reading[] = []
  for (let from = 0; from < ids.length; from += atOnce) {
    const some = ids.slice(from, from + atOnce).join(',')
    const { data } = await ask(session, `tweets?ids=${some}&tweet.fields=${fields}`, tweets)
    for (const { id, public_metrics: seen, non_public_metrics: own } of data)
      readings.push(
        soFar(session.call, id, {
          impressions: seen.impression_count,
          clicks: own?.url_link_clicks,
          reactions: seen.like_count,
          comments: seen.reply_count,
          shares: total(seen.retweet_count, seen.quote_count)
        })
      )
  }
  return readings
}

async function followers(session: Session): Promise<Reading> {
  const { data } = await ask(session, 'users/me?user.fields=public_metrics', user)
  return soFar(session.call, null, { followers: data.public_metrics.followers_count })
}

/** A post's id has its instant in it: milliseconds since X's own epoch, above 22 bits of other things. */
const postedAt = (id: string): number => Number(BigInt(id) >> 22n) + 1_288_834_974_657

const total = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0)

async function ask<S extends v.GenericSchema>(session: Session, path: string, schema: S): Promise<v.InferOutput<S>> {
  const { hosts, secrets, call } = session
  return toldOrThrown(await beforehand(`${hosts.api}/2/${path}`, asked(session), { schema, secrets, call }))
}
