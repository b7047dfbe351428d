import { readFileSync, writeFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { RelaisError } from '../domain/errors.ts'

/** The bytes of a file that was named on the command line; `-` is standard input. @throws RelaisError `file-missing`, `file-unreadable` */
export function readGiven(path: string): Buffer {
  try {
    return readFileSync(path === '-' ? 0 : path)
  } catch (thrown) {
    const { code = '' } = thrown as NodeJS.ErrnoException
    throw code === 'ENOENT'
      ? new RelaisError('file-missing', { path })
      : new RelaisError('file-unreadable', { path, problem: code }, { cause: thrown })
  }
}

/** The same, in the shape in which the engine takes files. */
export const pickedFile = (path: string): { name: string; bytes: Uint8Array<ArrayBuffer> } => ({
  name: basename(path),
  bytes: new Uint8Array(readGiven(path))
})

export const unwritable = (path: string, cause: unknown): RelaisError =>
  new RelaisError('file-unwritable', { path, problem: (cause as NodeJS.ErrnoException).code ?? '' }, { cause })

/** Writes a file that was asked for; answers with its full path. @throws RelaisError `file-unwritable` */
export function writeAsked(path: string, content: string): string {
  const file = resolve(path)
  try {
    writeFileSync(file, content)
    return file
  } catch (cause) {
    throw unwritable(path, cause)
  }
}
