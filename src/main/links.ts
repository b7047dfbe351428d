import { shell } from 'electron'
import { RelaisError } from '../domain/errors.ts'

const allowed = new Set(['https:', 'mailto:'])

/**
 * Reads an address that a document or a page names, if it is of a kind that may be opened outside.
 * An address with a user name is refused: it shows one host and leads to another.
 */
export function linkTarget(address: string): URL | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  return allowed.has(url.protocol) && !url.username && !url.password ? url : null
}

/**
 * Opens an address in the person's own browser or mail program. The only way out of Relais.
 * @throws RelaisError `link-refused`
 */
export async function openLink(address: string): Promise<void> {
  const url = linkTarget(address)
  if (!url) throw new RelaisError('link-refused')
  await shell.openExternal(url.href)
}
