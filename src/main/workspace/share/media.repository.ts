import { sql, type Insertable, type Selectable, type Updateable } from 'kysely'
import { RelaisError } from '../../../domain/errors.ts'
import { fold } from '../../../domain/share/fold.ts'
import type { Media } from '../../../preload/contract/share.ts'
import type { Reader, Writer } from '../database/access.ts'
import type { Schema } from '../database/schema.ts'

type Row = Selectable<Schema['media']>

const toMedia = (row: Row & { uses: number }): Media => ({
  hash: row.hash,
  name: row.name,
  type: row.type,
  width: row.width,
  height: row.height,
  bytes: row.bytes,
  animated: row.frames > 1,
  alt: { fr: row.alt_fr, en: row.alt_en },
  credit: row.credit,
  licence: row.licence,
  expires: row.expires,
  consent: row.consent,
  createdAt: row.created_at,
  rev: row.rev,
  uses: row.uses
})

const uses = sql<number>`(select count(*) from media_use where media_use.hash = media.hash)`.as('uses')

/** @throws RelaisError `media-missing` */
export async function findMedia(read: Reader, hash: string): Promise<Media> {
  const media = await knownMedia(read, hash)
  if (!media) throw new RelaisError('media-missing', { hash })
  return media
}

export async function knownMedia(read: Reader, hash: string): Promise<Media | null> {
  const row = await read.selectFrom('media').selectAll().select(uses).where('hash', '=', hash).executeTakeFirst()
  return row ? toMedia(row) : null
}

/**
 * A page of the library, what came last first.
 * @param query words that a picture's name, descriptions or credit hold, whatever their case and accents
 * @param after the `next` of the page before
 * @throws RelaisError `bad-input` for a cursor that no page gave
 */
export async function listMedia(
  read: Reader,
  { query, limit, after }: { query: string; limit: number; after?: string | undefined }
): Promise<{ total: number; media: Media[]; next: string | null }> {
  if (after !== undefined && !/^\d{1,15}$/.test(after))
    throw new RelaisError('bad-input', { where: 'after', problem: 'not a cursor' })
  const words = fold(query).split(' ').filter(Boolean)
  const found = words.reduce(
    (rows, word) => rows.where(({ fn }) => sql<boolean>`${fn('instr', ['folded', sql.val(word)])} > 0`),
    read.selectFrom('media')
  )
  const rows = await found
    .selectAll()
    .select(uses)
    .$if(after !== undefined, page => page.where('seq', '<', Number(after)))
    .orderBy('seq', 'desc')
    .limit(limit + 1)
    .execute()
  const { total } = await found.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const page = rows.slice(0, limit)
  return { total, media: page.map(toMedia), next: rows.length > limit ? String(page.at(-1)?.seq) : null }
}

export type NewMedia = Pick<
  Insertable<Schema['media']>,
  'hash' | 'name' | 'type' | 'width' | 'height' | 'bytes' | 'frames'
>

/** Adds a picture that nothing is known of yet but the file. */
export async function insertMedia(trx: Writer, media: NewMedia, at: string): Promise<void> {
  const row = { ...media, folded: fold(media.name), created_at: at, updated_at: at }
  await trx.insertInto('media').values(row).execute()
}

/**
 * Writes what is known of a picture over what was known at `rev`, and counts up.
 * @throws RelaisError `stale` if it is at another `rev` by now
 */
export async function updateMedia(trx: Writer, media: Media, at: string): Promise<void> {
  const { hash, rev, name, alt, credit, licence, expires, consent } = media
  const known: Updateable<Schema['media']> = { alt_fr: alt.fr, alt_en: alt.en, credit, licence, expires, consent }
  const folded = fold([name, alt.fr, alt.en, credit].join(' '))
  const { numUpdatedRows } = await trx
    .updateTable('media')
    .set({ ...known, folded, updated_at: at, rev: rev + 1 })
    .where('hash', '=', hash)
    .where('rev', '=', rev)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new RelaisError('stale', { id: hash })
}

export async function deleteMedia(trx: Writer, hash: string): Promise<void> {
  await trx.deleteFrom('media').where('hash', '=', hash).execute()
}

/** In how many releases as they are now, and in how many texts as they were submitted, a picture is. */
export async function countUses(read: Reader, hash: string): Promise<{ releases: number; revisions: number }> {
  const count = async (table: 'media_use' | 'media_evidence'): Promise<number> =>
    (
      await read
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('hash', '=', hash)
        .executeTakeFirstOrThrow()
    ).count
  return { releases: await count('media_use'), revisions: await count('media_evidence') }
}

/** Which of these are in the library, or in a text. */
export async function wantedMedia(read: Reader, hashes: readonly string[]): Promise<Set<string>> {
  const tables = ['media', 'media_use', 'media_evidence'] as const
  const found = await Promise.all(
    tables.map(table =>
      read
        .selectFrom(table)
        .select('hash')
        .where('hash', 'in', [...hashes])
        .execute()
    )
  )
  return new Set(found.flat().map(({ hash }) => hash))
}

/** Every picture that a text has or had: of one release, or of all. */
export async function listUsedMedia(read: Reader, releaseId?: string): Promise<string[]> {
  const used = read
    .selectFrom('media_use')
    .select('hash')
    .$if(releaseId !== undefined, query => query.where('release_id', '=', releaseId as string))
  const submitted = read
    .selectFrom('media_evidence')
    .select('hash')
    .$if(releaseId !== undefined, query =>
      query.where(
        'revision_id',
        'in',
        read
          .selectFrom('revision')
          .select('id')
          .where('release_id', '=', releaseId as string)
      )
    )
  const rows = await used.union(submitted).orderBy('hash').execute()
  return rows.map(({ hash }) => hash)
}
