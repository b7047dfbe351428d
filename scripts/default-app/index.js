// Copied into the fallback Electron as resources/app: that build carries no default app of its own, so
// `electron FOLDER` would open nothing. Like Electron's, it becomes the application found in FOLDER.
import { app } from 'electron'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Splits Electron's command line into the modules to load first (-r, which Playwright uses) and the application folder.
 * @param {string[]} args the command line without the executable
 */
function parse(args) {
  /** @type {string[]} */
  const preloads = []
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '-r' || args[i] === '--require') preloads.push(args[++i])
    else if (!args[i].startsWith('-')) return { preloads, folder: resolve(args[i]) }
  }
  return { preloads, folder: process.cwd() }
}

const { preloads, folder } = parse(process.argv.slice(1))
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
Object.assign(process, { defaultApp: true })
app.setAppPath(folder)
app.setVersion(manifest.version)
app.setName(manifest.productName ?? manifest.name)

const require = createRequire(import.meta.url)
for (const preload of preloads) require(resolve(preload))
await import(pathToFileURL(join(folder, manifest.main)).href)
