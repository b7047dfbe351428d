import type { Person } from '../../../../domain/people/roles.ts'
import type { ReleaseContent } from '../../../../domain/releases/release.ts'
import type { ImportResult } from '../../../../preload/contract/releases.ts'
import { instantNow, type Context } from '../../context.ts'
import { audit } from '../../database/audit.ts'
import { newId } from '../../ids.ts'
import { contentHash } from '../content-hash.ts'
import { addEditor, findByHash, insertReleases, type NewRelease } from '../release.repository.ts'
import { cleanContent } from '../release.service.ts'
import { listedOn } from './dates.ts'
import type { ReadDocument } from './document.ts'
import { detectLanguage, languageTag } from './language.ts'

/** A document that was read, with the file (and row) it came from. */
export interface Arrival {
  document: ReadDocument
  path: string
  origin: string
  row?: number
}

export interface ImportJob {
  /** The id that the caller gave; the journal names the import by it. */
  id: string
  actor: Person
  /** For texts too short to tell their language. */
  lang: string
}

/**
 * Stores a batch in one transaction. A dated document comes from an archive and is archived under its date; any other is a
 * draft. What is here already, or came earlier in the batch, is not stored again.
 */
export async function storeBatch(
  context: Context,
  run: ImportJob,
  batch: readonly Arrival[]
): Promise<Pick<ImportResult, 'imported' | 'present'>> {
  const at = instantNow(context)
  const releases = batch.map(arrival => ({ arrival, release: toNewRelease(arrival, run.lang, at) }))
  return context.write(async (trx, note) => {
    const known = await findByHash(
      trx,
      releases.map(({ release }) => release.contentHash)
    )
    const added: NewRelease[] = []
    const result: Pick<ImportResult, 'imported' | 'present'> = { imported: [], present: [] }
    for (const { arrival, release } of releases) {
      const { id, content } = release
      const twin = known.get(release.contentHash)
      if (twin) {
        result.present.push({ id: twin.id, path: arrival.path, title: twin.title })
        continue
      }
      known.set(release.contentHash, { id, title: content.title })
      added.push(release)
      result.imported.push({ id, path: arrival.path, title: content.title, lang: content.lang })
    }
    if (added.length === 0) return result
    const ids = added.map(release => release.id)
    await insertReleases(trx, added)
    // Whoever brings a text in may not be the one who signs it off.
    await addEditor(trx, ids, run.actor.id)
    await audit(trx, {
      at,
      person: run.actor.id,
      verb: 'release.import',
      subject: run.id,
      detail: { releases: ids }
    })
    note({ topic: 'releases', ids })
    return result
  })
}

function toNewRelease({ document, origin, row }: Arrival, fallbackLang: string, at: string): NewRelease {
  const { title, subtitle = '', body, kind = 'press-release', day, source, externalId = null } = document
  const lang = languageTag(document.lang) ?? detectLanguage(`${title}\n\n${body}`) ?? fallbackLang
  const content: ReleaseContent = cleanContent({ kind, title, subtitle, body, lang, embargo: null })
  return {
    id: newId(),
    content,
    contentHash: contentHash(content),
    status: day ? 'archived' : 'draft',
    origin: {
      from: 'file',
      path: origin,
      ...(row !== undefined && { row }),
      ...(source && { source }),
      ...(day && { day })
    },
    externalId,
    listedAt: day ? listedOn(day) : at,
    createdAt: at
  }
}
