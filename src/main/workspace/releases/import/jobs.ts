/** Imports that are running, so that each can be cancelled by the id that its caller gave it. */
export interface Jobs {
  /** Runs `work`; `cancelled` answers whether somebody asked to stop. */
  run<T>(job: string, work: (cancelled: () => boolean) => Promise<T>): Promise<T>
  /** Asks a job to stop. One that ended already is left alone. */
  cancel(job: string): void
}

export function importJobs(): Jobs {
  const running = new Map<string, { cancelled: boolean }>()
  return {
    async run(job, work) {
      const state = { cancelled: false }
      running.set(job, state)
      try {
        return await work(() => state.cancelled)
      } finally {
        if (running.get(job) === state) running.delete(job)
      }
    },
    cancel(job) {
      const state = running.get(job)
      if (state) state.cancelled = true
    }
  }
}
