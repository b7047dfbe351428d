import type { ReleaseStatus } from '../../domain/releases/lifecycle.ts'
import type { ReleaseRow } from '../../domain/releases/release.ts'
import type { ReleasePage, SearchHit } from '../../preload/contract/releases.ts'
import { engine } from '../app/engine.ts'
import { toasts } from '../app/toasts.svelte.ts'

const pageSize = 100
/** What one call may ask for; a longer list is read in several. */
const callLimit = 1_000

/** The list of releases: as many pages as were scrolled to, or what a search found. */
export class ReleaseList {
  query = $state('')
  status = $state<ReleaseStatus | undefined>()
  rows = $state.raw<readonly (ReleaseRow | SearchHit)[]>([])
  total = $state(0)
  order = $state<'rank' | 'newest'>('newest')
  loaded = $state(false)
  #next: string | null = null
  #round = 0

  get searching(): boolean {
    return this.query.trim() !== ''
  }

  /** Asks again for what is shown; an answer that a newer question overtook is dropped. */
  async refresh(): Promise<void> {
    const round = ++this.#round
    try {
      const answer = this.searching ? await this.#search() : await this.#read(Math.max(pageSize, this.rows.length))
      if (round !== this.#round) return
      ;[this.rows, this.total, this.order, this.#next] = [answer.releases, answer.total, answer.order, answer.next]
      this.loaded = true
    } catch (thrown) {
      toasts.fail(thrown)
    }
  }

  /** Reads the page after the last row, if there is one and nothing else is under way. */
  async more(): Promise<void> {
    if (this.#next === null || this.searching) return
    const round = this.#round
    const after = this.#next
    this.#next = null
    const page = await this.#page(pageSize, after)
    if (round === this.#round) [this.rows, this.#next] = [[...this.rows, ...page.releases], page.next]
  }

  get #filter(): { status?: ReleaseStatus } {
    return this.status ? { status: this.status } : {}
  }

  async #search() {
    const found = await engine.call('releases.search', { query: this.query, ...this.#filter, limit: pageSize })
    return { ...found, next: null }
  }

  async #read(count: number) {
    const first = await this.#page(Math.min(callLimit, count), null)
    const releases = [...first.releases]
    let { next } = first
    while (next !== null && releases.length < count) {
      const page: ReleasePage = await this.#page(Math.min(callLimit, count - releases.length), next)
      releases.push(...page.releases)
      next = page.next
    }
    return { releases, total: first.total, next, order: 'newest' as const }
  }

  #page(limit: number, after: string | null): Promise<ReleasePage> {
    return engine.call('releases.list', { ...this.#filter, limit, ...(after === null ? {} : { after }) })
  }
}
