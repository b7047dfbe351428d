import { randomBytes } from 'node:crypto'
import { lock, unlock, type Box } from './keys.ts'

/**
 * The vault key opens destinations' secrets. It lies in the file once per person, wrapped by their passphrase, and in the
 * clear in the engine's memory while one of them is unlocked.
 */
export const newVaultKey = (): Uint8Array => randomBytes(32)

export const wrapVault = (passphraseKey: Uint8Array, vaultKey: Uint8Array, person: string): string =>
  JSON.stringify(lock(passphraseKey, vaultKey, `vault ${person}`))

export const openVault = (passphraseKey: Uint8Array, wrapped: string, person: string): Uint8Array =>
  unlock(passphraseKey, JSON.parse(wrapped) as Box, `vault ${person}`)

/** Seals a secret under the vault key; answers JSON for the database. */
export const seal = (vaultKey: Uint8Array, text: string): string =>
  JSON.stringify(lock(vaultKey, Buffer.from(text), 'secret'))

/** Opens what `seal` made. Throws if it was changed or another key sealed it. */
export const unseal = (vaultKey: Uint8Array, sealed: string): string =>
  unlock(vaultKey, JSON.parse(sealed) as Box, 'secret').toString()
