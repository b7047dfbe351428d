import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cache, findProgram, hashOf, textOf } from './paths.mjs'
import { placeWhole } from './place.mjs'
import { capture } from './processes.mjs'
import { step, Stop } from './progress.mjs'
import { install } from './system.mjs'

/** The bare programs: Debian's `wordpress` and `mariadb-server` would start a web server and a database on the machine. */
const programs = ['mariadb-server-core', 'php-cli', 'php-mysql', 'php-gd']
const unpacked = ['wordpress', 'php-getid3']

/**
 * Makes sure of a WordPress and what runs it, for tests, which find it in RELAIS_WORDPRESS.
 * @throws {Stop} when only the user can install it, or this is no Debian
 */
export async function ensureWordpress() {
  if (process.platform !== 'linux' || !findProgram('apt-get') || !findProgram('dpkg-deb')) {
    throw new Stop('The tests with WordPress need Debian or a system like it.')
  }
  if (!(await hasPrograms())) await install(programs)
  const folder = join(cache, `wordpress-${hashOf(textOf('/etc/os-release'))}`)
  process.env.RELAIS_WORDPRESS = await placeWhole(folder, folder =>
    step('Downloading WordPress (8 MB)', () => download(folder))
  )
}

async function hasPrograms() {
  // The database's folder is on no ordinary user's PATH.
  if (!existsSync('/usr/sbin/mariadbd') || !findProgram('php')) return false
  const extensions = (await capture('php', ['-m'])).split('\n')
  return extensions.includes('mysqli') && extensions.includes('gd')
}

/** Unpacks the packages without installing them, which any user may. @param {string} folder */
async function download(folder) {
  if (process.getuid?.() === 0) await capture('apt-get', ['update'])
  await capture('apt-get', ['download', ...unpacked], { cwd: folder })
  for (const name of readdirSync(folder)) await capture('dpkg-deb', ['-x', name, '.'], { cwd: folder })
  for (const name of ['wordpress', 'php']) renameSync(join(folder, 'usr', 'share', name), join(folder, name))
  for (const name of readdirSync(folder)) {
    if (name !== 'wordpress' && name !== 'php') rmSync(join(folder, name), { recursive: true })
  }
}
