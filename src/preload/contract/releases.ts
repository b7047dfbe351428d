import * as v from 'valibot'
import { releaseStatuses } from '../../domain/releases/lifecycle.ts'
import { releaseKinds, type Release, type ReleaseRow } from '../../domain/releases/release.ts'
import type { ErrorShape } from '../../domain/errors.ts'
import { answers } from './method.ts'
import { id, label, lang, limit, line, nothing, pickedFile, text, zone } from './parts.ts'
import { kit } from './share.ts'

const filter = { status: v.optional(v.picklist(releaseStatuses)), lang: v.optional(lang), limit }

export interface ReleasePage {
  total: number
  releases: ReleaseRow[]
  /** Give it back to get the next page; null at the end. */
  next: string | null
}

export interface SearchHit extends ReleaseRow {
  /** The title and a passage, with U+E000 and U+E001 around each hit: private characters that no markup can forge. */
  markedTitle: string
  snippet: string
}

export interface ImportFailure extends ErrorShape {
  path: string
  row?: number
}

/** What an import did. `present` were here already, with the same content hash; what failed changed nothing. */
export interface ImportResult {
  imported: { id: string; path: string; title: string; lang: string }[]
  present: { id: string; path: string; title: string }[]
  failed: ImportFailure[]
  cancelled: boolean
}

export const releases = {
  'releases.list': answers<ReleasePage>()(v.strictObject({ ...filter, after: v.optional(line) })),
  'releases.statuses': answers<{ status: (typeof releaseStatuses)[number]; count: number }[]>()(nothing),
  'releases.search': answers<{ total: number; releases: SearchHit[]; order: 'rank' | 'newest' }>()(
    v.strictObject({ query: v.pipe(v.string(), v.maxLength(500)), ...filter })
  ),
  'releases.get': answers<Release>()(v.strictObject({ id })),
  'releases.create': answers<Release>()(
    v.strictObject({
      kind: v.optional(v.picklist(releaseKinds), 'press-release'),
      lang: v.optional(lang),
      title: v.optional(line, ''),
      body: v.optional(text, '')
    })
  ),
  /** Saves what changed; `rev` is the counter that the editor last saw, and an older one is refused as `stale`. */
  'releases.save': answers<{
    id: string
    rev: number
    status: Release['status']
    savedAt: string
    approvalVoided: boolean
  }>()(
    v.strictObject({
      id,
      rev: v.pipe(v.number(), v.integer(), v.minValue(1)),
      change: v.strictObject({
        kind: v.optional(v.picklist(releaseKinds)),
        title: v.optional(line),
        subtitle: v.optional(line),
        body: v.optional(text),
        lang: v.optional(lang),
        embargo: v.optional(v.nullable(v.strictObject({ wall: label, zone }))),
        kit: v.optional(kit)
      })
    })
  ),
  'releases.archive': answers<Release>()(v.strictObject({ id })),
  /** Imports bytes that a person picked or dropped; progress comes as `import` changes with the same `job`. */
  'releases.import': answers<ImportResult>()(
    v.strictObject({ job: id, files: v.pipe(v.array(pickedFile), v.maxLength(10_000)) })
  ),
  'releases.importPaths': answers<ImportResult>()(v.strictObject({ job: id, paths: v.array(v.string()) }), 'shell'),
  'releases.cancelImport': answers<null>()(v.strictObject({ job: id }))
}
