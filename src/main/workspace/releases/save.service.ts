import { RelaisError } from '../../../domain/errors.ts'
import { embargoFromWall } from '../../../domain/delivery/embargo.ts'
import type { ReleaseStatus } from '../../../domain/releases/lifecycle.ts'
import type { Release, ReleaseContent } from '../../../domain/releases/release.ts'
import { kitUnder } from '../../../domain/share/rules.ts'
import type { Checked, Output } from '../../../preload/contract/index.ts'
import { instantNow, requireRole, type Context } from '../context.ts'
import { voidOpenReview } from '../review/review.repository.ts'
import { readRules } from '../share/rules.repository.ts'
import { contentHash } from './content-hash.ts'
import { addEditor, findRelease, updateContent } from './release.repository.ts'
import { cleanContent, moveFound } from './release.service.ts'

type Save = Checked<'releases.save'>

/** States that stand on a text which somebody signs or signed: leaving one by an edit is told to the person who edits. */
const signedFor: readonly ReleaseStatus[] = ['in-review', 'approved', 'published', 'corrected']

/**
 * Saves what an editor changed: text, hash, search index, editors and status together, or nothing.
 * @throws RelaisError `stale` if the release was changed since the editor read it, `release-missing`, `bad-time`, `locked`, `not-allowed`
 */
export async function saveRelease(context: Context, { id, rev, change }: Save): Promise<Output<'releases.save'>> {
  const actor = requireRole(context.session, 'officer')
  const at = instantNow(context)
  return context.write(async (trx, note) => {
    const before = await findRelease(trx, id)
    const content = merge(before, { ...change, ...(change.kit && { kit: kitUnder(change.kit, await readRules(trx)) }) })
    const hash = contentHash(content)
    // Also when `rev` is old: a save whose answer was lost may safely be sent again.
    if (hash === contentHash(before)) {
      return { id, rev: before.rev, status: before.status, savedAt: before.updatedAt, approvalVoided: false }
    }
    if (rev !== before.rev) throw new RelaisError('stale', { id })
    const status = await moveFound(trx, note, before, { verb: 'edit', by: actor, at })
    await updateContent(trx, before, content, { contentHash: hash, at })
    await addEditor(trx, [id], actor.id)
    if (before.status === 'in-review' && (await voidOpenReview(trx, id, at))) note({ topic: 'review', ids: [] })
    if (status === before.status) note({ topic: 'releases', ids: [id] })
    const approvalVoided = status !== before.status && signedFor.includes(before.status)
    return { id, rev: before.rev + 1, status, savedAt: at, approvalVoided }
  })
}

function merge(before: Release, change: Save['change']): ReleaseContent {
  const { embargo } = change
  const kit = change.kit ?? before.kit
  return cleanContent({
    kind: change.kind ?? before.kind,
    title: change.title ?? before.title,
    subtitle: change.subtitle ?? before.subtitle,
    body: change.body ?? before.body,
    lang: change.lang ?? before.lang,
    embargo: embargo === undefined ? before.embargo : embargo && embargoFromWall(embargo.wall, embargo.zone),
    ...(kit && { kit })
  })
}
