/**
 * Takes Ctrl+C (and a polite kill) as a wish to stop well. A second one stops at once, as ever; nothing is lost by that
 * either, because what the engine has committed is on disk.
 * @returns takes the listener away again
 */
export function onInterrupt(stop: () => void): () => void {
  const listener = (): void => {
    remove()
    stop()
  }
  const remove = (): void => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, listener)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, listener)
  return remove
}
