import { locale } from './locale.svelte.ts'

export interface Toast {
  id: number
  text: string
  tone: 'ok' | 'stop'
  undo?: () => void
}

/** How long a message stays, in milliseconds; long enough to read it twice and reach its button. */
const patience = 6_000

/** Short messages at the foot of the window, each with its undo where there is one. */
class Toasts {
  list = $state.raw<Toast[]>([])
  #next = 1

  say(text: string, options: { undo?: () => void; tone?: Toast['tone'] } = {}): void {
    const toast: Toast = {
      id: this.#next++,
      text,
      tone: options.tone ?? 'ok',
      ...(options.undo ? { undo: options.undo } : {})
    }
    // Two at most, and only what can still be undone is worth keeping beside a newer one.
    this.list = [...this.list.filter(older => older.undo).slice(-1), toast]
    setTimeout(() => this.dismiss(toast.id), patience)
  }

  fail(thrown: unknown): void {
    this.say(locale.explain(thrown), { tone: 'stop' })
  }

  dismiss(id: number): void {
    this.list = this.list.filter(toast => toast.id !== id)
  }
}

export const toasts = new Toasts()

/** Runs what a button does; a failure is said at the foot of the window instead of being lost. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (thrown) {
    toasts.fail(thrown)
    return undefined
  }
}
