const window = 60_000
const limit = 3

/**
 * Counts what dies and is started again, so that what dies at once each time is given up instead of started for ever.
 * @returns a function that says whether one more start is allowed now, and counts it
 */
export function restartBudget(now: () => number = Date.now): () => boolean {
  let starts: number[] = []
  return () => {
    starts = starts.filter(at => now() - at < window)
    if (starts.length >= limit) return false
    starts.push(now())
    return true
  }
}
