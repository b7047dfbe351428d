import { dayIn } from '../../domain/delivery/days.ts'
import type { Delivery, DeliveryState } from '../../domain/delivery/delivery.ts'
import type { Output } from '../../preload/contract/index.ts'
import { calmly } from '../app/calm.ts'
import { desk } from '../app/desk.svelte.ts'
import { engine } from '../app/engine.ts'
import { toasts } from '../app/toasts.svelte.ts'

export const periods = ['all', 'today', 'coming', 'week', 'chosen'] as const
export type Period = (typeof periods)[number]

const pageSize = 100
/** What one call may ask for; a longer list is read in several. */
const callLimit = 1_000
const oneDay = 24 * 60 * 60_000

/** The outbox as it is looked at: which deliveries, and as many pages of them as were scrolled to. */
export class OutboxList {
  view = $state<'day' | 'account'>('day')
  state = $state<DeliveryState | undefined>()
  /** The destination that is chosen; by destination, the one that is unfolded. */
  account = $state<string | undefined>()
  period = $state<Period>('all')
  from = $state('')
  to = $state('')
  rows = $state.raw<readonly Delivery[]>([])
  total = $state(0)
  loaded = $state(false)
  #next: string | null = null
  #round = 0
  readonly #news = calmly(() => this.refresh())

  /** What is shown, as the engine is asked for it. */
  get chosen(): { state?: DeliveryState; account?: string; from?: string; to?: string } {
    return {
      ...(this.state ? { state: this.state } : {}),
      ...(this.account ? { account: this.account } : {}),
      ...this.#days
    }
  }

  get narrowed(): boolean {
    return Object.keys(this.chosen).length > 0
  }

  /** Keeps the list as it is in the workspace, until the returned function is called. */
  follow(): () => void {
    const stop = engine.onChange(({ topic }) => topic === 'outbox' && this.#news.again())
    return () => {
      stop()
      this.#news.stop()
    }
  }

  showAll(): void {
    ;[this.state, this.period] = [undefined, 'all']
    if (this.view === 'day') this.account = undefined
  }

  /** Asks again for what is shown; an answer that a newer question overtook is dropped. */
  async refresh(): Promise<void> {
    const round = ++this.#round
    // By destination, nothing is read until one is unfolded.
    if (this.view === 'account' && !this.account) {
      ;[this.rows, this.total, this.#next, this.loaded] = [[], 0, null, true]
      return
    }
    try {
      const answer = await this.#read(Math.max(pageSize, this.rows.length))
      if (round !== this.#round) return
      ;[this.rows, this.total, this.#next, this.loaded] = [answer.rows, answer.total, answer.next, true]
    } catch (thrown) {
      toasts.fail(thrown)
    }
  }

  /** Reads the page after the last row, if there is one and nothing else is under way. */
  async more(): Promise<void> {
    if (this.#next === null) return
    const round = this.#round
    const after = this.#next
    this.#next = null
    const page = await this.#page(pageSize, after)
    if (round === this.#round) [this.rows, this.#next] = [[...this.rows, ...page.deliveries], page.next]
  }

  get #days(): { from?: string; to?: string } {
    const zone = desk.workspace?.zone ?? 'UTC'
    const today = dayIn(Date.now(), zone)
    if (this.period === 'today') return { from: today, to: today }
    if (this.period === 'coming') return { from: today }
    if (this.period === 'week') return { from: dayIn(Date.now() - 6 * oneDay, zone), to: today }
    if (this.period === 'all') return {}
    return { ...(this.from ? { from: this.from } : {}), ...(this.to ? { to: this.to } : {}) }
  }

  async #read(count: number) {
    const first = await this.#page(Math.min(callLimit, count), null)
    const rows = [...first.deliveries]
    let { next } = first
    while (next !== null && rows.length < count) {
      const page: Output<'outbox.list'> = await this.#page(Math.min(callLimit, count - rows.length), next)
      rows.push(...page.deliveries)
      next = page.next
    }
    return { rows, total: first.total, next }
  }

  #page(limit: number, after: string | null) {
    const order = this.period === 'coming' || this.period === 'today' ? 'soonest' : 'newest'
    return engine.call('outbox.list', { ...this.chosen, order, limit, ...(after === null ? {} : { after }) })
  }
}
