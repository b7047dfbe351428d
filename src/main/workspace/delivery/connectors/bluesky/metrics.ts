import * as v from 'valibot'
import type { Reading } from '../../../../../domain/reach/reading.ts'
import { beforehand } from '../beforehand.ts'
import type { Access, Call } from '../connector.ts'
import { soFar } from '../reading.ts'
import { toldOrThrown } from '../trial.ts'
import { limits, xrpc } from './api.ts'
import type { Place } from './settings.ts'

const count = v.fallback(v.optional(v.number()), undefined)
const views = v.looseObject({
  posts: v.array(
    v.looseObject({ uri: v.string(), likeCount: count, repostCount: count, replyCount: count, quoteCount: count })
  )
})
const profile = v.looseObject({ followersCount: count })

/** As many as one question may name. */
const atOnce = 25

/**
 * What the public index counts, without signing in. It counts no impressions and no clicks: those are measured with tagged
 * links. A post that it does not know, as it does not know new ones for a moment, has no reading.
 * @throws RelaisError `destination-refused`
 */
export async function readMetrics(
  home: Place,
  posts: readonly { remoteId: string }[],
  { tokens }: Access,
  call: Call
): Promise<Reading[]> {
  const ask = async <S extends v.GenericSchema>(address: string, schema: S): Promise<v.InferOutput<S>> =>
    toldOrThrown(await beforehand(address, { limits, allowPrivate: home.allowPrivate }, { schema, secrets: [], call }))
  const readings: Reading[] = []
  for (let from = 0; from < posts.length; from += atOnce) {
    const uris = posts.slice(from, from + atOnce).map(({ remoteId }) => `uris=${encodeURIComponent(remoteId)}`)
    const { posts: counted } = await ask(`${xrpc({ home }, 'app.bsky.feed.getPosts')}?${uris.join('&')}`, views)
    for (const { uri, likeCount, repostCount, replyCount, quoteCount } of counted)
      readings.push(
        soFar(call, uri, {
          reactions: likeCount,
          comments: replyCount,
          shares: repostCount === undefined ? quoteCount : repostCount + (quoteCount ?? 0)
        })
      )
  }
  const actor = tokens?.facts?.['did']
  if (actor === undefined) return readings
  const { followersCount } = await ask(xrpc({ home }, 'app.bsky.actor.getProfile', { actor }), profile)
  return [...readings, soFar(call, null, { followers: followersCount })]
}
