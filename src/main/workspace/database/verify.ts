import Sqlite, { type Database } from 'better-sqlite3'
import type { Problem } from '../../../preload/contract/review.ts'
import type { Context } from '../context.ts'
import { contentHash } from '../releases/content-hash.ts'
import { findRelease } from '../releases/release.repository.ts'
import { approvalOf, decisionHolds, revisionHolds } from '../review/approval.ts'
import { allDecisions, decisionsOf } from '../review/decision.repository.ts'
import { latestApprovedRevision } from '../review/revision.repository.ts'
import { readMedia } from '../share/media-file.ts'
import { listUsedMedia } from '../share/media.repository.ts'
import { brokenAudit } from './audit.ts'
import { migrate } from './migrate.ts'
import { bindingOptions } from './open.ts'

/**
 * Checks that what is stored is what was written and signed.
 * @param releaseId one release only; without it, every release, the journal, the search index and the file itself
 * @returns how many releases, revisions, decisions and pictures were looked at, and each thing that is not as it should be
 */
export async function verifyWorkspace(
  context: Context,
  releaseId?: string
): Promise<{ checked: number; problems: Problem[] }> {
  const problems: Problem[] = []
  let checked = 0
  const check = (kind: Problem['kind'], id: string, holds: boolean): void => {
    checked += 1
    if (!holds) problems.push({ kind, id })
  }
  for (const row of await revisionsToCheck(context, releaseId)) check('content-hash', row.id, revisionHolds(row))
  const decisions = releaseId ? await decisionsOf(context.read, releaseId) : await allDecisions(context.read)
  for (const decision of decisions) check('signature', decision.id, decisionHolds(decision))
  for (const { id, status } of await releasesToCheck(context, releaseId)) {
    const release = await findRelease(context.read, id)
    check('content-hash', id, contentHash(release) === release.contentHash)
    if (['approved', 'published', 'corrected'].includes(status))
      check('approval', id, await approvalStands(context, id))
  }
  for (const hash of await listUsedMedia(context.read, releaseId))
    check('media', hash, await readMedia(context.sqlite.name, hash).then(Boolean, () => false))
  if (!releaseId) for (const problem of await fileProblems(context)) problems.push(problem)
  return { checked, problems }
}

async function approvalStands(context: Context, releaseId: string): Promise<boolean> {
  const revision = await latestApprovedRevision(context.read, releaseId)
  return revision !== null && (await approvalOf(context.read, revision.id)).intact
}

const revisionsToCheck = (context: Context, releaseId?: string) =>
  context.read
    .selectFrom('revision')
    .select(['id', 'content', 'content_hash'])
    .$if(releaseId !== undefined, query => query.where('release_id', '=', releaseId ?? ''))
    .execute()

const releasesToCheck = (context: Context, releaseId?: string) =>
  context.read
    .selectFrom('release')
    .select(['id', 'status'])
    .$if(releaseId !== undefined, query => query.where('id', '=', releaseId ?? ''))
    .execute()

/** Tables, indexes and triggers that are not as the migrations make them: what keeps rows append-only can be dropped. */
function alteredObjects(sqlite: Database): string[] {
  const fresh = new Sqlite(':memory:', bindingOptions())
  try {
    migrate(fresh)
    const query = `SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name`
    const there = new Map(sqlite.prepare<[], [string, string]>(query).raw().all())
    const meant = fresh.prepare<[], [string, string]>(query).raw().all()
    return meant.filter(([name, sql]) => there.get(name) !== sql).map(([name]) => name)
  } finally {
    fresh.close()
  }
}

async function fileProblems({ read, sqlite }: Context): Promise<Problem[]> {
  const problems: Problem[] = alteredObjects(sqlite).map(id => ({ kind: 'database', id }))
  const broken = await brokenAudit(read)
  if (broken) problems.push({ kind: 'audit-chain', id: broken })
  if (sqlite.pragma('quick_check(1)', { simple: true }) !== 'ok') problems.push({ kind: 'database', id: '' })
  try {
    // Rank 1 compares the index with the text that it was made from, not only with itself.
    sqlite.exec(`INSERT INTO release_search (release_search, rank) VALUES ('integrity-check', 1)`)
  } catch {
    problems.push({ kind: 'search-index', id: '' })
  }
  return problems
}
