import { copyFileSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { cache, findProgram, hashOf, modules, root, systemPath, textOf } from './paths.mjs'
import { placeWhole } from './place.mjs'
import { capture } from './processes.mjs'
import { Stop, step } from './progress.mjs'

const header = join(root, 'scripts', 'node-api-9.hpp')
const source = join(modules, 'better-sqlite3')
const product = 'better_sqlite3.node'

/** The folder of the addon built for the fallback Electron; it exists only when the build is complete. */
export function addonFolder() {
  const recipe = hashOf(textOf(join(source, 'package.json')), textOf(header))
  return join(cache, `better-sqlite3-napi9-${recipe}`)
}

/**
 * Compiles better-sqlite3 for the fallback Electron, unless the cache has it.
 * @returns {Promise<string>} the path of the addon, for RELAIS_SQLITE_BINDING
 */
export async function ensureAddon() {
  const folder = await placeWhole(addonFolder(), folder =>
    step('Compiling better-sqlite3 for this Electron (one to two minutes)', () => compile(folder))
  )
  return join(folder, product)
}

/** Works in a copy: the package itself keeps the binaries it came with. @param {string} folder */
async function compile(folder) {
  const copies = join(folder, 'node_modules')
  mkdirSync(copies)
  for (const name of ['better-sqlite3', 'node-addon-api']) {
    cpSync(join(modules, name), join(copies, name), { recursive: true })
  }
  // node-gyp's make files split on blanks, which the path of a checkout may have and the cache's rarely does.
  copyFileSync(header, join(folder, 'node-api-9.hpp'))
  const flags = `-UNAPI_VERSION -DNAPI_VERSION=9 -include ${join(folder, 'node-api-9.hpp')}`
  const node = findProgram('node') ?? process.execPath
  const headers = resolve(dirname(node), '..')
  const own = existsSync(join(headers, 'include', 'node', 'node_api.h')) ? [`--nodedir=${headers}`] : []
  const copy = join(copies, 'better-sqlite3')
  await capture(node, [nodeGyp(), 'rebuild', '--release', '--force_build=1', ...own], {
    cwd: copy,
    env: { ...process.env, PATH: systemPath(), CXXFLAGS: flags }
  })
  renameSync(join(copy, 'build', 'Release', product), join(folder, product))
  rmSync(copies, { recursive: true })
}

/** @returns {string} the node-gyp that npm brings along; Debian's own npm has it next door */
function nodeGyp() {
  const npm = findProgram('npm')
  if (!npm) throw new Stop('npm is not on the PATH.')
  try {
    return createRequire(npm).resolve('node-gyp/bin/node-gyp.js')
  } catch {
    return resolve(dirname(npm), '..', '..', 'node-gyp', 'bin', 'node-gyp.js')
  }
}
