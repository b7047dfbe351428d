import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
export const modules = join(root, 'node_modules')
/** Node 24 from the `node` devDependency: the Node that runs the CLI, the tests and the tools. */
export const node24 = join(modules, 'node', 'bin', 'node')

/** What is large or slow to make and does not belong to one checkout. */
export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'relais')

/** @param {string} path @returns {string} the file's text, or '' where there is none */
export function textOf(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** Writes a small file in one step, so that a reader never sees half of it. @param {string} path @param {string} text */
export function writeWhole(path, text) {
  mkdirSync(dirname(path), { recursive: true })
  const temporary = `${path}.${process.pid}`
  writeFileSync(temporary, text)
  renameSync(temporary, path)
}

/** @param {...(string | Buffer)} parts @returns {string} a short SHA-256 over the parts, telling their borders apart */
export function hashOf(...parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}:`).update(part)
  return hash.digest('hex').slice(0, 16)
}

/**
 * The PATH without this project's node_modules. Under `npm run`, `node` would otherwise be the one that `npm ci` is
 * about to delete, and whose headers are nowhere on the machine.
 */
export function systemPath() {
  /** @param {string} entry */
  const inside = entry => resolve(entry).startsWith(modules + sep)
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(entry => entry && !inside(entry))
    .join(delimiter)
}

/** @param {string} program @returns {string | undefined} the real path of a program installed on the machine */
export function findProgram(program) {
  for (const folder of systemPath().split(delimiter)) {
    const path = join(folder, program)
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) return realpathSync(path)
  }
  return undefined
}
