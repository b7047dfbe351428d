import type { Dirent } from 'node:fs'
import { mkdir, open, readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { RelaisError } from '../../../domain/errors.ts'

/** A file that no row knows may belong to another copy of the workspace: a backup that is put back, say. */
const orphanTime = 30 * 86_400_000
const hashName = /^[0-9a-f]{64}$/

/** The folder of a workspace's pictures, beside its file. */
export const mediaFolder = (workspace: string): string => `${workspace}.media`

/** Where a picture lies: under its hash, whatever it was called where it came from. */
export const mediaFile = (workspace: string, hash: string): string =>
  join(mediaFolder(workspace), hash.slice(0, 2), hash)

/** SHA-256, hexadecimal, worked out beside the thread that answers calls. */
export const hashOf = async (bytes: Uint8Array): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)).toString('hex')

/** @throws RelaisError `media-lost` if the file is missing, or is not the one that its name says */
export async function readMedia(workspace: string, hash: string): Promise<Uint8Array> {
  const bytes = await readFile(mediaFile(workspace, hash)).catch((cause: unknown) => {
    throw new RelaisError('media-lost', {}, { cause })
  })
  if ((await hashOf(bytes)) !== hash) throw new RelaisError('media-lost')
  return bytes
}

/**
 * Keeps a picture's bytes; what is there already, and whole, is left as it is. Once this is done they survive a power cut.
 * @throws RelaisError `file-unwritable`
 */
export async function keepMedia(workspace: string, hash: string, bytes: Uint8Array): Promise<void> {
  const file = mediaFile(workspace, hash)
  try {
    const there = await readMedia(workspace, hash).catch(() => null)
    // An orphan that is wanted again must not be swept while its row is being written.
    if (there) return await utimes(file, new Date(), new Date())
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await writeFileAtomic(file, Buffer.from(bytes), { mode: 0o600 })
    for (const folder of [dirname(file), mediaFolder(workspace), dirname(workspace)]) await settle(folder)
  } catch (cause) {
    throw new RelaisError(
      'file-unwritable',
      { path: file, problem: (cause as NodeJS.ErrnoException).code ?? '' },
      { cause }
    )
  }
}

/** A new name is only as lasting as the folder that it stands in. Windows has no way to ask, and does so by itself. */
async function settle(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

export const dropMedia = (workspace: string, hash: string): Promise<void> =>
  rm(mediaFile(workspace, hash), { force: true })

/**
 * Takes away what was left when Relais was stopped between writing a file and its row, once it is old.
 * @param wanted of some hashes, those that rows know of
 */
export async function sweepMedia(
  workspace: string,
  wanted: (hashes: string[]) => Promise<ReadonlySet<string>>
): Promise<void> {
  for (const folder of await entries(mediaFolder(workspace))) {
    if (!folder.isDirectory() || !/^[0-9a-f]{2}$/.test(folder.name)) continue
    const inside = join(mediaFolder(workspace), folder.name)
    const names = (await entries(inside)).filter(entry => entry.isFile()).map(({ name }) => name)
    const known = await wanted(names.filter(name => hashName.test(name)))
    for (const name of names.filter(each => !known.has(each))) {
      const { mtimeMs } = await stat(join(inside, name))
      if (Date.now() - mtimeMs > orphanTime) await rm(join(inside, name), { force: true })
    }
  }
}

const entries = (folder: string): Promise<Dirent[]> => readdir(folder, { withFileTypes: true }).catch(() => [])
