import type { Change } from '../../preload/contract/index.ts'
import type { EngineProcess } from '../engine-process.ts'
import type { Outlook } from './outlook.ts'

/** While much changes, the engine is asked no more often than this, in milliseconds. */
const pause = 1_000

/** It is also asked without any news: what is due comes nearer, and a day ends. */
const tick = 60_000

/** An engine that is busy with one long thing has this long to answer, in milliseconds. */
const patience = 1_000

/** What may change the outlook: people sign in and open secrets. */
const topics: readonly Change['topic'][] = ['outbox', 'accounts', 'people', 'releases']

/** Follows the outbox of whichever workspace is open. */
export class Watch {
  #outlook: Outlook | null = null
  #asked = 0
  #pausing = false
  #missedNews = false
  readonly #engine: EngineProcess
  readonly #listeners = new Set<(outlook: Outlook | null) => void>()

  constructor(engine: EngineProcess) {
    this.#engine = engine
    engine.onStatus(() => this.#heard())
    engine.onChange(({ topic }) => {
      if (topics.includes(topic)) this.#heard()
    })
    setInterval(() => void this.refresh(), tick)
  }

  /** As last heard; null while no workspace is open. */
  get outlook(): Outlook | null {
    return this.#outlook
  }

  /** Told of each answer, whether it differs or not. */
  onAnswer(listener: (outlook: Outlook | null) => void): void {
    this.#listeners.add(listener)
  }

  /** Asks now; answers with what was last heard where the engine takes too long. */
  async refresh(): Promise<Outlook | null> {
    await Promise.race([this.#ask(), new Promise(resolve => setTimeout(resolve, patience))])
    return this.#outlook
  }

  #heard(): void {
    this.#missedNews = this.#pausing
    if (this.#pausing) return
    this.#pausing = true
    setTimeout(() => {
      this.#pausing = false
      if (this.#missedNews) this.#heard()
    }, pause)
    void this.#ask()
  }

  async #ask(): Promise<void> {
    const mine = ++this.#asked
    const outlook = await this.#read().catch(() => (this.#comesBack() ? this.#outlook : null))
    if (mine !== this.#asked) return
    this.#outlook = outlook
    for (const listener of this.#listeners) listener(outlook)
  }

  async #read(): Promise<Outlook> {
    const status = await this.#engine.call('outbox.status', {})
    const { attention } = await this.#engine.call('workspace.counts', {})
    return { ...status, attention }
  }

  #comesBack(): boolean {
    const { state } = this.#engine.status
    return state === 'opening' || state === 'restarting'
  }
}
