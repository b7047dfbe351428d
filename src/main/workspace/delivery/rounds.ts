import type { Sendable } from './sendable.repository.ts'

/** So many at a time: enough to be limited by the disk, few enough for a destination. */
const width = 8

/** What a round is made of. */
interface Work {
  /** Done first in each round, while nothing is under way. */
  prepare(): Promise<void>
  /** What is due by an instant (milliseconds since the epoch) and not among what is busy, up to `room`. */
  due(by: number, busy: { deliveries: string[]; accounts: string[] }, room: number): Promise<Sendable[]>
  /** Whether an account takes one delivery at a time. */
  single(account: Sendable['account']): boolean
  /** Tries one delivery, which is then not due any more. */
  tryOnce(row: Sendable): Promise<void>
}

/** Works through what is due, several at a time, each thing once; calls made meanwhile share the work. */
export class Rounds {
  readonly #work: Work
  readonly #now: () => number
  readonly #going = new Map<string, { account: Sendable['account']; done: Promise<void> }>()
  #round: Promise<void> | null = null
  /** Calls for work, and those that are answered: a round covers what was due when its last look found nothing. */
  #asked = 0
  #covered = 0
  #stopped = false
  #failures: Error[] = []
  /** All that is due by this instant is to be tried. */
  #by = 0

  constructor(work: Work, now: () => number) {
    this.#work = work
    this.#now = now
  }

  /** Answers once everything was tried that is due now. @throws what a try or a look throws, when what was under way ended */
  async run(): Promise<void> {
    const ticket = ++this.#asked
    this.#by = this.#round ? Math.max(this.#by, this.#now()) : this.#now()
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
      const taken = due.filter(row => this.#take(row))
      if (this.#going.size === 0) {
        const [failure] = this.#failures
        if (failure) throw failure
        this.#covered = covers
        return
      }
      if (taken.length === 0 || this.#going.size === width) await this.#oneEnds()
    }
  }

  async #oneEnds(): Promise<void> {
    await Promise.race([...this.#going.values()].map(({ done }) => done))
  }

  #busy(): { deliveries: string[]; accounts: string[] } {
    const accounts = [...this.#going.values()].map(({ account }) => account)
    const single = accounts.filter(account => this.#work.single(account))
    return { deliveries: [...this.#going.keys()], accounts: single.map(({ id }) => id) }
  }

  #take(row: Sendable): boolean {
    if (this.#busy().accounts.includes(row.account.id)) return false
    const done = this.#work
      .tryOnce(row)
      .catch((cause: unknown) => {
        this.#failures.push(cause instanceof Error ? cause : new Error(String(cause)))
      })
      .finally(() => this.#going.delete(row.id))
    this.#going.set(row.id, { account: row.account, done })
    return true
  }
}
