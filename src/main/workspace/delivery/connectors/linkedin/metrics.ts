import * as v from 'valibot'
import type { Reading } from '../../../../../domain/reach/reading.ts'
import { beforehand } from '../beforehand.ts'
import { soFar } from '../reading.ts'
import { toldOrThrown } from '../trial.ts'
import { encoded, rest, type Session } from './api.ts'
import { authorOf, isMember } from './author.ts'

/** So many URNs keep the address of a question short. */
const atOnce = 20

/**
 * What LinkedIn counts: for a Page, its posts and followers; for a member, that member's posts, where the app may ask for them.
 * Only what was not paid for, and of a Page the last twelve months.
 * @throws RelaisError `destination-refused`
 */
export async function readMetrics(session: Session, posts: readonly { remoteId: string }[]): Promise<Reading[]> {
  const author = toldOrThrown(await authorOf(session))
  const urns = posts.map(post => post.remoteId)
  if (isMember(author)) return memberReadings(session, urns)
  return [...(await pageReadings(session, author, urns)), await followers(session, author)]
}

const count = v.fallback(v.optional(v.number()), undefined)
const shareStatistics = v.looseObject({
  elements: v.array(
    v.looseObject({
      share: v.optional(v.string()),
      ugcPost: v.optional(v.string()),
      totalShareStatistics: v.looseObject({
        impressionCount: count,
        uniqueImpressionsCount: count,
        clickCount: count,
        likeCount: count,
        commentCount: count,
        shareCount: count
      })
    })
  )
})

/** Lifetime counts. A post without any activity is left out of the answer, and so has no reading. */
async function pageReadings(session: Session, page: string, urns: readonly string[]): Promise<Reading[]> {
  const readings: Reading[] = []
  for (const [name, kind] of [
    ['shares', 'share'],
    ['ugcPosts', 'ugcPost']
  ] as const) {
    const own = urns.filter(urn => urn.startsWith(`urn:li:${kind}:`))
    for (let from = 0; from < own.length; from += atOnce) {
      const list = own
        .slice(from, from + atOnce)
        .map(encoded)
        .join(',')
      const query = `q=organizationalEntity&organizationalEntity=${encoded(page)}&${name}=List(${list})`
      const { elements } = await ask(session, `organizationalEntityShareStatistics?${query}`, shareStatistics)
      for (const { [kind]: urn, totalShareStatistics: counted } of elements) {
        if (urn === undefined) continue
        readings.push(
          soFar(session.call, urn, {
            impressions: counted.impressionCount,
            uniqueImpressions: counted.uniqueImpressionsCount,
            clicks: counted.clickCount,
            reactions: counted.likeCount,
            comments: counted.commentCount,
            shares: counted.shareCount
          })
        )
      }
    }
  }
  return readings
}

const network = v.looseObject({ firstDegreeSize: v.number() })

async function followers(session: Session, page: string): Promise<Reading> {
  const size = await ask(session, `networkSizes/${encoded(page)}?edgeType=COMPANY_FOLLOWED_BY_MEMBER`, network)
  return soFar(session.call, null, { followers: size.firstDegreeSize })
}

const counted = v.looseObject({ elements: v.array(v.looseObject({ count: v.number() })) })
const memberCounts = {
  impressions: 'IMPRESSION',
  uniqueImpressions: 'MEMBERS_REACHED',
  reactions: 'REACTION',
  comments: 'COMMENT',
  shares: 'RESHARE'
} as const

/** The scope that a member's figures need; LinkedIn grants it to few apps. */
export const memberFigures = 'r_member_postAnalytics'

async function memberReadings(session: Session, urns: readonly string[]): Promise<Reading[]> {
  const { scopes } = session.access.tokens ?? {}
  if (scopes && !scopes.includes(memberFigures)) return []
  const readings: Reading[] = []
  for (const urn of urns) {
    const kind = { share: 'share', ugcPost: 'ugc' }[urn.split(':')[2] ?? '']
    if (!kind) continue
    const counts: Reading['counts'] = {}
    for (const [name, type] of Object.entries(memberCounts) as [keyof typeof memberCounts, string][]) {
      const query = `q=entity&entity=(${kind}:${encoded(urn)})&queryType=${type}&aggregation=TOTAL`
      const { elements } = await ask(session, `memberCreatorPostAnalytics?${query}`, counted)
      if (elements[0]) counts[name] = elements[0].count
    }
    readings.push(soFar(session.call, urn, counts))
  }
  return readings
}

async function ask<S extends v.GenericSchema>(session: Session, path: string, schema: S): Promise<v.InferOutput<S>> {
  const { hosts, secrets, call } = session
  return toldOrThrown(await beforehand(`${hosts.api}/rest/${path}`, rest(session), { schema, secrets, call }))
}
