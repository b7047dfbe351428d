import type { HoldReason } from '../../../domain/delivery/delivery.ts'
import type { StoredAccount } from './account.repository.ts'
import type { Access, Connector } from './connectors/connector.ts'

/** Why nothing can be sent to an account now; null if something can. */
export function accountHold(
  { paused, sealedSecret, sealedTokens }: StoredAccount,
  { secret, needsSecret }: Connector,
  access: Access
): HoldReason | null {
  if (paused) return paused.reason === 'sign-in' ? 'sign-in' : 'paused'
  if (secret === 'none' || needsSecret?.(access.settings) === false) return null
  if (secret !== 'oauth') return access.secret === null ? 'secret-locked' : null
  if (sealedSecret !== null && access.secret === null) return 'secret-locked'
  if (access.tokens !== null) return null
  return sealedTokens !== null ? 'secret-locked' : 'sign-in'
}
