import type { Delivery } from '../../../domain/delivery/delivery.ts'
import { embargoLifts } from '../../../domain/delivery/embargo.ts'
import { RelaisError } from '../../../domain/errors.ts'
import type { Person } from '../../../domain/people/roles.ts'
import type { Revision } from '../../../domain/releases/release.ts'
import { requireRole, type Context, type Note } from '../context.ts'
import type { Writer } from '../database/access.ts'
import { newId } from '../ids.ts'
import { findWorkspace } from '../people/person.repository.ts'
import { findRelease } from '../releases/release.repository.ts'
import { approvalOf } from '../review/approval.ts'
import { latestApprovedRevision } from '../review/revision.repository.ts'
import { findAccount } from './account.repository.ts'
import type { Connector } from './connectors/connector.ts'
import { findDelivery } from './delivery.repository.ts'
import { listOfRelease } from './of-release.repository.ts'
import { actionOn, cancelAll, enter } from './entry.ts'
import { isSignedFor } from './facts.ts'

interface PlanInput {
  release: string
  accounts: readonly string[]
  at?: string | undefined
  zone?: string | undefined
}

/**
 * Puts the approved text of a release in the outbox, once for each account; what is there already is answered as it is.
 * Without a time it is due now, or when its embargo lifts. An earlier time may be planned: the gate keeps the embargo.
 * Where the destination cannot change what it has, a correction has failed from the start, so that it is seen.
 * @throws RelaisError `not-approved`, `approval-invalid`, `account-missing`, `release-missing`, `bad-time`,
 * `destination-not-signed`
 */
export async function planRelease(
  context: Context,
  known: readonly Connector[],
  input: PlanInput
): Promise<Delivery[]> {
  const actor = requireRole(context.session, 'officer', 'administrator')
  const now = context.now()
  return context.write(async (trx, note) => {
    const revision = await sendableRevision(trx, input.release)
    const { embargo } = revision.content
    const lifts = embargo ? embargoLifts(embargo) : now
    const plannedAt = input.at === undefined ? new Date(Math.max(now, lifts)).toISOString() : instantOf(input.at)
    const zone = input.zone ?? embargo?.zone ?? (await findWorkspace(trx)).zone
    const planned: Delivery[] = []
    for (const id of new Set(input.accounts)) {
      const account = await findAccount(trx, id)
      if (!isSignedFor(revision.content, id)) throw new RelaisError('destination-not-signed', { name: account.name })
      const can = known.find(({ kind }) => kind === account.connector)?.can
      const at = new Date(now).toISOString()
      planned.push(await planOn(trx, note, { revision, account: id, can, plannedAt, zone, actor, at }))
    }
    return planned
  })
}

function instantOf(text: string): string {
  const milliseconds = Date.parse(text)
  if (Number.isNaN(milliseconds)) throw new RelaisError('bad-time', { value: text })
  return new Date(milliseconds).toISOString()
}

async function sendableRevision(trx: Writer, releaseId: string): Promise<Revision> {
  await findRelease(trx, releaseId)
  const revision = await latestApprovedRevision(trx, releaseId)
  if (!revision) throw new RelaisError('not-approved')
  const { approved, intact } = await approvalOf(trx, revision.id)
  if (!approved) throw new RelaisError('not-approved')
  if (!intact) throw new RelaisError('approval-invalid')
  return revision
}

interface Plan {
  revision: Revision
  account: string
  can: Connector['can'] | undefined
  plannedAt: string
  zone: string
  actor: Person
  at: string
}

async function planOn(
  trx: Writer,
  note: Note,
  { revision, account, can, plannedAt, zone, actor, at }: Plan
): Promise<Delivery> {
  const there = (await listOfRelease(trx, revision.releaseId)).filter(row => row.account_id === account)
  const earlier = there.filter(row => row.revision_number < revision.number)
  const action = actionOn(there, account, revision.number)
  const impossible = action === 'update' && can?.update === false
  const twin = there.find(row => row.revision_id === revision.id && row.action === action && row.state !== 'cancelled')
  if (twin) return findDelivery(trx, twin.id)
  await cancelAll(trx, note, earlier, actor, at)
  return enter(trx, note, actor, {
    id: newId(),
    release_id: revision.releaseId,
    revision_id: revision.id,
    account_id: account,
    action,
    state: impossible ? 'failed-final' : 'planned',
    reason: impossible ? 'cannot-update' : null,
    planned_at: plannedAt,
    planned_zone: zone,
    created_at: at
  })
}
