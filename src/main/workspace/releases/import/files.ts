import { constants, type Stats } from 'node:fs'
import { lstat, open, readdir, realpath, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { RelaisError, toErrorShape } from '../../../../domain/errors.ts'
import { cleanLine } from '../../../../domain/releases/clean.ts'
import type { ImportFailure } from '../../../../preload/contract/releases.ts'

/** A file to import, wherever its bytes are. */
export interface ImportFile {
  /** How the result names it: as the person did. */
  path: string
  /** How the release remembers it: without the folders above what was picked, which are nobody else's business. */
  origin: string
  size: number
  chunks(): AsyncIterable<Uint8Array>
}

export interface Gathered {
  files: ImportFile[]
  failed: ImportFailure[]
}

/** Files that a page picked: it gives bytes and never a path. */
export function pickedFiles(files: readonly { name: string; bytes: Uint8Array }[]): Gathered {
  const picked = files.map(({ name, bytes }) => ({
    path: cleanLine(name),
    origin: cleanLine(name),
    size: bytes.length,
    chunks: () => once(bytes)
  }))
  return { files: picked, failed: [] }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/**
 * Files at the paths that a person named. A folder gives the documents in it, at any depth, in the order of their names;
 * what Relais does not read there is passed over, as are hidden files. Links in it and devices are refused and never followed.
 * @param wanted the names of what is taken from a folder
 */
export async function filesAt(paths: readonly string[], wanted = readable): Promise<Gathered> {
  const gathered: Gathered = { files: [], failed: [] }
  for (const path of paths) await gather(gathered, wanted, path, basename(path), true)
  return gathered
}

async function gather(gathered: Gathered, wanted: RegExp, path: string, origin: string, named: boolean): Promise<void> {
  try {
    // What a person names may be a link; what a folder brings along may not.
    const found = named ? await stat(path) : await lstat(path)
    if (found.isDirectory()) {
      const names = (await readdir(path)).filter(name => !name.startsWith('.')).sort()
      for (const name of names) await gather(gathered, wanted, join(path, name), `${origin}/${name}`, false)
    } else if (!found.isFile()) {
      throw new RelaisError('file-link', { path })
    } else if (named || wanted.test(path)) {
      const real = named ? await realpath(path) : path
      gathered.files.push({ path, origin: cleanLine(origin), size: found.size, chunks: () => readChunks(real, found) })
    }
  } catch (cause) {
    gathered.failed.push({ path, ...toErrorShape(asUnreadable(cause, path)) })
  }
}

/** The names of documents that Relais reads. */
export const readable = /\.(?:md|markdown|html?|docx|jsonl(?:\.gz)?)$/i

async function* readChunks(path: string, expected: Stats): AsyncGenerator<Uint8Array> {
  try {
    // The file may have become a link or a pipe since it was looked at; opening either must neither follow nor wait.
    const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    try {
      const found = await file.stat()
      if (!found.isFile() || found.ino !== expected.ino) throw new RelaisError('file-link', { path })
      yield* file.createReadStream({ autoClose: false })
    } finally {
      await file.close()
    }
  } catch (cause) {
    throw asUnreadable(cause, path)
  }
}

function asUnreadable(cause: unknown, path: string): unknown {
  const { code } = cause as NodeJS.ErrnoException
  if (cause instanceof RelaisError || !code) return cause
  if (code === 'ENOENT') return new RelaisError('file-missing', { path })
  if (code === 'ELOOP') return new RelaisError('file-link', { path })
  return new RelaisError('file-unreadable', { path, problem: code })
}
