import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { modules, node24, root } from './paths.mjs'
import { Stop } from './progress.mjs'

const lastLines = 60

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** The children in the foreground, and in the background those that have a process group of their own. */
const foreground = /** @type {Set<ChildProcess>} */ (new Set())
const background = /** @type {Set<ChildProcess>} */ (new Set())
/** @type {NodeJS.Signals | undefined} */
let ending

/** Hands signals on to the children; this process ends after them, so that what it holds is given back. */
export function relaySignals() {
  for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      ending = signal
      if (foreground.size + background.size === 0) process.exit(exitCode(null, signal))
      // A compiler's own children would go on after it, so the whole group is told.
      for (const child of background) killGroup(child, signal)
      // On Ctrl+C the terminal itself tells every process of the foreground.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) for (const child of foreground) child.kill(signal)
    })
  }
}

/** Ends this process if a signal has asked for it: what comes next is no longer wanted. */
export function endIfAsked() {
  if (ending) process.exit(exitCode(null, ending))
}

/** The environment for the project's own tools: Node 24 and the local commands come first. */
export function toolEnv() {
  const path = [dirname(node24), join(modules, '.bin'), process.env.PATH ?? ''].join(delimiter)
  return { ...process.env, PATH: path }
}

/**
 * Runs a command in the background of a step, keeping what it prints.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<string>} what it wrote on standard output
 * @throws {Stop} with the end of its output, when it fails
 */
export async function capture(command, args, options = {}) {
  let out = ''
  let all = ''
  const child = spawn(command, args, { cwd: root, ...options, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  child.stdout?.on('data', chunk => ((out += chunk), (all += chunk)))
  child.stderr?.on('data', chunk => (all += chunk))
  const status = await finished(child, command, background)
  endIfAsked()
  if (status === 0) return out
  throw new Stop([`${command} ${args.join(' ')} failed:`, ...all.trimEnd().split('\n').slice(-lastLines)].join('\n'))
}

/**
 * Runs a command in the foreground: it has the terminal, the signals and the output.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} its exit code; as shells count, 128 and the signal's number if a signal ended it
 */
export function passThrough(command, args, options = {}) {
  return finished(spawn(command, args, { cwd: root, stdio: 'inherit', ...options }), command, foreground)
}

/**
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function killGroup(child, signal) {
  try {
    if (child.pid) process.kill(-child.pid, signal)
  } catch {
    // It has just ended by itself.
  }
}

/**
 * @param {ChildProcess} child
 * @param {string} name
 * @param {Set<ChildProcess>} running
 * @returns {Promise<number>}
 */
function finished(child, name, running) {
  running.add(child)
  return new Promise((done, fail) => {
    child.on('error', error => fail(new Stop(`${name} cannot be started: ${error.message}`)))
    child.on('close', (code, signal) => done(exitCode(code, signal)))
  }).finally(() => running.delete(child))
}

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
function exitCode(code, signal) {
  return code ?? 128 + constants.signals[signal ?? 'SIGTERM']
}
