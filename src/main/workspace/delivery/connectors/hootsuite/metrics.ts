import * as v from 'valibot'
import type { Reading } from '../../../../../domain/reach/reading.ts'
import { beforehand } from '../beforehand.ts'
import { soFar } from '../reading.ts'
import { toldOrThrown } from '../trial.ts'
import { asked, type Session } from './api.ts'
import { messageOf, type Message } from './messages.ts'
import { postedOn } from './settings.ts'

/** The networks that Hootsuite gives figures of, as it names them: LinkedIn is not among them. */
const networkIds = { x: 'TWITTER', facebook: 'FACEBOOKPAGE', linkedin: null } as const

const postsPage = v.looseObject({
  data: v.array(
    v.looseObject({
      externalId: v.string(),
      sourceLink: v.optional(v.string()),
      metrics: v.optional(v.record(v.string(), v.number()))
    })
  ),
  metadata: v.optional(
    v.looseObject({ collectionInfo: v.optional(v.looseObject({ next: v.optional(v.nullable(v.string())) })) })
  )
})
type Counted = v.InferOutput<typeof postsPage>['data'][number]

const mostPages = 50
/** A period may begin at most two years ago. */
const farthest = 729 * 24 * 60 * 60_000

/**
 * What Hootsuite counts on the posts that its messages became. Its documentation names three of the figures that are asked for
 * here; all others are left alone.
 * @throws RelaisError `destination-refused`
 */
export async function readMetrics(session: Session, posts: readonly { remoteId: string }[]): Promise<Reading[]> {
  const networkId = networkIds[postedOn(session.access)]
  if (networkId === null) return []
  const sent: Message[] = []
  for (const { remoteId } of posts) {
    const message = toldOrThrown(await messageOf(session, remoteId))
    if (message?.postId) sent.push(message)
  }
  if (sent.length === 0) return []
  const counted = await countedSince(session, networkId, sinceOf(sent, session.call.now()))
  return sent.flatMap(message => {
    const post = counted.find(
      ({ externalId, sourceLink }) => externalId === message.postId || isSame(sourceLink, message)
    )
    return post?.metrics ? [soFar(session.call, message.id, countsOf(post.metrics))] : []
  })
}

const isSame = (sourceLink: string | undefined, { postUrl }: Message): boolean =>
  postUrl != null && postUrl === sourceLink

/** The day before the earliest message was to be sent. */
function sinceOf(messages: readonly Message[], now: number): string {
  const times = messages.map(({ scheduledSendTime }) => Date.parse(scheduledSendTime ?? '')).filter(Number.isFinite)
  const earliest = times.length === messages.length ? Math.min(...times) - 24 * 60 * 60_000 : 0
  return new Date(Math.max(earliest, now - farthest)).toISOString().slice(0, 10)
}

async function countedSince(session: Session, networkId: string, since: string): Promise<Counted[]> {
  const { hosts, access } = session
  const filters = { profileId: { in: [access.settings['profile'] ?? ''] }, reportingPeriod: { timespan: { since } } }
  const query = new URLSearchParams({ datatype: 'ORGANIC', networkId, limit: '100' })
  const found: Counted[] = []
  for (let number = 0; number < mostPages; number++) {
    const address = `${hosts.platform}/v1/analytics/posts?${query.toString()}`
    const options = asked(session, { method: 'POST', body: { filters } })
    const page = toldOrThrown(await beforehand(address, options, { ...session, schema: postsPage }))
    found.push(...page.data)
    const next = page.metadata?.collectionInfo?.next
    if (!next) break
    query.set('cursor', next)
  }
  return found
}

/** https://apidocs.hootsuite.com/docs/api/index.html: the names that the description of `metrics` gives. */
const countsOf = ({ likes, comments, clicks }: Partial<Record<string, number>>) => ({
  reactions: likes,
  comments,
  clicks
})
