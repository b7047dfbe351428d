import { setTimeout as pause } from 'node:timers/promises'
import type { Step } from './beforehand.ts'
import type { Call } from './connector.ts'

const firstPause = 200
const longestPause = 5_000
const patience = 60_000

/**
 * Asks ever less often whether what was handed over is ready to be shown; `null` says not yet. Given up after a minute, and
 * at once when the engine closes: nothing is live by then.
 */
export async function untilReady<T>(ask: () => Promise<Step<T | null>>, { signal }: Call): Promise<Step<T>> {
  const until = performance.now() + patience
  for (let wait = firstPause; performance.now() < until; wait = Math.min(wait * 2, longestPause)) {
    const step = await ask()
    if ('stopped' in step) return step
    if (step.told !== null) return { told: step.told }
    try {
      await pause(wait, undefined, { signal })
    } catch {
      return { stopped: { outcome: 'failed', reason: 'cut-short', retryAfter: null, received: {} } }
    }
  }
  return { stopped: { outcome: 'failed', reason: 'timed-out', retryAfter: null, received: { waitedFor: 'media' } } }
}
