import { RelaisError, toErrorShape } from '../../../domain/errors.ts'
import type { Person } from '../../../domain/people/roles.ts'
import { cleanLine } from '../../../domain/releases/clean.ts'
import { claimedType, pictureName } from '../../../domain/share/picture-name.ts'
import { pictureFormats, type PictureType } from '../../../domain/share/picture-type.ts'
import type { Checked } from '../../../preload/contract/index.ts'
import type { Media, MediaAdded } from '../../../preload/contract/share.ts'
import { instantNow, requireRole, type Context } from '../context.ts'
import { audit } from '../database/audit.ts'
import { dropMedia, hashOf, keepMedia } from './media-file.ts'
import type { MediaSource } from './media-source.ts'
import { dropThumbnails } from './media-thumbnail.ts'
import { countUses, deleteMedia, findMedia, insertMedia, knownMedia, updateMedia } from './media.repository.ts'
import { inspectPicture } from './picture.ts'

/** Adds pictures one by one; what is wrong with one is in the result and keeps no other from being added. */
export async function addMedia(
  context: Context,
  by: Person,
  sources: AsyncIterable<MediaSource> | Iterable<MediaSource>
): Promise<MediaAdded> {
  const result: MediaAdded = { added: [], present: [], failed: [] }
  for await (const source of sources) {
    try {
      const { media, isNew } = await addOne(context, by, source)
      result[isNew ? 'added' : 'present'].push(media)
    } catch (cause) {
      result.failed.push({ path: source.path, ...toErrorShape(cause) })
    }
  }
  return result
}

/** The file comes before its row: when Relais is stopped in between, there is a file too many and never one too few. */
async function addOne(context: Context, by: Person, source: MediaSource): Promise<{ media: Media; isNew: boolean }> {
  const bytes = await source.read()
  const { path, name } = source
  const picture = await inspectedPicture(path, name, bytes)
  const hash = await hashOf(bytes)
  await keepMedia(context.sqlite.name, hash, bytes)
  const at = instantNow(context)
  return context.write(async (trx, note) => {
    const known = await knownMedia(trx, hash)
    if (known) return { media: known, isNew: false }
    const row = { hash, name: pictureName(name, picture.type), bytes: bytes.length, ...picture }
    await insertMedia(trx, row, at)
    const detail = { name: row.name, type: row.type, bytes: row.bytes }
    await audit(trx, { at, person: by.id, verb: 'media.add', subject: hash, detail })
    note({ topic: 'share', ids: [hash] })
    return { media: await findMedia(trx, hash), isNew: true }
  })
}

interface Measured {
  type: PictureType
  width: number
  height: number
  frames: number
}

/** @throws RelaisError `media-type`, `media-name`, `media-too-many-pixels`, `media-unreadable` */
async function inspectedPicture(path: string, name: string, bytes: Uint8Array): Promise<Measured> {
  const found = await inspectPicture(bytes)
  if (found.is === 'other') throw new RelaisError('media-type', { path, kind: found.kind })
  if (found.is === 'broken') throw new RelaisError('media-unreadable', { path })
  if (found.is === 'huge')
    throw new RelaisError('media-too-many-pixels', { path, megapixels: found.megapixels, limit: found.limit })
  const claimed = claimedType(name)
  if (claimed !== null && claimed !== found.type)
    throw new RelaisError('media-name', { path, format: pictureFormats[found.type] })
  const { type, width, height, frames } = found
  return { type, width, height, frames }
}

/**
 * Changes what is known of a picture. Texts that use it keep what they froze; of the two, the stricter counts.
 * @throws RelaisError `locked`, `not-allowed`, `media-missing`, `stale`, `bad-input` for a day that there is not
 */
export async function describeMedia(
  context: Context,
  { hash, rev, change }: Checked<'media.describe'>
): Promise<Media> {
  const by = requireRole(context.session, 'officer', 'administrator')
  const at = instantNow(context)
  return context.write(async (trx, note) => {
    const before = await findMedia(trx, hash)
    const after = { ...before, ...cleaned(change) }
    const changes = changesBetween(before, after)
    // Also when `rev` is old: a change whose answer was lost may safely be sent again.
    if (Object.keys(changes).length === 0) return before
    await updateMedia(trx, { ...after, rev }, at)
    await audit(trx, { at, person: by.id, verb: 'media.describe', subject: hash, detail: changes })
    note({ topic: 'share', ids: [hash] })
    return findMedia(trx, hash)
  })
}

type Known = Pick<Media, 'alt' | 'credit' | 'licence' | 'expires' | 'consent'>

function cleaned({ alt, credit, licence, expires, consent }: Checked<'media.describe'>['change']): Partial<Known> {
  const line = (text: string): string => cleanLine(text).trim()
  if (expires && new Date(`${expires}T00:00Z`).toISOString().slice(0, 10) !== expires)
    throw new RelaisError('bad-input', { where: 'change.expires', problem: 'no such day' })
  return {
    ...(alt && { alt: { fr: line(alt.fr), en: line(alt.en) } }),
    ...(credit !== undefined && { credit: line(credit) }),
    ...(licence !== undefined && { licence: line(licence) }),
    ...(expires !== undefined && { expires }),
    ...(consent && { consent })
  }
}

/** Rights are looked up years later, so the journal holds what was known before and after. */
function changesBetween(before: Known, after: Known): Record<string, unknown> {
  const names = ['alt', 'credit', 'licence', 'expires', 'consent'] as const
  const changed = names.filter(name => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  return Object.fromEntries(changed.map(name => [name, { from: before[name], to: after[name] }]))
}

/**
 * Takes a picture out of the library, and its bytes with it. What a submitted text shows is evidence, and stays.
 * @throws RelaisError `locked`, `not-allowed`, `media-missing`, `media-in-use`
 */
export async function removeMedia(context: Context, hash: string): Promise<void> {
  const by = requireRole(context.session, 'officer', 'administrator')
  const at = instantNow(context)
  await context.write(async (trx, note) => {
    const { name } = await findMedia(trx, hash)
    const { releases, revisions } = await countUses(trx, hash)
    if (releases + revisions > 0) throw new RelaisError('media-in-use', { name, releases, revisions })
    await deleteMedia(trx, hash)
    await audit(trx, { at, person: by.id, verb: 'media.remove', subject: hash, detail: { name } })
    note({ topic: 'share', ids: [hash] })
  })
  await dropThumbnails(context.sqlite.name, hash)
  await dropMedia(context.sqlite.name, hash)
}
