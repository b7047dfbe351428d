import { readdirSync } from 'node:fs'
import type { Publication } from '../../live.ts'
import type { ParcelMedia } from '../connector.ts'
import type { FeedFile } from './upload.ts'

/** What tools show beside a text: sharp on a wide card, and quickly fetched. */
const room = { width: 1_200, height: 1_200, bytes: 500_000, types: ['image/jpeg'] }

/** The name of a picture's file in a feed's folder: the same for the same picture, whoever uses it. */
export const pictureName = (hash: string): string => `${hash.slice(0, 32)}.jpg`

/** A release's first picture, as feeds carry one. */
export async function pictureFiles(media: readonly ParcelMedia[]): Promise<FeedFile[]> {
  const [first] = media
  return first ? [{ name: pictureName(first.hash), text: (await first.fit(room)).bytes }] : []
}

/** Pictures in a feed's folder that nothing live shows any more: they go with the release that they came with. */
export function strayPictures(folder: string, live: readonly Pick<Publication, 'content'>[]): string[] {
  const shown = new Set(
    live.flatMap(({ content }) => (content.kit?.media ?? []).slice(0, 1).map(({ hash }) => pictureName(hash)))
  )
  return listed(folder).filter(name => /^[0-9a-f]{32}\.jpg$/.test(name) && !shown.has(name))
}

/** A folder that cannot be read is told of when it is written to. */
function listed(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
