import { shell } from 'electron'
import { RelaisError } from '../domain/errors.ts'
import { linkTarget, signInTarget } from './addresses.ts'

/**
 * Opens an address in the person's own browser or mail program. With `openSignIn`, the only way out of Relais.
 * @throws RelaisError `link-refused`
 */
export async function openLink(address: string): Promise<void> {
  const url = linkTarget(address)
  if (!url) throw new RelaisError('link-refused')
  await shell.openExternal(url.href)
}

/**
 * Opens the address at which a person signs in to a destination.
 * @param allowedHost the host of this machine that the destination's own setting allows
 * @throws RelaisError `link-refused`
 */
export async function openSignIn(address: string, allowedHost: string | undefined): Promise<void> {
  const url = signInTarget(address, allowedHost)
  if (!url) throw new RelaisError('link-refused')
  await shell.openExternal(url.href)
}
