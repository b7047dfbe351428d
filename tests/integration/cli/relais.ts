import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const node = fileURLToPath(new URL('../../../node_modules/node/bin/node', import.meta.url))
const entry = fileURLToPath(new URL('../../../src/cli/index.ts', import.meta.url))

export interface Ran {
  code: number | null
  stdout: string
  stderr: string
}

export interface Options {
  env?: Record<string, string>
  cwd?: string
  input?: string
}

/** Starts the terminal interface as a person would: a process of its own, with none of this one's settings. */
export function start(
  args: readonly string[],
  { env = {}, cwd, input }: Options = {}
): { child: ChildProcess; done: Promise<Ran> } {
  const own = {
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? '',
    TMPDIR: process.env['TMPDIR'] ?? '/tmp',
    TZ: 'UTC'
  }
  const child = spawn(node, [entry, ...args], { env: { ...own, ...env }, cwd, stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.end(input ?? '')
  const done = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]).then(([stdout, stderr]) => ({
    code: child.exitCode,
    stdout,
    stderr
  }))
  return { child, done }
}

export const relais = (args: readonly string[], options: Options = {}): Promise<Ran> => start(args, options).done

/** The answer of `--json`: the whole of standard output must be exactly one JSON object on a line. */
export function objectIn({ stdout, stderr }: Ran): Record<string, unknown> {
  if (!/^\{.*\}\n$/.test(stdout))
    throw new Error(`not one object on a line: ${JSON.stringify(stdout)}, and on standard error: ${stderr}`)
  return JSON.parse(stdout) as Record<string, unknown>
}

export interface Asked<T> {
  code: number | null
  answer: T
  stderr: string
}

/** A terminal in front of one workspace file: every command is asked for JSON. */
export function terminalAt(file: string, env: Record<string, string> = {}) {
  return async <T = Record<string, unknown>>(...args: string[]): Promise<Asked<T>> => {
    const ran = await relais([...args, '--workspace', file, '--json'], { env })
    return { code: ran.code, answer: objectIn(ran) as T, stderr: ran.stderr }
  }
}

/** What a failure looks like. */
export interface Failed {
  error: { code: string; message: string }
}
