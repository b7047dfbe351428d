import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  scrypt,
  sign,
  verify
} from 'node:crypto'
import { RelaisError } from '../../../domain/errors.ts'

/** scrypt at the strength OWASP's password storage sheet asks for; about a third of a second and 128 MB, once per unlock. */
const strength = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 2 ** 20 }

/** What `lock` makes: all base64. */
export interface Box {
  iv: string
  tag: string
  data: string
}

/** AES-256-GCM. `about` is authenticated with it, so that a box cannot be put in another one's place. */
export function lock(key: Uint8Array, secret: Uint8Array, about: string): Box {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about))
  const data = Buffer.concat([cipher.update(secret), cipher.final()])
  return { iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64'), data: data.toString('base64') }
}

/** @throws when the key, the text or `about` is not the one it was locked with */
export function unlock(key: Uint8Array, box: Box, about: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(box.iv, 'base64'))
  decipher.setAAD(Buffer.from(about)).setAuthTag(Buffer.from(box.tag, 'base64'))
  return Buffer.concat([decipher.update(Buffer.from(box.data, 'base64')), decipher.final()])
}

/** A key pair: the public half in the clear (SPKI, base64), the private half under a passphrase. */
export interface NewKey {
  publicKey: string
  wrappedKey: string
  /** Derived from the passphrase; wraps the vault key too. Never stored. */
  passphraseKey: Uint8Array
}

/** Makes an Ed25519 key pair for a person and wraps its private half. */
export async function createKey(person: string, passphrase: string): Promise<NewKey> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const salt = randomBytes(16)
  const passphraseKey = await derive(passphrase, salt)
  const box = lock(passphraseKey, privateKey.export({ type: 'pkcs8', format: 'der' }), person)
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    wrappedKey: JSON.stringify({ kdf: 'scrypt', salt: salt.toString('base64'), ...box }),
    passphraseKey
  }
}

/**
 * Opens a wrapped private key.
 * @throws RelaisError `bad-passphrase`
 */
export async function openKey(
  person: string,
  wrapped: string,
  passphrase: string
): Promise<{ signText(text: string): string; passphraseKey: Uint8Array }> {
  const { salt, ...box } = JSON.parse(wrapped) as Box & { salt: string }
  const passphraseKey = await derive(passphrase, Buffer.from(salt, 'base64'))
  try {
    const key = createPrivateKey({ key: unlock(passphraseKey, box, person), type: 'pkcs8', format: 'der' })
    return { signText: text => sign(null, Buffer.from(text), key).toString('base64'), passphraseKey }
  } catch (cause) {
    throw new RelaisError('bad-passphrase', {}, { cause })
  }
}

/** Whether `signature` (base64) is this public key's over exactly this text. Anything unreadable is not. */
export function signatureHolds(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' })
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

const derive = (passphrase: string, salt: Uint8Array): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(passphrase.normalize('NFKC'), salt, 32, strength, (error, key) => (error ? reject(error) : resolve(key)))
  )
