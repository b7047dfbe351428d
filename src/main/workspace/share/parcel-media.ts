import type { MediaUse } from '../../../domain/share/kit.ts'
import type { ParcelMedia, Picture } from '../delivery/connectors/connector.ts'
import { readMedia } from './media-file.ts'
import { fitPicture } from './picture.ts'

/** As much of what was made to fit is remembered: one release goes to many destinations in a few minutes. */
const remembered = 32_000_000
const made = new Map<string, Picture>()

/**
 * A picture of a release as connectors take it. It is made anew from the bytes that were signed whenever the engine does not
 * remember it: what lies on a disk beside them could be another picture by now.
 */
export const parcelMedia = (workspace: string, use: MediaUse): ParcelMedia => ({
  ...use,
  async fit({ width, height, bytes, types }) {
    const key = JSON.stringify([use.hash, width, height, bytes, types])
    const picture =
      made.get(key) ??
      (await fitPicture(await readMedia(workspace, use.hash), { width, height, bytes, ...(types && { types }) }))
    remember(key, picture)
    return { ...picture }
  }
})

function remember(key: string, picture: Picture): void {
  made.delete(key)
  made.set(key, picture)
  let held = [...made.values()].reduce((sum, { bytes }) => sum + bytes.length, 0)
  for (const [oldest, { bytes }] of made) {
    if (held <= remembered) return
    made.delete(oldest)
    held -= bytes.length
  }
}
