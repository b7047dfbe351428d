import { checkCopy } from '../../../domain/share/check.ts'
import { postFor, postsOf } from '../../../domain/share/compose.ts'
import type { ShareRules } from '../../../domain/share/rules.ts'
import type { ReleaseContent, Revision } from '../../../domain/releases/release.ts'
import type { Preview } from '../../../preload/contract/delivery.ts'
import { findRelease } from '../releases/release.repository.ts'
import { latestApprovedRevision } from '../review/revision.repository.ts'
import { readRules } from '../share/rules.repository.ts'
import { findAccount, type StoredAccount } from './account.repository.ts'
import { foresee, type Gatekeeping } from './clearance.ts'
import { connectorOf } from './connectors/index.ts'
import { listOfRelease, type OfRelease } from './of-release.repository.ts'
import { actionOn } from './entry.ts'
import { languageOf } from './parcel.ts'

/**
 * What planning a release would send to each account, and what would keep it here: its approved text, or what is written now
 * while none is approved.
 * @throws RelaisError `release-missing`, `account-missing`, `connector-unknown`
 */
export async function previewRelease(
  keeping: Gatekeeping,
  { release, accounts }: { release: string; accounts: readonly string[] }
): Promise<Preview[]> {
  const { read } = keeping.context
  const written = await findRelease(read, release)
  const latest = await latestApprovedRevision(read, release)
  // Once it was edited, what was approved is not what planning would send.
  const revision = latest?.contentHash === written.contentHash ? latest : null
  const about: About = {
    content: revision?.content ?? written,
    revision,
    rows: await listOfRelease(read, release),
    rules: await readRules(read)
  }
  const previews: Preview[] = []
  for (const id of new Set(accounts)) previews.push(await preview(keeping, await findAccount(read, id), about))
  return previews
}

interface About {
  content: ReleaseContent
  revision: Revision | null
  rows: readonly OfRelease[]
  rules: ShareRules
}

async function preview(
  keeping: Gatekeeping,
  account: StoredAccount,
  { content, revision, rows, rules }: About
): Promise<Preview> {
  const connector = connectorOf(keeping.connectors, account.connector)
  const action = actionOn(rows, account.id, revision?.number ?? Infinity)
  const post = connector.network && postFor(content, connector.network, languageOf(account, content), rules)
  const others = post ? postsOf(content, rules).filter(other => other.copy !== post.copy) : []
  const pictures = content.kit?.media.length ?? 0
  const impossible = action === 'update' && !connector.can.update
  return {
    accountId: account.id,
    action,
    post,
    problems: post ? checkCopy(post, { rules, others, pictures }) : [],
    price: (post && connector.price?.(post)) ?? null,
    hold: impossible ? 'cannot-update' : await foresee(keeping, { action, revision, account })
  }
}
