import type { Reader } from '../database/access.ts'
import type { Parcel } from './connectors/connector.ts'

interface Place {
  releaseId: string
  account: { id: string }
}

/**
 * Where an account holds a release: the id that the newest delivery left there, which may have taken the place of an older
 * one, and the newest address.
 * @returns null if it holds nothing of it, as far as is known
 */
export async function targetOf(read: Reader, place: Place): Promise<Parcel['target']> {
  const live = await liveAt(read, place)
  if (!live[0]) return null
  return {
    remoteId: live[0].remote_id,
    remoteUrl: live.find(row => row.remote_url !== null)?.remote_url ?? null
  }
}

/** Whether a person put a newer text there, whose id nobody knows: the older id may be of what is gone. */
export async function isTargetLost(read: Reader, place: Place): Promise<boolean> {
  const live = await liveAt(read, place)
  return live[0]?.remote_id === null && live.some(row => row.remote_id !== null)
}

/** The confirmed deliveries since the last withdrawal, the newest first. */
async function liveAt(read: Reader, { releaseId, account }: Place) {
  const rows = await read
    .selectFrom('delivery')
    .select(['action', 'remote_id', 'remote_url'])
    .where('account_id', '=', account.id)
    .where('release_id', '=', releaseId)
    .where('state', '=', 'confirmed')
    .orderBy('seq', 'desc')
    .execute()
  const end = rows.findIndex(({ action }) => action === 'withdraw')
  return end < 0 ? rows : rows.slice(0, end)
}
