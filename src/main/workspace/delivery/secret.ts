import { randomBytes } from 'node:crypto'
import { secretVariable } from '../../../domain/delivery/secret-variable.ts'
import type { Connector, Settings } from './connectors/connector.ts'
import { badSetting } from './connectors/settings.ts'

/** A new secret as Standard Webhooks writes them: a prefix, and 24 to 64 random bytes in base64. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Whether a text can be signed with, and is long enough to be worth it. */
function isSigningKey(text: string): boolean {
  const key = text.replace(/^whsec_/, '')
  const bytes = Buffer.from(key, 'base64').length
  return base64.test(key) && bytes >= 24 && bytes <= 64
}

/** @throws RelaisError `bad-settings` if a connector cannot use this secret */
export function checkSecret(connector: Connector, settings: Settings, secret: string): void {
  // One that is made here signs; any other is a word that the destination gave out.
  if (connector.secret === 'generated' && !isSigningKey(secret)) throw badSetting('secret', 'not-a-secret')
  connector.checkSecret?.(secret, settings)
}

/** The environment's word for an account's secret. */
export const secretFromEnvironment = (name: string): string | null => process.env[secretVariable(name)] || null
