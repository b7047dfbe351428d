import { untrack } from 'svelte'
import type { Media } from '../../preload/contract/share.ts'
import { engine } from '../app/engine.ts'
import { toasts } from '../app/toasts.svelte.ts'

const pageSize = 60

/** The library's pictures, newest first: as many pages as were asked for, or what a search found. */
export class Library {
  query = $state('')
  media = $state.raw<readonly Media[]>([])
  total = $state(0)
  loaded = $state(false)
  next = $state.raw<string | null>(null)
  #round = 0

  /** Keeps what is shown fresh for as long as the calling component lives. */
  constructor() {
    // The engine is outside: ask it anew when the question changes, and when it says that the library did.
    $effect(() => {
      void this.query
      void untrack(() => this.#read(null))
    })
    $effect(() => engine.onChange(change => change.topic === 'share' && void this.#read(null)))
  }

  more(): Promise<void> {
    return this.#read(this.next)
  }

  async #read(after: string | null): Promise<void> {
    const round = ++this.#round
    try {
      const limit = after === null ? Math.min(1_000, Math.max(pageSize, this.media.length)) : pageSize
      const page = await engine.call('media.list', { query: this.query, limit, ...(after !== null && { after }) })
      if (round !== this.#round) return
      this.media = after === null ? page.media : [...this.media, ...page.media]
      ;[this.total, this.next, this.loaded] = [page.total, page.next, true]
    } catch (thrown) {
      toasts.fail(thrown)
    }
  }
}
