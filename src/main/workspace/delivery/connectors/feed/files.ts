import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SendResult } from '../connector.ts'
import { partly } from '../partly.ts'

/**
 * Puts files into a folder so that whoever fetches one gets the old or the new, never a part, also after a power cut: each is
 * written beside its place, flushed, and renamed; then the folder is flushed. Temporary names are fixed, so that what a kill
 * leaves behind is overwritten by the next try.
 * @param placed called with each file's name once it is in place
 * @throws as `node:fs` does; files before the one that failed are in place
 */
export function writeAtomically(
  folder: string,
  files: readonly { name: string; text: string | Uint8Array }[],
  placed: (name: string) => void = () => {}
): void {
  for (const { name, text } of files) {
    const temporary = join(folder, `.${name}.part`)
    try {
      flush(temporary, 'w', text)
      renameSync(temporary, join(folder, name))
      placed(name)
    } catch (error) {
      rmSync(temporary, { force: true })
      throw error
    }
  }
  // Windows knows no flushing of folders.
  if (process.platform !== 'win32') flush(folder, 'r')
}

/** What a write that was stopped means for a send. @param begun whether a file was in place by then */
export function notWritable(error: unknown, begun: boolean): SendResult {
  const received = { failure: (error as NodeJS.ErrnoException).code ?? 'unknown' }
  const stopped: SendResult = { outcome: 'failed', reason: 'not-writable', retryAfter: null, received }
  return begun ? partly(stopped) : stopped
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
