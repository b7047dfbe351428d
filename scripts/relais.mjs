// The one entry of every npm script: makes sure of what a command needs, then runs it. It runs on the system's Node
// before anything is installed, so it imports nothing from node_modules, and only what the command at hand needs.
import { join } from 'node:path'
import { node24, root } from './paths.mjs'
import { passThrough, relaySignals, toolEnv } from './processes.mjs'
import { say, Stop } from './progress.mjs'

/** @typedef {'dependencies' | 'electron' | 'build' | 'display' | 'bluesky' | 'wordpress'} Need */

const ensure = {
  dependencies: async () => (await import('./dependencies.mjs')).ensureDependencies(),
  electron: async () => (await import('./electron.mjs')).ensureElectron(),
  build: async () => (await import('./build.mjs')).ensureBuild(),
  display: async () => (await import('./display.mjs')).ensureDisplay(),
  bluesky: async () => (await import('./bluesky.mjs')).ensureBluesky(),
  wordpress: async () => (await import('./wordpress.mjs')).ensureWordpress()
}

/** @type {Record<string, { needs: Need[], run: (args: string[]) => Promise<number> }>} */
const commands = {
  start: { needs: ['dependencies', 'electron', 'build'], run: start },
  dev: { needs: ['dependencies', 'electron'], run: dev },
  electron: { needs: ['dependencies', 'electron', 'build', 'display'], run: electron },
  tour: { needs: ['dependencies', 'electron', 'build', 'display'], run: args => script('tests/tour/tour.ts', args) },
  test: {
    needs: ['dependencies', 'electron', 'display', 'bluesky'],
    run: async () => (await import('./suites.mjs')).test()
  },
  servers: {
    needs: ['dependencies', 'wordpress'],
    run: async args => (await import('./suites.mjs')).servers(args)
  },
  faults: { needs: ['dependencies'], run: async args => (await import('./suites.mjs')).faults(args) },
  soak: { needs: ['dependencies', 'bluesky'], run: args => script('tests/soak/main.ts', args) },
  bench: { needs: ['dependencies'], run: args => script('tests/bench/bench.ts', args) },
  check: { needs: ['dependencies'], run: async () => (await import('./suites.mjs')).check() },
  build: { needs: ['dependencies', 'build'], run: async () => 0 },
  cli: { needs: ['dependencies'], run: args => script('src/cli/index.ts', args) }
}

/**
 * @param {string} name
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
async function command(name, args) {
  const known = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!known) {
    say(`Usage: node scripts/relais.mjs COMMAND [ARGUMENTS]\nCommands: ${Object.keys(commands).join(', ')}`)
    return 2
  }
  for (const need of known.needs) await ensure[need]()
  return known.run(args)
}

/** @param {string[]} args */
async function start(args) {
  const { hasDisplay } = await import('./display.mjs')
  if (hasDisplay()) return electron(args)
  say('There is no display here: running the tour under a virtual one instead, into out/tour.')
  return command('tour', ['--out', join(root, 'out', 'tour')])
}

/** @param {string[]} args */
async function dev(args) {
  const { hasDisplay } = await import('./display.mjs')
  if (!hasDisplay()) throw new Stop('There is no display here for `npm run dev`.')
  const { serve } = await import('./build.mjs')
  return serve(process.env.RELAIS_ELECTRON_ARGS ? ['--noSandbox', ...args] : args)
}

/** Opens the built application. @param {string[]} args may follow `--` */
function electron(args) {
  const { RELAIS_ELECTRON = '', RELAIS_ELECTRON_ARGS = '' } = process.env
  const own = args[0] === '--' ? args.slice(1) : args
  const all = [...RELAIS_ELECTRON_ARGS.split(' ').filter(Boolean), root, ...own]
  return passThrough(RELAIS_ELECTRON, all, { cwd: userFolder() })
}

/**
 * Runs a TypeScript file under Node 24.
 * @param {string} file
 * @param {string[]} args
 */
function script(file, args) {
  const all = ['--disable-warning=ExperimentalWarning', join(root, file), ...args]
  return passThrough(node24, all, { cwd: userFolder(), env: toolEnv() })
}

/** The folder that relative paths on the command line mean: npm runs its scripts elsewhere. */
function userFolder() {
  return (process.cwd() === root && process.env.INIT_CWD) || process.cwd()
}

relaySignals()
try {
  process.exitCode = await command(process.argv[2] ?? '', process.argv.slice(3))
} catch (error) {
  if (!(error instanceof Stop)) throw error
  say(error.message)
  process.exitCode = 1
}
