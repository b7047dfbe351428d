import { sql, type RawBuilder } from 'kysely'
import { plainOf } from '../../../domain/releases/content.ts'
import type { SearchHit } from '../../../preload/contract/releases.ts'
import type { Reader } from '../database/access.ts'
import type { ReleaseFilter } from './list.repository.ts'
import { toReleaseRow, type ListedRow } from './release.repository.ts'
import { searchExpression } from './search-expression.ts'

/** Up to here the best come first. Ranking looks at every match, so beyond it the newest come first, at once. */
const ranked = 2_000

interface Found {
  total: number
  releases: SearchHit[]
  order: 'rank' | 'newest'
}

/** Releases whose title, subtitle or body has every term of the typed text, accents and case aside. */
export async function searchReleases(
  read: Reader,
  filter: ReleaseFilter & { query: string; limit: number }
): Promise<Found> {
  const expression = searchExpression(filter.query)
  if (expression === null) return { total: 0, releases: [], order: 'rank' }
  const total = await countMatches(read, expression, filter)
  const order = total <= ranked ? 'rank' : 'newest'
  return { total, releases: await findMatches(read, expression, filter, order), order }
}

async function countMatches(read: Reader, expression: string, filter: ReleaseFilter): Promise<number> {
  const join =
    filter.status !== undefined || filter.lang !== undefined
      ? sql`CROSS JOIN release ON release.seq = release_search.rowid`
      : sql``
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM release_search ${join} WHERE release_search MATCH ${expression} ${filters(filter)}
  `.execute(read)
  return rows[0]?.n ?? 0
}

/** CROSS JOIN keeps the index outermost, so that its own order is the page's and only the page's texts are read. */
async function findMatches(
  read: Reader,
  expression: string,
  filter: ReleaseFilter & { limit: number },
  order: Found['order']
): Promise<SearchHit[]> {
  const { rows } = await sql<ListedRow & { marked: string; passage: string }>`
    SELECT release.seq, id, kind, status, release.title, release.subtitle, excerpt, lang,
      embargo_at, embargo_zone, embargo_wall, listed_at, updated_at,
      highlight(release_search, 0, char(0xE000), char(0xE001)) AS marked,
      snippet(release_search, 2, char(0xE000), char(0xE001), '…', 24) AS passage
    FROM release_search CROSS JOIN release ON release.seq = release_search.rowid
    WHERE release_search MATCH ${expression} ${filters(filter)}
    ORDER BY ${order === 'rank' ? sql`release_search.rank` : sql`release_search.rowid DESC`}
    LIMIT ${filter.limit}
  `.execute(read)
  return rows.map(row => ({ ...toReleaseRow(row), markedTitle: row.marked, snippet: plainPassage(row.passage) }))
}

function filters({ status, lang }: ReleaseFilter): RawBuilder<unknown> {
  const wheres = [
    ...(status === undefined ? [] : [sql`AND status = ${status}`]),
    ...(lang === undefined ? [] : [sql`AND lang = ${lang}`])
  ]
  return sql.join(wheres, sql` `)
}

/** The passage without Markdown's signs; as it is where taking them away would part a mark from its end. */
function plainPassage(passage: string): string {
  const plain = plainOf(passage)
  return /^[^\uE000\uE001]*(?:\uE000[^\uE000\uE001]*\uE001[^\uE000\uE001]*)*$/.test(plain) ? plain : passage
}
