import type { Person } from '../../../domain/people/roles.ts'
import type { FeedItem, TriageVerdict } from '../../../preload/contract/curation.ts'
import { instantNow, type Context, type Note } from '../context.ts'
import type { Writer } from '../database/access.ts'
import { audit } from '../database/audit.ts'
import { findWorkspace } from '../people/person.repository.ts'
import { detectLanguage } from '../releases/import/language.ts'
import { createRelease } from '../releases/release.service.ts'
import { draftBody } from './draft-body.ts'
import { deleteUntouchedDraft, findFeedItem, setVerdict } from './feed-item.repository.ts'

/**
 * Gives an item its verdict; `draft` also makes a draft release that quotes it and names its source. The same verdict again
 * changes nothing, and another one takes the draft back as `undoTriage` does.
 * @throws RelaisError `item-missing`
 */
export async function triage(context: Context, by: Person, id: string, verdict: TriageVerdict): Promise<FeedItem> {
  return context.write(async (trx, note) => {
    const item = await findFeedItem(trx, id)
    if (item.verdict === verdict) return item
    const at = instantNow(context)
    await takeDraftBack(trx, note, item, by, at)
    const release_id = verdict === 'draft' ? await draftFrom(trx, note, item, by, at) : null
    await setVerdict(trx, id, { verdict, decided_at: at, release_id })
    await audit(trx, {
      at,
      person: by.id,
      verb: 'inbox.triage',
      subject: id,
      detail: { from: item.verdict, to: verdict }
    })
    note({ topic: 'inbox', ids: [id] })
    return findFeedItem(trx, id)
  })
}

/**
 * Takes the verdict back. A draft that was made from the item goes too, unless it was edited since: then it stays, and only
 * the item is as it was.
 * @throws RelaisError `item-missing`
 */
export async function undoTriage(context: Context, by: Person, id: string): Promise<FeedItem> {
  return context.write(async (trx, note) => {
    const item = await findFeedItem(trx, id)
    if (item.verdict === null) return item
    const at = instantNow(context)
    await takeDraftBack(trx, note, item, by, at)
    await setVerdict(trx, id, { verdict: null, decided_at: null, release_id: null })
    await audit(trx, { at, person: by.id, verb: 'inbox.undo', subject: id, detail: { from: item.verdict } })
    note({ topic: 'inbox', ids: [id] })
    return findFeedItem(trx, id)
  })
}

async function draftFrom(trx: Writer, note: Note, item: FeedItem, by: Person, at: string): Promise<string> {
  const workspace = await findWorkspace(trx)
  // Lists and spelling go by the language alone: "fr-FR" would stand apart from every other French text.
  const lang = (item.lang ?? detectLanguage(item.body) ?? workspace.lang).split('-')[0] as string
  const release = await createRelease(trx, note, {
    content: { kind: 'article', title: item.title, subtitle: '', body: draftBody(item, lang), lang, embargo: null },
    origin: { from: 'feed', source: item.sourceTitle, url: item.url, title: item.title },
    status: 'draft',
    editor: by,
    at
  })
  return release.id
}

async function takeDraftBack(trx: Writer, note: Note, item: FeedItem, by: Person, at: string): Promise<void> {
  if (item.releaseId === null || !(await deleteUntouchedDraft(trx, item.releaseId))) return
  await audit(trx, { at, person: by.id, verb: 'release.remove', subject: item.releaseId, detail: { item: item.id } })
  note({ topic: 'releases', ids: [item.releaseId] })
}
