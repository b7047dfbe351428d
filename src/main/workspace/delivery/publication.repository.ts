import { sql } from 'kysely'
import type { Reader } from '../database/access.ts'

/** A release as an account holds it; `content` as stored, unchecked. */
export interface StoredPublication {
  releaseId: string
  revisionId: string
  content: string
  /** When it first went out there, and when the text that is there now did. */
  publishedAt: string
  updatedAt: string
}

/** Readers of feeds expect the latest items, not an archive; each publication writes all of them anew. */
const mostPublications = 100

/**
 * What is live on an account, newest first: of each release the last confirmed delivery there, unless it took it back.
 * Its times are those of first tries, so that a repeat changes nothing.
 */
export async function livePublications(read: Reader, accountId: string): Promise<StoredPublication[]> {
  const { rows } = await sql<StoredPublication>`
    SELECT live.release_id AS "releaseId", live.revision_id AS "revisionId", revision.content AS "content",
      coalesce((SELECT min(attempt.at) FROM delivery AS first JOIN attempt ON attempt.delivery_id = first.id
        WHERE first.account_id = live.account_id AND first.release_id = live.release_id AND first.action = 'publish'
          AND first.state = 'confirmed'), live.updated_at) AS "publishedAt",
      coalesce((SELECT min(at) FROM attempt WHERE delivery_id = live.id), live.updated_at) AS "updatedAt"
    FROM delivery AS live JOIN revision ON revision.id = live.revision_id
    WHERE live.account_id = ${accountId} AND live.state = 'confirmed' AND live.action <> 'withdraw'
      AND NOT EXISTS (SELECT 1 FROM delivery AS later
        WHERE later.account_id = live.account_id AND later.release_id = live.release_id AND later.seq > live.seq
          AND later.state = 'confirmed')
    ORDER BY "publishedAt" DESC, live.seq DESC LIMIT ${mostPublications}
  `.execute(read)
  return rows
}
