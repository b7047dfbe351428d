import { createHash } from 'node:crypto'
import type { Parcel } from '../connector.ts'

export const collection = 'app.bsky.feed.post'

const digits = '234567abcdefghijklmnopqrstuvwxyz'

/**
 * The key of the post that a delivery makes, the same at each try, so that a repeat puts the same record in the same place: a
 * TID (https://atproto.com/specs/tid), which is 53 bits of microseconds and 10 bits of chance. Both come from the delivery:
 * from when its first try began, and its id.
 */
export function keyOf({ id, startedAt }: Parcel['delivery']): string {
  const hash = createHash('sha256').update(id).digest()
  const microseconds = BigInt(Date.parse(startedAt)) * 1000n + BigInt(hash.readUInt16BE(0) % 1000)
  let rest = (microseconds << 10n) | BigInt(hash.readUInt16BE(2) & 0x3ff)
  let key = ''
  for (let place = 0; place < 13; place += 1) {
    key = `${digits[Number(rest & 31n)]}${key}`
    rest >>= 5n
  }
  return key
}

/** Where a record is: `at://did/collection/key`. */
export const uriOf = (did: string, key: string): string => `at://${did}/${collection}/${key}`

/** The key in such an address, if it is a post of this account's; else null. */
export function keyIn(uri: string, did: string): string | null {
  const start = uriOf(did, '')
  const key = uri.startsWith(start) ? uri.slice(start.length) : ''
  return /^[\w.:~-]{1,512}$/.test(key) ? key : null
}
