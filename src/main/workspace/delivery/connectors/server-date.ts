import { request } from '../../network/http.ts'
import type { Call } from './connector.ts'

const limits = { bytes: 100_000, milliseconds: 5_000 }

/** What time a server says it is: its `Date` header, asked for without any effect; null if it has none or cannot be reached. */
export const serverDateOf = (address: string, allowPrivate: boolean, { signal }: Call): Promise<string | null> =>
  request(address, { method: 'HEAD', limits, allowPrivate, signal }).then(
    answer => answer.date,
    () => null
  )
