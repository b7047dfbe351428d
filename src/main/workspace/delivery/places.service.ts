import type { Delivery } from '../../../domain/delivery/delivery.ts'
import type { Place } from '../../../preload/contract/delivery.ts'
import type { Context } from '../context.ts'
import { findRelease } from '../releases/release.repository.ts'
import { latestApprovedRevision } from '../review/revision.repository.ts'
import type { Connector } from './connectors/connector.ts'
import { findDeliveries } from './delivery.repository.ts'
import { listOfRelease, type OfRelease } from './of-release.repository.ts'
import { isByHand } from './entry.ts'

const nothing: Connector['can'] = { update: false, withdraw: false, look: false, metrics: 'none', handOff: false }

/**
 * Where a release is, was, or is on its way to: what each account holds, and what is left for a person to do there.
 * @throws RelaisError `release-missing`
 */
export async function placesOf({ read }: Context, known: readonly Connector[], release: string): Promise<Place[]> {
  await findRelease(read, release)
  const approved = await latestApprovedRevision(read, release)
  const rows = await listOfRelease(read, release)
  const groups = [...new Set(rows.map(row => row.account_id))].map(account => {
    const there = rows.filter(row => row.account_id === account)
    return { there, latest: there.findLast(row => row.state !== 'cancelled') ?? there.at(-1) }
  })
  const deliveries = await findDeliveries(
    read,
    groups.flatMap(({ latest }) => latest?.id ?? [])
  )
  return groups.flatMap(({ there, latest }) => {
    const delivery = deliveries.find(({ id }) => id === latest?.id)
    return delivery ? [toPlace(known, there, delivery, approved?.number)] : []
  })
}

function toPlace(
  known: readonly Connector[],
  there: readonly OfRelease[],
  latest: Delivery,
  approved: number | undefined
): Place {
  const holds = holdingOf(there, approved)
  const stuck = isByHand(latest.reason) && (latest.state === 'failed-final' || latest.state === 'held')
  return {
    accountId: latest.accountId,
    accountName: latest.accountName,
    connector: latest.connector,
    can: known.find(({ kind }) => kind === latest.connector)?.can ?? nothing,
    holds,
    latest,
    byHand: stuck && latest.action !== 'publish' ? latest.action : null
  }
}

/** What the deliveries since the last withdrawal left there, as far as they are confirmed. Takes them oldest first. */
function holdingOf(there: readonly OfRelease[], approved: number | undefined): Place['holds'] {
  const confirmed = there.filter(row => row.state === 'confirmed')
  const live = confirmed.slice(confirmed.findLastIndex(row => row.action === 'withdraw') + 1)
  const last = live.at(-1)
  if (!last) return null
  return {
    revisionNumber: last.revision_number,
    since: last.updated_at,
    remoteUrl: live.findLast(row => row.remote_url !== null)?.remote_url ?? null,
    current: last.revision_number === approved
  }
}
