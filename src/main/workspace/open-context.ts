import type { Change } from '../../preload/contract/index.ts'
import { writerOf, type Context } from './context.ts'
import { openDatabase } from './database/open.ts'

/** A context over a file, with the way to hear of its changes and to close it. */
export interface OpenContext {
  context: Context
  onChange(listener: (change: Change) => void): () => void
  close(): Promise<void>
}

/**
 * Opens a workspace file for the features of the engine.
 * @param now milliseconds since the epoch
 * @throws RelaisError what `openDatabase` throws
 */
export function openContext(file: string, mode: 'open' | 'create', now: () => number = Date.now): OpenContext {
  const { db, sqlite } = openDatabase(file, mode)
  const listeners = new Set<(change: Change) => void>()
  const tell = (change: Change): void => listeners.forEach(listener => listener(change))
  return {
    context: { read: db, write: writerOf(db, tell), sqlite, session: { actor: null, vaultKey: null }, now, tell },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      sqlite.pragma('optimize')
      await db.destroy()
    }
  }
}
