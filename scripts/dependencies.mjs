import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { exclusively } from './lock.mjs'
import { hashOf, modules, node24, root, systemPath, textOf, writeWhole } from './paths.mjs'
import { capture } from './processes.mjs'
import { step, Stop } from './progress.mjs'

// Inside node_modules on purpose: whatever empties that folder takes the stamp with it.
const stamp = join(modules, '.relais-installed')

/**
 * Installs the packages that package-lock.json names, unless they are there.
 * @throws {Stop} when npm cannot
 */
export async function ensureDependencies() {
  const lockfile = textOf(join(root, 'package-lock.json'))
  const wanted = hashOf(process.platform, process.arch, lockfile, declaredIn(textOf(join(root, 'package.json'))))
  if (textOf(stamp) === wanted) return
  await exclusively(`dependencies-${hashOf(root)}`, async () => {
    if (textOf(stamp) === wanted) return
    if (!matches(lockfile)) await step('Installing dependencies', install)
    if (!existsSync(node24)) {
      throw new Stop(
        "The package `node` is incomplete: npm's settings seem to forbid install scripts (ignore-scripts)."
      )
    }
    writeWhole(stamp, wanted)
  })
}

/** @param {string} manifest @returns {string} the part of package.json that decides what is installed */
function declaredIn(manifest) {
  const { dependencies, devDependencies, optionalDependencies, overrides } = JSON.parse(manifest)
  return JSON.stringify([dependencies, devDependencies, optionalDependencies, overrides])
}

/**
 * Compares with the list that npm leaves in node_modules after a complete installation, so that a developer's own
 * `npm install` is not done over. Packages for other platforms are optional, and not on that list.
 * @param {string} lockfile
 */
function matches(lockfile) {
  const present = packagesIn(textOf(join(modules, '.package-lock.json')))
  const wanted = Object.entries(packagesIn(lockfile)).filter(([path]) => path !== '')
  return (
    existsSync(node24) &&
    wanted.every(([path, { version, integrity, optional }]) => {
      const found = present[path]
      return found ? found.version === version && found.integrity === integrity : optional
    })
  )
}

/**
 * @param {string} lockfile
 * @returns {Record<string, { version: string, integrity?: string, optional?: boolean }>}
 */
function packagesIn(lockfile) {
  return lockfile ? JSON.parse(lockfile).packages : {}
}

/**
 * Only `node` needs its install script, which fetches the binary. npm 10 would besides compile better-sqlite3, whose
 * binaries are in the package, and so ask for a compiler.
 */
async function install() {
  const options = { env: { ...process.env, PATH: systemPath() } }
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  await capture('npm', ['ci', '--include=dev', '--ignore-scripts', ...quiet], options)
  await capture('npm', ['rebuild', 'node', '--ignore-scripts=false', ...quiet], options)
}
