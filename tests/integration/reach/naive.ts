import type { TestWorkspace } from '../../support/workspace.ts'

const counts =
  'sum(impressions) AS impressions, sum(clicks) AS clicks, sum(reactions) AS reactions, sum(comments) AS comments, sum(shares) AS shares'
const levels: Record<string, string> = {
  reach_series_day: 'release_seq, day, account',
  reach_day: 'day, channel',
  reach_release_month: 'month, release_seq, channel',
  reach_account_month: 'month, account'
}

/** Every figure that counts, with what the roll-ups group by; a post is one on the first day that it has a figure for. */
const current = `
  SELECT coalesce(release_seq, 0) AS release_seq, day, substr(day, 1, 7) AS month, account, channel, file,
    impressions, clicks, reactions, comments, shares,
    day = (SELECT min(day) FROM metric AS other
      WHERE other.account = metric.account AND other.reference = metric.reference AND other.superseded_by IS NULL) AS post
  FROM metric JOIN metric_account ON metric_account.id = metric.account WHERE superseded_by IS NULL`

type Row = Record<string, number | string>

/** The roll-ups as they are kept, and as one would make them from all rows; lines of nothing but zeros left out. */
export function rollupsKeptAndMade({ context: { sqlite } }: TestWorkspace): {
  kept: Record<string, Row[]>
  made: Record<string, Row[]>
} {
  const read = (sql: string): Row[] =>
    (sqlite.prepare(sql).all() as Row[]).filter(row =>
      Object.entries(row).some(([name, value]) => measured.has(name) && value !== 0)
    )
  const kept: Record<string, Row[]> = {}
  const made: Record<string, Row[]> = {}
  for (const [table, keys] of Object.entries(levels)) {
    kept[table] = read(
      `SELECT ${keys}, impressions, clicks, reactions, comments, shares, posts FROM ${table} ORDER BY ${keys}`
    )
    made[table] = read(
      `SELECT ${keys}, ${counts}, sum(post) AS posts FROM (${current}) GROUP BY ${keys} ORDER BY ${keys}`
    )
  }
  kept['reach_source_month'] = read('SELECT month, file, rows FROM reach_source_month ORDER BY month, file')
  made['reach_source_month'] = read(
    `SELECT month, file, count(*) AS rows FROM (${current}) GROUP BY month, file ORDER BY month, file`
  )
  return { kept, made }
}

const measured = new Set(['impressions', 'clicks', 'reactions', 'comments', 'shares', 'posts', 'rows'])

/** Forgets all figures, so that many runs can share one workspace. */
export function forgetFigures({ context: { sqlite } }: TestWorkspace): void {
  const tables = [...Object.keys(levels), 'reach_source_month', 'metric', 'metric_account', 'metric_file']
  sqlite.transaction(() => tables.forEach(table => sqlite.exec(`DELETE FROM ${table}`)))()
}
