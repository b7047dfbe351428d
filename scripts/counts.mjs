/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/**
 * Counts the tests of a Vitest JSON report. A file that could not be loaded has no tests, and counts as one failure.
 * @param {any} report
 * @returns {Tally}
 */
export function countVitest(report) {
  /** @type {{ status: string, assertionResults: unknown[] }[]} */
  const files = report.testResults
  const broken = files.filter(file => file.status === 'failed' && file.assertionResults.length === 0)
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests
  }
}

/**
 * Counts the tests of a Playwright JSON report. Errors outside tests, such as a failing set-up, count as failures.
 * @param {any} report
 * @returns {Tally}
 */
export function countPlaywright({ stats, errors }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, skipped: stats.skipped }
}

/**
 * What a suite came to. One that failed never counts as clean: it may have died before it could report.
 * @param {string} json the report, empty where none was written
 * @param {(report: any) => Tally} count
 * @param {number} exitCode
 * @returns {Tally}
 */
export function outcome(json, count, exitCode) {
  /** @type {Tally} */
  let tally = { passed: 0, failed: 0, skipped: 0 }
  try {
    tally = count(JSON.parse(json))
  } catch {
    exitCode ||= 1
  }
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}
