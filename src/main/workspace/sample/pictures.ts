import type { Context } from '../context.ts'
import type { Person } from '../../../domain/people/roles.ts'
import type { Media } from '../../../preload/contract/share.ts'
import { addMedia, describeMedia } from '../share/media.service.ts'
import { readSamplePictures } from './content.ts'

const day = 86_400_000

/** Puts the sample's pictures into the library, with what is known of each; answers with them by their keys. */
export async function addSamplePictures(context: Context, by: Person, now: number): Promise<Map<string, Media>> {
  const pictures = new Map<string, Media>()
  for (const { file, bytes, expiresInDays, ...known } of readSamplePictures()) {
    const { added } = await addMedia(context, by, [{ path: file, name: file, read: async () => bytes }])
    const [media] = added
    if (!media) throw new Error(`the sample’s picture ${file} cannot be added`)
    const expires = expiresInDays === undefined ? null : new Date(now + expiresInDays * day).toISOString().slice(0, 10)
    const { hash, rev } = media
    pictures.set(keyOf(file), await describeMedia(context, { hash, rev, change: { ...known, expires } }))
  }
  return pictures
}

const keyOf = (file: string): string => file.replace(/\.\w+$/, '')
