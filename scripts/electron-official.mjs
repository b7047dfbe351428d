import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { exclusively } from './lock.mjs'
import { cache, hashOf, modules, node24, root, textOf, writeWhole } from './paths.mjs'
import { capture } from './processes.mjs'
import { step, Stop } from './progress.mjs'

const folder = join(modules, 'electron')
const releases = 'https://github.com/electron/electron/releases/download'
const probeMs = 5_000
const retryAfterMs = 24 * 60 * 60 * 1000

/** @returns {string} the version of Electron that package-lock.json installs */
export function pinned() {
  return JSON.parse(textOf(join(folder, 'package.json'))).version
}

/**
 * Downloads the official Electron, unless it is there.
 * @param {boolean} required whether there is no other Electron for this platform
 * @returns {Promise<string | undefined>} its executable; undefined where its download page cannot be reached
 * @throws {Stop} the reason, where it is required
 */
export async function ensureOfficial(required) {
  return installed() ?? exclusively(`official-${hashOf(root)}`, async () => installed() ?? download(required))
}

/** Electron's installer writes path.txt last. */
function installed() {
  const path = textOf(join(folder, 'path.txt'))
  const complete = path && textOf(join(folder, 'dist', 'version')).replace(/^v/, '') === pinned()
  return complete && existsSync(join(folder, 'dist', path)) ? join(folder, 'dist', path) : undefined
}

/** @param {boolean} required */
async function download(required) {
  const { ELECTRON_MIRROR = '', npm_config_electron_mirror = '', HTTPS_PROXY = '', https_proxy = '' } = process.env
  const way = hashOf(pinned(), ELECTRON_MIRROR, npm_config_electron_mirror, HTTPS_PROXY, https_proxy)
  const failure = join(cache, `official-electron-unreachable-${way}`)
  const failedAt = statSync(failure, { throwIfNoEntry: false })?.mtimeMs ?? 0
  const kept = isKept()
  if (!required && !kept && Date.now() - failedAt < retryAfterMs) return undefined
  const env = { ...process.env, NODE_USE_ENV_PROXY: '1' }
  try {
    const trusted = required || kept || ELECTRON_MIRROR || npm_config_electron_mirror
    if (!trusted) await step(`Looking for Electron ${pinned()}`, () => probe(env))
    const title = `Downloading Electron ${pinned()} (about 115 MB)`
    await step(title, () => capture(node24, [join(folder, 'install.js')], { env }))
  } catch (error) {
    if (required || !(error instanceof Stop)) throw error
    writeWhole(failure, error.message)
  }
  return installed()
}

/** Electron's own installer may wait for minutes where a firewall drops packets. @param {NodeJS.ProcessEnv} env */
function probe(env) {
  const page = `${releases}/v${pinned()}/SHASUMS256.txt`
  const script = `const answer = await fetch('${page}', { method: 'HEAD', signal: AbortSignal.timeout(${probeMs}) })
    if (!answer.ok) throw new Error(String(answer.status))`
  return capture(node24, ['--input-type=module', '--eval', script], { env })
}

/** @returns {boolean} whether Electron's installer has kept the archive of an earlier time, and needs no network */
function isKept() {
  const kept = process.env.electron_config_cache || join(dirname(cache), 'electron')
  const page = createHash('sha256').update(`${releases}/v${pinned()}`).digest('hex')
  return existsSync(join(kept, page, `electron-v${pinned()}-${process.platform}-${process.arch}.zip`))
}
