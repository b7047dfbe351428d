import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuild } from './build.mjs'
import { countPlaywright, countVitest, outcome } from './counts.mjs'
import { textOf } from './paths.mjs'
import { endIfAsked, passThrough, toolEnv } from './processes.mjs'
import { say, Stop } from './progress.mjs'

/** @typedef {import('./counts.mjs').Tally} Tally */
/** @typedef {{ name: string, tally: Tally, seconds: number }} Result */

/** @type {[name: string, command: string, args: string[]][]} */
const checks = [
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['lint', 'eslint', ['--max-warnings', '0', '.']],
  ['types', 'tsc', ['--noEmit']],
  ['component types', 'svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human']],
  ['unused code', 'knip', []]
]

const passed = { passed: 1, failed: 0, skipped: 0 }
const failed = { passed: 0, failed: 1, skipped: 0 }

/** Format, lint, types and unused code. @returns {Promise<number>} the exit code */
export async function check() {
  return conclude(await runChecks())
}

/** Every check and every test; one that fails does not keep the next from running. @returns {Promise<number>} */
export async function test() {
  const results = await runChecks()
  results.push(await timed('unit and integration tests', () => runVitest([])))
  results.push(await timed('build', runBuild))
  results.push(await timed('end to end tests', () => (results.at(-1)?.tally.failed ? failed : runPlaywright())))
  return conclude(results)
}

/** The tests that need large servers. @param {string[]} args which, for Vitest @returns {Promise<number>} */
export async function servers(args) {
  const config = ['--config', 'tests/servers/vitest.config.ts']
  return conclude([await timed('tests with large servers', () => runVitest([...config, ...args]))])
}

/** The faults of deliveries, each as often as promised. @param {string[]} args which, for Vitest @returns {Promise<number>} */
export async function faults(args) {
  const env = { RELAIS_FAULTS: 'long' }
  return conclude([await timed('faults', () => runVitest(args.length > 0 ? args : ['tests/faults'], env))])
}

async function runChecks() {
  const results = []
  for (const [name, command, args] of checks) {
    const run = async () => ((await passThrough(command, args, { env: toolEnv() })) === 0 ? passed : failed)
    results.push(await timed(name, run))
  }
  return results
}

/** @param {string[]} more @param {Record<string, string>} [env] */
function runVitest(more, env = {}) {
  return withReport(countVitest, file => {
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...more]
    return passThrough('vitest', args, { env: { ...toolEnv(), ...env } })
  })
}

async function runBuild() {
  try {
    await ensureBuild()
    return passed
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    say(error.message)
    return failed
  }
}

function runPlaywright() {
  return withReport(countPlaywright, file => {
    const env = { ...toolEnv(), PLAYWRIGHT_JSON_OUTPUT_FILE: file }
    return passThrough('playwright', ['test', '--reporter=list,json'], { env })
  })
}

/**
 * @param {(report: any) => Tally} count
 * @param {(file: string) => Promise<number>} run writes its report into the file
 */
async function withReport(count, run) {
  const folder = mkdtempSync(join(tmpdir(), 'relais-report-'))
  try {
    const file = join(folder, 'report.json')
    const exitCode = await run(file)
    return outcome(textOf(file), count, exitCode)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/**
 * @param {string} name
 * @param {() => Promise<Tally> | Tally} run
 * @returns {Promise<Result>}
 */
async function timed(name, run) {
  say(`\n── ${name}`)
  const started = Date.now()
  const tally = await run()
  endIfAsked()
  return { name, tally, seconds: Math.round((Date.now() - started) / 1000) }
}

/** Prints what each suite came to and, last, the sum. @param {Result[]} results @returns {number} the exit code */
function conclude(results) {
  console.log('')
  for (const { name, tally, seconds } of results) console.log(`${name}: ${described(tally)} (${seconds} s)`)
  /** @param {keyof Tally} key */
  const sum = key => results.reduce((total, { tally }) => total + tally[key], 0)
  const total = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
  console.log(described(total))
  return total.failed === 0 ? 0 : 1
}

/** @param {Tally} tally */
function described(tally) {
  return `${tally.passed} passed, ${tally.failed} failed${tally.skipped ? `, ${tally.skipped} skipped` : ''}`
}
