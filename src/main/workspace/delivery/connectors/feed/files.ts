import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Puts files into a folder so that whoever fetches one gets the old or the new, never a part, also after a power cut: each is
 * written beside its place, flushed, and renamed; then the folder is flushed. Temporary names are fixed, so that what a kill
 * leaves behind is overwritten by the next try.
 * @throws as `node:fs` does; files before the one that failed are in place
 */
export function writeAtomically(folder: string, files: readonly { name: string; text: string | Uint8Array }[]): void {
  for (const { name, text } of files) {
    const temporary = join(folder, `.${name}.part`)
    try {
      flush(temporary, 'w', text)
      renameSync(temporary, join(folder, name))
    } catch (error) {
      rmSync(temporary, { force: true })
      throw error
    }
  }
  // Windows knows no flushing of folders.
  if (process.platform !== 'win32') flush(folder, 'r')
}

function flush(path: string, mode: 'r' | 'w', text?: string | Uint8Array): void {
  const handle = openSync(path, mode)
  try {
    if (text !== undefined) writeFileSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
