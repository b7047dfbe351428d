import type { Channel } from '../../domain/reach/figures.ts'
import type { MetricsResult } from '../../preload/contract/reach.ts'
import { engine } from '../app/engine.ts'
import { t } from '../app/locale.svelte.ts'
import { attempt, toasts } from '../app/toasts.svelte.ts'

/** The import of figures: what runs, and what came of it. */
export class MetricsImport {
  busy = $state(false)
  results = $state.raw<MetricsResult[]>([])

  /** Imports files one after the other; what was read before one fails stays, and is shown. */
  async run(files: readonly File[]): Promise<void> {
    if (this.busy) return
    this.busy = true
    const results: MetricsResult[] = []
    for (const file of files) {
      const result = await attempt(async () =>
        engine.call('metrics.import', { file: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } })
      )
      if (result) results.push(result)
    }
    this.busy = false
    this.results = results
  }

  close(): void {
    this.results = []
  }

  /** Says who speaks on an account, where the guess was wrong. */
  async correct(account: string, channel: Channel): Promise<void> {
    const done = await attempt(async () => {
      await engine.call('reach.setChannel', { account, channel })
      return true
    })
    if (!done) return
    this.results = this.results.map(result => ({
      ...result,
      accounts: result.accounts.map(each => (each.name === account ? { ...each, channel } : each))
    }))
    toasts.say(t('reach.screen.imported.corrected', { account, channel: t(`reports.figures.${channel}.name`) }))
  }
}
