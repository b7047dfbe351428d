import type { ReleaseContent } from '../../../domain/releases/release.ts'
import { postFor, postsOf } from '../../../domain/share/compose.ts'
import type { CopyLang } from '../../../domain/share/networks.ts'
import type { Post } from '../../../domain/share/post.ts'
import { copyLangOf } from '../../../domain/share/words.ts'
import { decisionsOn } from '../review/decision.repository.ts'
import { parcelMedia } from '../share/parcel-media.ts'
import { readRules } from '../share/rules.repository.ts'
import type { StoredAccount } from './account.repository.ts'
import { listAttempts } from './attempt.repository.ts'
import type { Gatekeeping } from './clearance.ts'
import type { Parcel } from './connectors/connector.ts'
import { connectorOf } from './connectors/index.ts'
import { withThis, type Rest } from './live.ts'
import type { Sendable } from './sendable.repository.ts'
import { targetOf } from './target.repository.ts'

/** Puts together what a delivery is about: what leaves, what is there already, and how the account is reached. */
export async function parcelOf(
  { context, connectors, tokens }: Pick<Gatekeeping, 'context' | 'connectors' | 'tokens'>,
  row: Sendable,
  rest: Rest
): Promise<Parcel> {
  const { network, whole } = connectorOf(connectors, row.account.connector)
  const content = row.action === 'withdraw' ? null : (JSON.parse(row.revision.content) as ReleaseContent)
  const startedAt = row.startedAt ?? new Date(context.now()).toISOString()
  const rules = await readRules(context.read)
  let posts: readonly Post[] | undefined
  return {
    delivery: { id: row.id, releaseId: row.releaseId, action: row.action, plannedAt: row.plannedAt, startedAt },
    revision: { number: row.revision.number, contentHash: row.revision.contentHash },
    content,
    post: content && network && postFor(content, network, languageOf(row.account, content), rules),
    // Most connectors do not ask for these, and there may be many.
    get posts() {
      return (posts ??= content ? postsOf(content, rules) : [])
    },
    media: (content?.kit?.media ?? []).map(use => parcelMedia(context.sqlite.name, use)),
    target: row.action === 'publish' ? null : await targetOf(context.read, row),
    account: { id: row.account.id, name: row.account.name },
    organisation: row.organisation,
    access: tokens.accessOf(row.account),
    live: whole && content ? withThis(rest, row, content, startedAt) : rest.live,
    earlier: async () =>
      (await listAttempts(context.read, row.id)).flatMap(({ received }) => (received === null ? [] : [received])),
    approvals: async () =>
      (await decisionsOn(context.read, row.revision.id))
        .filter(({ verdict }) => verdict === 'approve')
        .map(({ name, decided_at }) => ({ name, at: decided_at }))
  }
}

/** The language that an account posts in: its own setting, or else the text's. */
export const languageOf = ({ settings }: Pick<StoredAccount, 'settings'>, { lang }: ReleaseContent): CopyLang =>
  copyLangOf(settings['language'] ?? lang)
