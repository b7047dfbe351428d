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
