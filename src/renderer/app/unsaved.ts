/** What still has to reach the disk before the window may close: each open editor's way to save at once. */
const savers = new Set<() => Promise<unknown>>()

/** Keeps a way to save for as long as the returned function is not called. */
export function beforeClosing(save: () => Promise<unknown>): () => void {
  savers.add(save)
  return () => savers.delete(save)
}

/** Saves all that was typed; the main process waits for it, for a moment. */
export const saveAll = async (): Promise<void> => void (await Promise.allSettled([...savers].map(save => save())))
