import type { Reader } from '../database/access.ts'
import type { Parcel } from './connectors/connector.ts'

/**
 * Where an account holds a release: what the confirmed deliveries since the last withdrawal said of it, the newest first.
 * @returns null if it holds nothing of it, as far as is known
 */
export async function targetOf(
  read: Reader,
  { releaseId, account }: { releaseId: string; account: { id: string } }
): Promise<Parcel['target']> {
  const rows = await read
    .selectFrom('delivery')
    .select(['action', 'remote_id', 'remote_url'])
    .where('account_id', '=', account.id)
    .where('release_id', '=', releaseId)
    .where('state', '=', 'confirmed')
    .orderBy('seq', 'desc')
    .execute()
  const end = rows.findIndex(({ action }) => action === 'withdraw')
  const live = end < 0 ? rows : rows.slice(0, end)
  if (live.length === 0) return null
  return {
    remoteId: live.find(row => row.remote_id !== null)?.remote_id ?? null,
    remoteUrl: live.find(row => row.remote_url !== null)?.remote_url ?? null
  }
}
