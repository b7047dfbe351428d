import { maximumLateness } from '../../../domain/delivery/gate.ts'
import type { DeliveryAction } from '../../../domain/delivery/delivery.ts'
import type { Account } from '../../../preload/contract/delivery.ts'
import type { Context } from '../context.ts'
import { insertDelivery } from '../delivery/change.repository.ts'
import { lease } from '../delivery/dispatch.repository.ts'
import { recordEnd } from '../delivery/record.ts'
import { findSendable } from '../delivery/sendable.repository.ts'
import type { SendResult } from '../delivery/connectors/connector.ts'
import { settle } from '../delivery/settle.ts'
import type { Settlement } from '../delivery/settlement.ts'
import { newId } from '../ids.ts'
import { latestApprovedRevision } from '../review/revision.repository.ts'

const instant = (at: number): string => new Date(at).toISOString()
const took = 1_400

interface Past {
  release: string
  account: Account
  action: DeliveryAction
  at: number
  zone: string
  /** The HTTP status that a destination refused it with; without one it was taken. */
  refused?: number
}

/** Writes down a delivery of the past, by the same steps that a real one goes through: planned, leased, ended. */
export async function deliverInThePast(context: Context, past: Past): Promise<void> {
  const { account, action, at, zone } = past
  await context.write(async (trx, note) => {
    const id = newId()
    const revision = await latestApprovedRevision(trx, past.release)
    if (!revision) return
    const planned = { planned_at: instant(at), planned_zone: zone, created_at: instant(at) }
    const row = { id, release_id: past.release, revision_id: revision.id, account_id: account.id, action }
    await insertDelivery(trx, { ...row, ...planned, state: 'planned', reason: null })
    const target = account.settings['url'] ?? account.settings['folder'] ?? ''
    await lease(trx, id, instant(at + 300), instant(at + 60_000), { to: target, action })
    const sendable = await findSendable(trx, id, 'leased')
    if (sendable) await recordEnd(trx, note, sendable, 1, endOf(past), at + took)
  })
}

function endOf({ refused, account, release, at }: Past): Settlement {
  const files = ['feed.xml', 'atom.xml', 'feed.json']
  const received = account.connector === 'webhook' ? { status: 202 } : { files }
  const result: SendResult = refused
    ? { outcome: 'refused', reason: 'refused', received: { status: refused, body: '{"error":"forbidden"}' } }
    : { outcome: 'confirmed', remoteId: release, remoteUrl: null, received }
  return settle(result, { tries: 1, number: 1, connector: { repeat: 'idempotent' }, now: at, random: 0 })
}

/** A slot that passed while this desk was off: it waits for a word. */
export async function missSlot(context: Context, release: string, account: Account, zone: string): Promise<void> {
  const at = context.now() - 3 * maximumLateness
  await context.write(async trx => {
    const revision = await latestApprovedRevision(trx, release)
    if (!revision) return
    const row = {
      id: newId(),
      release_id: release,
      revision_id: revision.id,
      account_id: account.id,
      action: 'publish' as const
    }
    await insertDelivery(trx, {
      ...row,
      state: 'held',
      reason: 'slot-missed',
      planned_at: instant(at),
      planned_zone: zone,
      created_at: instant(at)
    })
  })
}
