import type { Insertable, Selectable } from 'kysely'
import { RelaisError } from '../../../domain/errors.ts'
import { excerptOf } from '../../../domain/releases/content.ts'
import type { ReleaseStatus } from '../../../domain/releases/lifecycle.ts'
import type { Embargo, Origin, Release, ReleaseContent, ReleaseRow } from '../../../domain/releases/release.ts'
import type { ShareKit } from '../../../domain/share/kit.ts'
import type { Reader, Writer } from '../database/access.ts'
import { compiledOnce } from '../database/compiled.ts'
import type { Schema } from '../database/schema.ts'

type Row = Selectable<Schema['release']>

/** What a list shows, and the number that a page's cursor needs. */
export const listedColumns = [
  'release.seq',
  'release.id',
  'release.kind',
  'release.status',
  'release.title',
  'release.subtitle',
  'release.excerpt',
  'release.lang',
  'release.embargo_at',
  'release.embargo_zone',
  'release.embargo_wall',
  'release.listed_at',
  'release.updated_at'
] as const

export type ListedRow = Omit<Row, 'origin' | 'external_id' | 'content_hash' | 'created_at' | 'rev' | 'kit'>

export const toReleaseRow = (row: ListedRow): ReleaseRow => ({
  id: row.id,
  kind: row.kind,
  status: row.status,
  title: row.title,
  subtitle: row.subtitle,
  excerpt: row.excerpt,
  lang: row.lang,
  embargo: toEmbargo(row),
  listedAt: row.listed_at,
  updatedAt: row.updated_at
})

const toRelease = (row: Row & { body: string }): Release => ({
  ...toReleaseRow(row),
  body: row.body,
  ...(row.kit !== null && { kit: JSON.parse(row.kit) as ShareKit }),
  origin: JSON.parse(row.origin) as Origin,
  contentHash: row.content_hash,
  rev: row.rev,
  createdAt: row.created_at
})

// The schema sees to it that the three are there or not there together.
const toEmbargo = ({ embargo_at: at, embargo_zone: zone, embargo_wall: wall }: ListedRow): Embargo | null =>
  at !== null && zone !== null && wall !== null ? { at, zone, wall } : null

/** @throws RelaisError `release-missing` */
export async function findRelease(read: Reader, id: string): Promise<Release> {
  const [row] = (await selectWhole(read, id)).rows
  if (!row) throw new RelaisError('release-missing', { id })
  return toRelease(row)
}

const selectWhole = compiledOnce((read: Reader, id: string) =>
  read
    .selectFrom('release')
    .innerJoin('release_text', 'release_text.seq', 'release.seq')
    .selectAll('release')
    .select('release_text.body')
    .where('release.id', '=', id)
)

/** A release to be written: its content and hash, and what is not content. */
export interface NewRelease {
  id: string
  content: ReleaseContent
  contentHash: string
  status: ReleaseStatus
  origin: Origin
  externalId: string | null
  listedAt: string
  createdAt: string
}

/** Adds releases with their texts, in this order; the search index follows by triggers. */
export async function insertReleases(trx: Writer, releases: readonly NewRelease[]): Promise<void> {
  if (releases.length === 0) return
  const last = await trx.selectFrom('release').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  const first = (last?.seq ?? 0) + 1
  await trx
    .insertInto('release')
    .values(releases.map((release, index) => releaseValues(release, first + index)))
    .execute()
  await trx
    .insertInto('release_text')
    .values(releases.map(({ content }, index) => ({ seq: first + index, body: content.body })))
    .execute()
}

function releaseValues(release: NewRelease, seq: number): Insertable<Schema['release']> {
  return {
    seq,
    id: release.id,
    status: release.status,
    ...contentValues(release.content),
    origin: JSON.stringify(release.origin),
    external_id: release.externalId,
    content_hash: release.contentHash,
    listed_at: release.listedAt,
    created_at: release.createdAt,
    updated_at: release.createdAt
  }
}

const contentValues = ({ kind, title, subtitle, body, lang, embargo, kit }: ReleaseContent) => ({
  kind,
  title,
  subtitle,
  excerpt: excerptOf(body),
  lang,
  embargo_at: embargo?.at ?? null,
  embargo_zone: embargo?.zone ?? null,
  embargo_wall: embargo?.wall ?? null,
  kit: kit ? JSON.stringify(kit) : null
})

/**
 * Writes a changed text over the one of revision `rev`, and counts up.
 * @throws RelaisError `stale` if the release is at another `rev` by now
 */
export async function updateContent(
  trx: Writer,
  before: Pick<Release, 'id' | 'rev' | 'body'>,
  content: ReleaseContent,
  mark: { contentHash: string; at: string }
): Promise<void> {
  const row = await trx
    .updateTable('release')
    .set({
      ...contentValues(content),
      content_hash: mark.contentHash,
      listed_at: mark.at,
      updated_at: mark.at,
      rev: before.rev + 1
    })
    .where('id', '=', before.id)
    .where('rev', '=', before.rev)
    .returning('seq')
    .executeTakeFirst()
  if (!row) throw new RelaisError('stale', { id: before.id })
  if (content.body !== before.body)
    await trx.updateTable('release_text').set({ body: content.body }).where('seq', '=', row.seq).execute()
}

/** The status is no part of what `rev` counts: a decision must not make the text that somebody is typing stale. */
export async function updateStatus(trx: Writer, id: string, status: ReleaseStatus, at: string): Promise<void> {
  await trx.updateTable('release').set({ status, updated_at: at }).where('id', '=', id).execute()
}

/** Which of these content hashes are here already, and on which release. */
export async function findByHash(
  read: Reader,
  hashes: readonly string[]
): Promise<Map<string, { id: string; title: string }>> {
  const rows = await read
    .selectFrom('release')
    .select(['id', 'title', 'content_hash'])
    .where('content_hash', 'in', [...hashes])
    .orderBy('seq', 'desc')
    .execute()
  return new Map(rows.map(row => [row.content_hash, { id: row.id, title: row.title }]))
}

/** Remembers that a person changed these texts since they were last signed off. */
export async function addEditor(trx: Writer, releaseIds: readonly string[], personId: string): Promise<void> {
  const rows = releaseIds.map(release_id => ({ release_id, person_id: personId }))
  await trx
    .insertInto('release_editor')
    .values(rows)
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

export async function listEditors(read: Reader, releaseId: string): Promise<string[]> {
  const rows = await read.selectFrom('release_editor').select('person_id').where('release_id', '=', releaseId).execute()
  return rows.map(row => row.person_id)
}

/** Once a text is signed off, changes count anew. */
export async function clearEditors(trx: Writer, releaseId: string): Promise<void> {
  await trx.deleteFrom('release_editor').where('release_id', '=', releaseId).execute()
}
