import { lstat } from 'node:fs/promises'
import { RelaisError } from '../../../domain/errors.ts'
import { shownName } from '../../../domain/share/picture-name.ts'
import type { MediaAdded } from '../../../preload/contract/share.ts'
import { filesAt, type ImportFile } from '../releases/import/files.ts'

const sizeLimit = 50_000_000
const pictureNames = /\.(?:jpe?g|jpe|jfif|png|webp|gif)$/i

/** A file that may become a picture of the library. */
export interface MediaSource {
  /** How the result names it: as the person did. */
  path: string
  /** What its own name says; never used as a path. */
  name: string
  /** @throws RelaisError `file-too-large`, and what stands in the way of reading it */
  read(): Promise<Uint8Array>
}

/** Files that a page picked, or that were dropped or pasted there: it gives bytes and never a path. */
export const pickedMedia = (files: readonly { name: string; bytes: Uint8Array }[]): MediaSource[] =>
  files.map(({ name, bytes }) => ({
    path: shownName(name),
    name,
    async read() {
      if (bytes.length > sizeLimit) throw tooLarge(shownName(name))
      return bytes
    }
  }))

/**
 * Files at the paths that a person named; a folder gives the pictures in it, at any depth. Links and devices are refused and
 * never followed: what is kept is to be what was pointed at.
 */
export async function mediaAt(
  paths: readonly string[]
): Promise<{ sources: MediaSource[]; failed: MediaAdded['failed'] }> {
  const links: MediaAdded['failed'] = []
  const named: string[] = []
  for (const path of paths) {
    const link = (await lstat(path).catch(() => null))?.isSymbolicLink()
    if (link) links.push({ path, code: 'file-link', params: { path } })
    else named.push(path)
  }
  const { files, failed } = await filesAt(named, pictureNames)
  const sources = files.map(file => ({ path: file.path, name: file.path, read: () => readWhole(file) }))
  return { sources, failed: [...links, ...failed] }
}

async function readWhole(file: ImportFile): Promise<Uint8Array> {
  if (file.size > sizeLimit) throw tooLarge(file.path)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of file.chunks()) {
    size += part.length
    // It may have grown since it was looked at.
    if (size > sizeLimit) throw tooLarge(file.path)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

const tooLarge = (path: string): RelaisError =>
  new RelaisError('file-too-large', { path, limit: sizeLimit / 1_000_000 })
