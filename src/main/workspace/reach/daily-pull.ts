import { toErrorShape } from '../../../domain/errors.ts'

/** Opening has more urgent things to do, and people sign in first, which opens the secrets that are needed. */
const afterOpening = 5 * 60_000
/** Who has told today's figures is not asked again, so this is how soon a failure is made up for. */
const between = 60 * 60_000

/** Pulls figures once a day while the workspace is open, and says nothing of what fails: a person sees that in the answer. */
export class DailyPull {
  readonly #pull: () => Promise<void>
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | null = null
  #stopped = false

  constructor(pull: () => Promise<void>) {
    this.#pull = pull
    this.#wait(afterOpening)
  }

  /** Begins nothing any more; answers when what is under way has ended. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#running
  }

  #wait(milliseconds: number): void {
    if (this.#stopped) return
    this.#timer = setTimeout(() => {
      this.#running = this.#pull()
        .catch((error: unknown) => console.error('figures', toErrorShape(error).code))
        .finally(() => this.#wait(between))
    }, milliseconds)
    this.#timer.unref()
  }
}
