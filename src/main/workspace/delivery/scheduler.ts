import { toErrorShape } from '../../../domain/errors.ts'
import type { Context } from '../context.ts'
import type { Dispatcher } from './dispatcher.ts'

/**
 * Timers count running time: one set for six hours goes off late if the machine slept for two of them, and knows nothing of a
 * clock that was set right. So while something waits, the wall clock is looked at this often.
 */
const longestWait = 30_000

/** Has the dispatcher work whenever something falls due. One timer, and none while nothing waits. */
export class Scheduler {
  readonly #context: Context
  readonly #dispatcher: Dispatcher
  #timer: NodeJS.Timeout | undefined
  #stopped = false

  constructor(context: Context, dispatcher: Dispatcher) {
    this.#context = context
    this.#dispatcher = dispatcher
  }

  /** Looks now: something was planned, changed or unlocked. */
  wake(): void {
    clearTimeout(this.#timer)
    if (!this.#stopped) void this.#look()
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  async #look(): Promise<void> {
    let wait: number | null = longestWait
    try {
      const ended = await Promise.race([this.#dispatcher.work().then(() => true), shortly()])
      const next = ended ? await this.#dispatcher.next() : 0
      wait = next === null ? null : Math.min(longestWait, Math.max(0, next - this.#context.now()))
    } catch (error) {
      // The file cannot be read or written now (a full disk, say): nothing is lost by trying again later.
      console.error('outbox', toErrorShape(error).code)
    }
    if (this.#stopped || wait === null) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#look(), wait)
    this.#timer.unref()
  }
}

/** A call that hangs must not keep what falls due meanwhile waiting, so the outbox is looked through this often beside it. */
const shortly = (): Promise<false> => new Promise(resolve => setTimeout(resolve, 1_000, false).unref())
