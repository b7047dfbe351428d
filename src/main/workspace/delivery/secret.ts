import { randomBytes } from 'node:crypto'
import { unseal } from '../people/vault.ts'
import type { Session } from '../people/session.ts'
import type { StoredAccount } from './account.repository.ts'

/** A new secret as Standard Webhooks writes them: a prefix, and 24 to 64 random bytes in base64. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Whether a text can be signed with, and is long enough to be worth it. */
export function isSecret(text: string): boolean {
  const key = text.replace(/^whsec_/, '')
  const bytes = Buffer.from(key, 'base64').length
  return base64.test(key) && bytes >= 24 && bytes <= 64
}

/** The environment's word for an account's secret: `RELAIS_SECRET_` and the name in capitals, all else as underscores. */
export const secretFromEnvironment = (name: string): string | null =>
  process.env[`RELAIS_SECRET_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`] || null

/** The secret of an account: the environment's, else the sealed one while somebody is unlocked; null if neither is at hand. */
export function secretOf({ name, sealedSecret }: StoredAccount, { vaultKey }: Session): string | null {
  const given = secretFromEnvironment(name)
  if (given !== null) return given
  return sealedSecret !== null && vaultKey !== null ? unseal(vaultKey, sealedSecret) : null
}
