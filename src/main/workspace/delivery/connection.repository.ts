import { sql } from 'kysely'
import type { DeliveryReason } from '../../../domain/delivery/delivery.ts'
import type { Writer } from '../database/access.ts'
import type { Settings, Tokens } from './connectors/connector.ts'

/** Puts another secret in the place of the old one; what was granted with that one goes. */
export async function replaceSecret(trx: Writer, id: string, sealed: string): Promise<void> {
  await trx
    .updateTable('account')
    .set(set => ({ ...noConnection, sealed_secret: sealed, rev: set('rev', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

const noConnection = {
  sealed_tokens: null,
  connected_by: null,
  connected_at: null,
  scopes: null,
  expires_at: null
}

/** Forgets an account's secret, and what was granted with it. */
export async function dropSecret(trx: Writer, id: string): Promise<void> {
  await trx
    .updateTable('account')
    .set({ ...noConnection, sealed_secret: null })
    .where('id', '=', id)
    .execute()
}

export async function saveSettings(trx: Writer, id: string, settings: Settings): Promise<void> {
  await trx
    .updateTable('account')
    .set(set => ({ settings: JSON.stringify(settings), rev: set('rev', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Forgets what the destination granted. */
export async function dropConnection(trx: Writer, id: string): Promise<void> {
  await trx
    .updateTable('account')
    .set(set => ({ ...noConnection, rev: set('rev', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** From when on a person has to sign in again, as far as the destination tells. */
const endsAt = ({ expiresAt, refresh, refreshEndsAt }: Tokens): string | null => {
  const end = refresh === undefined ? expiresAt : refreshEndsAt
  return end === undefined ? null : new Date(end).toISOString()
}

/** Keeps what a destination granted in place of earlier tokens. */
export async function saveTokens(trx: Writer, id: string, sealed: string, tokens: Tokens): Promise<void> {
  await trx
    .updateTable('account')
    .set(set => ({
      sealed_tokens: sealed,
      expires_at: endsAt(tokens),
      ...(tokens.scopes && { scopes: JSON.stringify(tokens.scopes) }),
      rev: set('rev', '+', 1)
    }))
    .where('id', '=', id)
    .execute()
}

/** Writes down who signed in at a destination, and when. */
export async function saveConnection(trx: Writer, id: string, person: string, at: string): Promise<void> {
  await trx.updateTable('account').set({ connected_by: person, connected_at: at }).where('id', '=', id).execute()
}

/**
 * Keeps anything from being sent to an account until a person says so.
 * @returns whether it was not paused already
 */
export async function pause(trx: Writer, id: string, reason: DeliveryReason, at: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('account')
    .set(set => ({ paused_at: at, paused_reason: reason, rev: set('rev', '+', 1) }))
    .where('id', '=', id)
    .where('paused_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Lets an account go on, its failures forgotten. */
export async function unpause(trx: Writer, id: string): Promise<void> {
  await trx
    .updateTable('account')
    .set(set => ({ paused_at: null, paused_reason: null, failures: 0, failing_since: null, rev: set('rev', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

interface Failure {
  account: string
  delivery: string
  reasons: readonly DeliveryReason[]
  at: string
}

/**
 * Counts a delivery that a destination failed on, once as long as nothing succeeds there. To be called after its try was
 * written down.
 * @returns how many there are in a row
 */
export async function countFailure(trx: Writer, { account, delivery, reasons, at }: Failure): Promise<number> {
  const { rows } = await sql<{ failures: number }>`
    UPDATE account SET failing_since = coalesce(failing_since, ${at}), failures = failures + (
      SELECT count(*) <= 1 FROM attempt
      WHERE delivery_id = ${delivery} AND phase = 'ended' AND at >= coalesce(account.failing_since, ${at})
        AND json_extract(detail, '$.reason') IN (${sql.join(reasons)})
    ) WHERE id = ${account} RETURNING failures
  `.execute(trx)
  return rows[0]?.failures ?? 0
}

/** Something succeeded: what failed before it does not count any more. */
export async function clearFailures(trx: Writer, id: string): Promise<void> {
  await trx
    .updateTable('account')
    .set({ failures: 0, failing_since: null })
    .where('id', '=', id)
    .where('failures', '>', 0)
    .execute()
}
