import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { cache, hashOf, root, systemPath, textOf } from './paths.mjs'
import { placeWhole } from './place.mjs'
import { capture } from './processes.mjs'
import { step } from './progress.mjs'

const source = join(root, 'tests', 'servers', 'bluesky')
const manifests = ['package.json', 'package-lock.json']

/** The folder with the packages of the Bluesky server for tests; it exists only when they are all there. */
export function blueskyFolder() {
  return join(cache, `bluesky-${hashOf(...manifests.map(name => textOf(join(source, name))))}`)
}

/** Installs the Bluesky server for tests, unless the cache has it. */
export async function ensureBluesky() {
  await placeWhole(blueskyFolder(), folder =>
    step('Installing a Bluesky server for the tests (about half a minute)', () => install(folder))
  )
}

/** No package of it needs its install script: better-sqlite3 carries its binaries. @param {string} folder */
async function install(folder) {
  for (const name of manifests) copyFileSync(join(source, name), join(folder, name))
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  const env = { ...process.env, PATH: systemPath() }
  await capture('npm', ['ci', '--ignore-scripts', '--omit=dev', ...quiet], { cwd: folder, env })
}
