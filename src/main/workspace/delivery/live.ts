import type { ReleaseContent } from '../../../domain/releases/release.ts'
import type { Reader } from '../database/access.ts'
import { decisionHolds } from '../review/approval.ts'
import { decisionsOn } from '../review/decision.repository.ts'
import type { Sendable } from './sendable.repository.ts'
import { livePublications, type StoredPublication } from './publication.repository.ts'

/** A release as an account holds it, its text checked against its signature. */
export interface Publication extends Omit<StoredPublication, 'content'> {
  content: ReleaseContent
}

export interface Rest {
  /** What else the account holds and will hold again, each item checked. */
  live: Publication[]
  /** When this release first went out there, if it did. */
  publishedAt: string | null
  /** Something that is live has changed since it was signed: it must not be written out again. */
  broken: boolean
}

export const nothingElse: Rest = { live: [], publishedAt: null, broken: false }

/** What the account of a delivery holds besides it. */
export async function restOf(read: Reader, row: Sendable): Promise<Rest> {
  const stored = await livePublications(read, row.account.id)
  const others = stored.filter(publication => publication.releaseId !== row.releaseId)
  const own = stored.find(publication => publication.releaseId === row.releaseId)
  const live: Publication[] = []
  for (const publication of others) {
    if (await isSigned(read, publication.revisionId))
      live.push({ ...publication, content: JSON.parse(publication.content) as ReleaseContent })
  }
  return { live, publishedAt: own?.publishedAt ?? null, broken: live.length < others.length }
}

/** What is live was cleared once; its release may have moved on, but the text must still be the one that was signed. */
async function isSigned(read: Reader, revisionId: string): Promise<boolean> {
  try {
    return (await decisionsOn(read, revisionId)).some(
      decision => decision.verdict === 'approve' && decisionHolds(decision)
    )
  } catch {
    return false
  }
}

/** The rest, and what this delivery puts there, newest first. */
export function withThis(
  { live, publishedAt }: Rest,
  { releaseId, revision }: Sendable,
  content: ReleaseContent,
  startedAt: string
): Publication[] {
  const publication = {
    releaseId,
    revisionId: revision.id,
    content,
    publishedAt: publishedAt ?? startedAt,
    updatedAt: startedAt
  }
  return [publication, ...live].sort((a, b) => b.publishedAt.localeCompare(a.publishedAt))
}
