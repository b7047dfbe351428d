import { v7 } from 'uuid'
import type { ImportResult } from '../../preload/contract/releases.ts'
import { desk } from '../app/desk.svelte.ts'
import { engine } from '../app/engine.ts'
import { toasts } from '../app/toasts.svelte.ts'

/** The import that runs, or whose result is shown; one at a time. */
class ImportState {
  job = $state<string | null>(null)
  done = $state(0)
  total = $state(0)
  result = $state.raw<ImportResult | null>(null)

  async run(start: (job: string) => Promise<ImportResult | 'cancelled'>): Promise<void> {
    if (this.job) return
    const job = v7()
    Object.assign(this, { job, done: 0, total: 0, result: null })
    const stop = engine.onChange(change => {
      if (change.topic === 'import' && change.job === job)
        Object.assign(this, { done: change.done, total: change.total })
    })
    try {
      const result = await start(job)
      if (result !== 'cancelled') this.result = result
    } catch (thrown) {
      toasts.fail(thrown)
    } finally {
      stop()
      this.job = null
    }
  }

  cancel(): void {
    if (this.job) void engine.call('releases.cancelImport', { job: this.job })
  }
}

export const importing = new ImportState()

/** Asks for documents in a dialog of the system, and imports them. */
export const pickImport = (): void => void importing.run(job => desk.shell.import.pick({ job }))

/** Imports what was dropped: the page reads the bytes it was given, never a path. */
export const importDropped = (files: readonly File[]): void =>
  void importing.run(async job => {
    const picked = await Promise.all(
      files.map(async file => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }))
    )
    return engine.call('releases.import', { job, files: picked })
  })
