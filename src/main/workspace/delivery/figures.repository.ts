import { sql } from 'kysely'
import type { Reader } from '../database/access.ts'

/** A post that an account holds; `release` is the release's number. */
export interface HeldPost {
  remoteId: string
  remoteUrl: string | null
  release: number
}

/** What went out to an account since an instant and was not taken back, as the destination calls it. */
export async function postsSince(read: Reader, accountId: string, since: string): Promise<HeldPost[]> {
  const { rows } = await sql<HeldPost>`
    SELECT out.remote_id AS "remoteId", max(out.remote_url) AS "remoteUrl", max(release.seq) AS "release"
    FROM delivery AS out JOIN release ON release.id = out.release_id
    WHERE out.account_id = ${accountId} AND out.planned_at >= ${since} AND out.state = 'confirmed'
      AND out.action = 'publish' AND out.remote_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM delivery AS later
        WHERE later.account_id = out.account_id AND later.release_id = out.release_id AND later.seq > out.seq
          AND later.state = 'confirmed' AND later.action = 'withdraw')
    GROUP BY out.remote_id ORDER BY min(out.seq)
  `.execute(read)
  return rows
}
