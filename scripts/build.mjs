import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { exclusively } from './lock.mjs'
import { hashOf, modules, root, textOf, writeWhole } from './paths.mjs'
import { capture, passThrough, toolEnv } from './processes.mjs'
import { step } from './progress.mjs'

const inputs = ['src', 'migrations', 'resources', 'electron.vite.config.ts', 'package.json', 'package-lock.json']
const stamp = join(root, 'out', '.relais-built')

/** Builds the application into out/, unless it was built from the very same files. */
export async function ensureBuild() {
  const wanted = hashOf(...inputs.flatMap(name => contents(join(root, name))))
  if (textOf(stamp) === wanted) return
  await exclusively(`build-${hashOf(root)}`, async () => {
    if (textOf(stamp) === wanted) return
    forgetBuild()
    await step('Building Relais', () => capture(join(modules, '.bin', 'electron-vite'), ['build'], { env: toolEnv() }))
    writeWhole(stamp, wanted)
  })
}

/** Runs the development server, which leaves its own kind of files in out/. @param {string[]} args */
export function serve(args) {
  forgetBuild()
  // electron-vite looks for no other Electron than the one it is told.
  const env = { ...toolEnv(), ELECTRON_EXEC_PATH: process.env.RELAIS_ELECTRON }
  return passThrough(join(modules, '.bin', 'electron-vite'), ['dev', ...args], { env })
}

function forgetBuild() {
  rmSync(stamp, { force: true })
}

/** @param {string} path a file or a folder @returns {(string | Buffer)[]} every path below it with its content */
function contents(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path.slice(root.length), readFileSync(path)]
  const names = readdirSync(path).sort()
  return names.flatMap(name => contents(join(path, name)))
}
