import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findProgram, textOf } from './paths.mjs'
import { capture } from './processes.mjs'
import { step, Stop } from './progress.mjs'

/** Debian's names; from Debian 13 and Ubuntu 24.04 on, some end in `t64`. */
const packages = {
  libraries: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'],
  display: ['xvfb'],
  fonts: ['fonts-liberation'],
  compiler: ['g++', 'make', 'python3']
}

/**
 * Makes sure that what Electron needs of the machine is there: installs it on Debian when run as root, else says what
 * to type.
 * @param {{ executable: string, display: boolean, compiler: boolean }} needs Electron's own path; whether a virtual
 *   display is needed, and a compiler
 * @throws {Stop} when something is missing that only the user can install
 */
export async function ensureSystem(needs) {
  if (process.platform !== 'linux') return
  const missing = await findMissing(needs)
  if (missing.length > 0) {
    await install(missing.flatMap(kind => packages[kind]))
    const left = await findMissing(needs)
    if (left.length > 0) throw new Stop(`Still missing after the installation: ${left.join(', ')}.`)
  }
  checkSandbox(needs.executable)
}

/**
 * @param {{ executable: string, display: boolean, compiler: boolean }} needs
 * @returns {Promise<(keyof typeof packages)[]>}
 */
async function findMissing({ executable, display, compiler }) {
  /** @type {(keyof typeof packages)[]} */
  const missing = []
  if ((await capture('ldd', [executable])).includes('not found')) missing.push('libraries')
  if (display && !findProgram('Xvfb')) missing.push('display')
  if (!hasFonts()) missing.push('fonts')
  if (compiler && !['g++', 'make', 'python3'].every(findProgram)) missing.push('compiler')
  return missing
}

function hasFonts() {
  const folders = ['/usr/share/fonts/truetype', '/usr/share/fonts', '/usr/local/share/fonts']
  return folders.some(folder => statSync(folder, { throwIfNoEntry: false }) && readdirSync(folder).length > 0)
}

/**
 * Installs Debian packages when run as root.
 * @param {string[]} names Debian's older ones
 * @throws {Stop} with what to type, when not
 */
export async function install(names) {
  if (!findProgram('apt-get')) {
    throw new Stop(`System packages are missing. Install what your system calls: ${names.join(', ')}.`)
  }
  if (process.getuid?.() !== 0) {
    const list = (await Promise.all(names.map(nameHere))).join(' ')
    throw new Stop(
      `System packages are missing. Install them with:\n\n  sudo sh -c 'apt-get update && apt-get install ${list}'\n`
    )
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await step(`Installing system packages (${names.join(', ')})`, async () => {
    await capture('apt-get', ['update'], { env })
    const list = await Promise.all(names.map(nameHere))
    await capture('apt-get', ['install', '--yes', '--no-install-recommends', ...list], { env })
  })
}

/** @param {string} name @returns {Promise<string>} the name that this release of Debian or Ubuntu has for it */
async function nameHere(name) {
  const policy = await capture('apt-cache', ['policy', `${name}t64`])
  return /Candidate: \d/.test(policy) ? `${name}t64` : name
}

/**
 * Without user namespaces an ordinary user's Electron needs its helper to belong to root, and dies without a word
 * about how; Ubuntu 24.04 is such a system.
 * @param {string} executable
 */
function checkSandbox(executable) {
  const refused =
    textOf('/proc/sys/kernel/apparmor_restrict_unprivileged_userns').trim() === '1' ||
    textOf('/proc/sys/kernel/unprivileged_userns_clone').trim() === '0' ||
    textOf('/proc/sys/user/max_user_namespaces').trim() === '0'
  if (!refused || process.getuid?.() === 0) return
  const helper = join(dirname(executable), 'chrome-sandbox')
  const { uid, mode } = statSync(helper)
  if (uid === 0 && mode & 0o4000) return
  throw new Stop(
    `This system lets Electron's sandbox work only when its helper belongs to root. Allow it with:\n\n` +
      `  sudo sh -c 'chown root:root "${helper}" && chmod 4755 "${helper}"'\n`
  )
}
