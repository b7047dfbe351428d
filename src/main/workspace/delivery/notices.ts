import type { Account } from '../../../preload/contract/delivery.ts'
import type { StoredAccount } from './account.repository.ts'
import type { Connector } from './connectors/connector.ts'

/** What a list of accounts says of one besides: that something had better be done about it, and that it needs no secret. */
export function noticeOf(
  known: readonly Connector[],
  { connector: kind, settings }: StoredAccount,
  now: number
): Pick<Account, 'notice' | 'noSecret'> {
  const connector = known.find(each => each.kind === kind)
  const notice = connector?.notice?.(settings, now)
  return { ...(notice && { notice }), ...(connector?.needsSecret?.(settings) === false && { noSecret: true }) }
}
