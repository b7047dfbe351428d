import { width, type UnderWay } from './lanes.ts'
import type { Sendable } from './sendable.repository.ts'

/** What a round is made of. */
interface Work {
  /** Done first in each round, while nothing is under way. */
  prepare(): Promise<void>
  /** What is due by an instant (milliseconds since the epoch) and may be begun beside what is under way, up to `room`. */
  due(by: number, busy: { deliveries: string[]; accounts: UnderWay }, room: number): Promise<Sendable[]>
  /** Tries one delivery, which is then not due any more. */
  tryOnce(row: Sendable): Promise<void>
}

/** Works through what is due, several at a time, each thing once; calls made meanwhile share the work. */
export class Rounds {
  readonly #work: Work
  readonly #now: () => number
  readonly #going = new Map<string, { account: string; done: Promise<void> }>()
  #round: Promise<void> | null = null
  /** Calls for work, and those that are answered: a round covers what was due when its last look found nothing. */
  #asked = 0
  #covered = 0
  #stopped = false
  #failures: Error[] = []
  /** All that is due by this instant is to be tried. */
  #by = 0
  #wake: () => void = () => {}

  constructor(work: Work, now: () => number) {
    this.#work = work
    this.#now = now
  }

  /** Answers once everything was tried that is due now. @throws what a try or a look throws, when what was under way ended */
  async run(): Promise<void> {
    const ticket = ++this.#asked
    this.#by = this.#round ? Math.max(this.#by, this.#now()) : this.#now()
    this.#wake()
    while (!this.#stopped && this.#covered < ticket) {
      this.#round ??= this.#goRound().finally(() => (this.#round = null))
      await this.#round
    }
  }

  /** Takes nothing up any more; answers when what is under way has ended. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#round?.catch(() => {})
  }

  async #goRound(): Promise<void> {
    await this.#work.prepare()
    // What was just found cut short is due from this moment on, a little after the round was asked for.
    this.#by = Math.max(this.#by, this.#now())
    this.#failures = []
    for (;;) {
      const covers = this.#asked
      const idle = this.#stopped || this.#failures.length > 0
      // A clock that was set back meanwhile was ahead: what it made due is not.
      this.#by = Math.min(this.#by, this.#now())
      const due = idle ? [] : await this.#work.due(this.#by, this.#busy(), width - this.#going.size)
      for (const row of due) this.#take(row)
      if (this.#going.size === 0) {
        const [failure] = this.#failures
        if (failure) throw failure
        this.#covered = covers
        return
      }
      if (due.length === 0 || this.#going.size === width) await this.#somethingHappens()
    }
  }

  /** A call for work ends the wait too: what has fallen due since may have a place beside what is under way. */
  async #somethingHappens(): Promise<void> {
    const called = new Promise<void>(resolve => (this.#wake = resolve))
    await Promise.race([called, ...[...this.#going.values()].map(({ done }) => done)])
  }

  #busy(): { deliveries: string[]; accounts: UnderWay } {
    const accounts = new Map<string, number>()
    for (const { account } of this.#going.values()) accounts.set(account, (accounts.get(account) ?? 0) + 1)
    return { deliveries: [...this.#going.keys()], accounts }
  }

  #take(row: Sendable): void {
    const done = this.#work
      .tryOnce(row)
      .catch((cause: unknown) => {
        this.#failures.push(cause instanceof Error ? cause : new Error(String(cause)))
      })
      .finally(() => this.#going.delete(row.id))
    this.#going.set(row.id, { account: row.account.id, done })
  }
}
