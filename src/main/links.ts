import { shell } from 'electron'
import { RelaisError } from '../domain/errors.ts'
import { linkTarget } from './addresses.ts'

/**
 * Opens an address in the person's own browser or mail program. The only way out of Relais.
 * @throws RelaisError `link-refused`
 */
export async function openLink(address: string): Promise<void> {
  const url = linkTarget(address)
  if (!url) throw new RelaisError('link-refused')
  await shell.openExternal(url.href)
}
