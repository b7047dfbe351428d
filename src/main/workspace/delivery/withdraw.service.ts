import type { Delivery } from '../../../domain/delivery/delivery.ts'
import type { Person } from '../../../domain/people/roles.ts'
import { instantNow, requireRole, type Context, type Note } from '../context.ts'
import type { Writer } from '../database/access.ts'
import { newId } from '../ids.ts'
import { findWorkspace } from '../people/person.repository.ts'
import { findRelease } from '../releases/release.repository.ts'
import { moveRelease } from '../releases/release.service.ts'
import { listAccounts } from './account.repository.ts'
import type { Connector } from './connectors/connector.ts'
import { findDelivery } from './delivery.repository.ts'
import { listOfRelease, type OfRelease } from './of-release.repository.ts'
import { cancelAll, enter, liveOf } from './entry.ts'

/**
 * Takes a release back everywhere: what waits is cancelled, and where it is or may be live a withdrawal is due now. Where
 * the destination cannot do that, the withdrawal has failed from the start, so that it is seen. A text that is approved and
 * has not arrived loses its approval with it, so that it goes out again only after a new sign-off.
 * @throws RelaisError `no-such-step` if there is nothing to take back
 */
export async function withdrawRelease(
  context: Context,
  known: readonly Connector[],
  releaseId: string
): Promise<Delivery[]> {
  const actor = requireRole(context.session, 'officer')
  const at = instantNow(context)
  return context.write(async (trx, note) => {
    const release = await findRelease(trx, releaseId)
    const rows = await listOfRelease(trx, releaseId)
    const live = [...new Set(rows.map(row => row.account_id))].flatMap(
      account => liveOf(rows.filter(row => row.account_id === account)) ?? []
    )
    const { status } = release
    const out = status === 'published' || status === 'corrected'
    // A published text that is being reworked is a draft again: what is out there can be taken back all the same.
    if (out || live.length === 0) await moveRelease(trx, note, { id: releaseId, verb: 'withdraw', by: actor, at })
    else if (status === 'approved') await moveRelease(trx, note, { id: releaseId, verb: 'recall', by: actor, at })
    await cancelAll(trx, note, rows, actor, at)
    const { zone } = await findWorkspace(trx)
    const accounts = new Map((await listAccounts(trx)).map(account => [account.id, account.connector]))
    const withdrawn: Delivery[] = []
    for (const row of live) {
      const can = known.find(({ kind }) => kind === accounts.get(row.account_id))?.can.withdraw === true
      const twin = rows.find(
        other =>
          other.action === 'withdraw' &&
          other.revision_id === row.revision_id &&
          other.account_id === row.account_id &&
          other.state !== 'cancelled'
      )
      withdrawn.push(
        twin ? await findDelivery(trx, twin.id) : await withdrawOn(trx, note, { row, can, zone, actor, at })
      )
    }
    return withdrawn
  })
}

interface Withdrawal {
  row: OfRelease
  can: boolean
  zone: string
  actor: Person
  at: string
}

const withdrawOn = (trx: Writer, note: Note, { row, can, zone, actor, at }: Withdrawal): Promise<Delivery> =>
  enter(trx, note, actor, {
    id: newId(),
    release_id: row.release_id,
    revision_id: row.revision_id,
    account_id: row.account_id,
    action: 'withdraw',
    state: can ? 'planned' : 'failed-final',
    reason: can ? null : 'cannot-withdraw',
    planned_at: at,
    planned_zone: zone,
    created_at: at
  })
