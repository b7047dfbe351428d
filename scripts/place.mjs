import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { exclusively } from './lock.mjs'

/**
 * Makes a folder once: it is built under another name and renamed when complete, so an interrupted build is never
 * taken for the real thing, and what it left is cleared by the next one.
 * @param {string} folder @param {(temporary: string) => Promise<void>} build fills the temporary folder
 * @returns {Promise<string>} the folder
 */
export async function placeWhole(folder, build) {
  if (exists(folder)) return folder
  const [parent, name] = [dirname(folder), basename(folder)]
  return exclusively(name, async () => {
    if (exists(folder)) return folder
    const clear = () => {
      for (const left of readdirSync(parent)) {
        if (!left.startsWith(`${name}.part`)) continue
        try {
          rmSync(join(parent, left), { recursive: true, force: true })
        } catch {
          // What a killed command had started still writes there; the next build clears it.
        }
      }
    }
    clear()
    const temporary = `${folder}.part-${Date.now()}`
    mkdirSync(temporary)
    try {
      await build(temporary)
      renameSync(temporary, folder)
    } finally {
      clear()
    }
    return folder
  })
}

/** @param {string} folder */
const exists = folder => Boolean(statSync(folder, { throwIfNoEntry: false }))
