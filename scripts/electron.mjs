import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { hasDisplay } from './display.mjs'
import { ensureFallback, fallbackVersion, hasFallback } from './electron-fallback.mjs'
import { ensureOfficial, pinned } from './electron-official.mjs'
import { say } from './progress.mjs'
import { addonFolder, ensureAddon } from './sqlite-addon.mjs'
import { ensureSystem } from './system.mjs'

/**
 * Makes an Electron ready to run here, with what it needs of the machine, and tells the child processes through the
 * environment: RELAIS_ELECTRON (its path), RELAIS_ELECTRON_ARGS (options it must have here), and for the fallback
 * ELECTRON_OVERRIDE_DIST_PATH and RELAIS_SQLITE_BINDING.
 */
export async function ensureElectron() {
  const { env } = process
  if (env.RELAIS_ELECTRON && existsSync(env.RELAIS_ELECTRON)) return // a parent process has done all this
  const official = await ensureOfficial(!hasFallback)
  const executable = official ?? join(await ensureFallback(), 'electron')
  await ensureSystem({ executable, display: !hasDisplay(), compiler: !official && !existsSync(addonFolder()) })
  if (!official) {
    env.ELECTRON_OVERRIDE_DIST_PATH = dirname(executable)
    env.RELAIS_SQLITE_BINDING = await ensureAddon()
  }
  env.RELAIS_ELECTRON = executable
  // Chromium refuses to run as root inside its sandbox; an ordinary user keeps it.
  env.RELAIS_ELECTRON_ARGS = process.platform === 'linux' && process.getuid?.() === 0 ? '--no-sandbox' : ''
  say(
    official
      ? `Electron ${pinned()}, the official build.`
      : `Electron ${fallbackVersion}, the fallback for development: ${pinned()} could not be downloaded here.`
  )
}
