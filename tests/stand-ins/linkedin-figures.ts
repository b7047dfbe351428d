import type { Answer, Question } from './http.ts'

/**
 * What LinkedIn counts: https://learn.microsoft.com/en-us/linkedin/marketing/community-management/organizations/share-statistics
 * and https://learn.microsoft.com/en-us/linkedin/marketing/community-management/members/post-statistics
 */
export interface LinkedInFigures {
  /** Lifetime counts of posts by their URN; one that is not here had no activity, and is left out of answers. */
  posts: Record<string, Record<string, number>>
  followers: number
  serve(question: Question, path: string): Answer | null
}

export function linkedinFigures(): LinkedInFigures {
  const figures: LinkedInFigures = { posts: {}, followers: 1204, serve }

  function serve({ query, path: whole }: Question, path: string): Answer | null {
    if (path === '/organizationalEntityShareStatistics') return shares(query)
    if (path === '/memberCreatorPostAnalytics') return ofMember(query)
    if (path.startsWith('/networkSizes/') && whole.includes('urn%3Ali%3Aorganization%3A'))
      return query.get('edgeType') === 'COMPANY_FOLLOWED_BY_MEMBER'
        ? { status: 200, body: { firstDegreeSize: figures.followers } }
        : { status: 400 }
    return null
  }

  function shares(query: URLSearchParams): Answer {
    if (query.get('q') !== 'organizationalEntity') return { status: 400 }
    const elements = (['shares', 'ugcPosts'] as const).flatMap(name => {
      const urns = /^List\((.*)\)$/.exec(query.get(name) ?? '')?.[1]?.split(',') ?? []
      return urns.flatMap(urn =>
        figures.posts[urn]
          ? [{ [name.slice(0, -1)]: urn, totalShareStatistics: figures.posts[urn], organizationalEntity: 'urn' }]
          : []
      )
    })
    return { status: 200, body: { elements, paging: { start: 0, count: 10 } } }
  }

  function ofMember(query: URLSearchParams): Answer {
    const urn = /^\((?:share|ugc):(.*)\)$/.exec(query.get('entity') ?? '')?.[1] ?? ''
    const type = query.get('queryType') ?? ''
    if (query.get('q') !== 'entity' || query.get('aggregation') !== 'TOTAL') return { status: 400 }
    const count = figures.posts[urn]?.[type]
    return { status: 200, body: { elements: count === undefined ? [] : [{ count, metricType: type }] } }
  }

  return figures
}
