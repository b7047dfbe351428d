import { domainToASCII } from 'node:url'
import addressparser from 'nodemailer/lib/addressparser'

export interface Mailbox {
  name: string
  address: string
}

/** A mailbox as mail servers agree on it: no quotes, no spaces, no control characters, no comments. */
const usable =
  /^[^\s"<>()[\]\\,;:@\p{Cc}]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)*[\p{L}\p{N}-]{2,63}$/u

/**
 * Mailboxes as people write them, with commas, semicolons or lines between them; each address once.
 * @returns null where one of them is no address
 */
export function mailboxes(text: string): Mailbox[] | null {
  if (/[^\P{Cc}\t\r\n]/u.test(text)) return null
  const read = addressparser(text.replace(/[;\r\n]+/g, ','), { flatten: true })
  const found = new Map<string, Mailbox>()
  for (const { name, address: written } of read) {
    if (!usable.test(written)) return null
    const domain = domainToASCII(domainOf(written))
    const address = `${written.slice(0, written.lastIndexOf('@'))}@${domain}`
    if (domain === '' || address.length > 254) return null
    if (!found.has(address.toLowerCase())) found.set(address.toLowerCase(), { name, address })
  }
  return found.size > 0 ? [...found.values()] : null
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)
