import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { mediaFolder, readMedia } from './media-file.ts'
import { thumbnailOf } from './picture.ts'

/** A few widths only: a page that asks for every one there is fills no disk. */
const widths = [160, 320, 640, 1_280, 2_400]

const folderOf = (workspace: string): string => join(mediaFolder(workspace), 'thumbnails')

/**
 * A picture for showing, at least as wide as asked unless it is smaller itself. What was made once is kept beside the
 * pictures, where it may be deleted at any time; nothing of it is ever sent.
 * @throws RelaisError `media-lost`, `media-damaged`
 */
export async function thumbnailFor(workspace: string, hash: string, width: number): Promise<Uint8Array> {
  const size = widths.find(each => each >= width) ?? width
  const file = join(folderOf(workspace), `${hash}-${size}.webp`)
  const there = await readFile(file).catch(() => null)
  if (there) return new Uint8Array(there)
  const made = await thumbnailOf(await readMedia(workspace, hash), size)
  // A disk that is full or read-only keeps nobody from seeing a picture.
  await mkdir(folderOf(workspace), { recursive: true, mode: 0o700 })
    .then(() => writeFileAtomic(file, Buffer.from(made), { mode: 0o600 }))
    .catch(() => undefined)
  return made
}

export async function dropThumbnails(workspace: string, hash: string): Promise<void> {
  const names = await readdir(folderOf(workspace)).catch(() => [])
  for (const name of names.filter(each => each.startsWith(hash)))
    await rm(join(folderOf(workspace), name), { force: true })
}
