import { spawn } from 'node:child_process'
import { Stop } from './progress.mjs'

/** @returns {boolean} whether windows would be seen by somebody */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/**
 * Where there is no display, starts a virtual one that lives exactly as long as this process, however it ends. The
 * processes started from here find it in DISPLAY.
 */
export async function ensureDisplay() {
  if (hasDisplay()) return
  const server = ['Xvfb', '-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp']
  // --pdeathsig covers the one end that no handler sees: this process being killed.
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', ...server], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    detached: true
  })
  process.on('exit', () => child.kill())
  let complaint = ''
  child.stderr?.on('data', chunk => (complaint += chunk))
  const number = await new Promise((done, fail) => {
    child.stdio[3]?.once('data', chunk => done(String(chunk).trim()))
    child.on('error', error => fail(new Stop(`Xvfb cannot be started: ${error.message}`)))
    child.on('close', () => fail(new Stop(`Xvfb cannot be started: ${complaint.trim()}`)))
  })
  process.env.DISPLAY = `:${number}`
  child.unref()
  for (const pipe of child.stdio) /** @type {import('node:net').Socket | null} */ (pipe)?.unref()
}
