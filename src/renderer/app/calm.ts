/** How long the screen rests between two answers to news, in milliseconds: quick to the eye, and no burden in a storm. */
const shortest = 200

/**
 * Does something again whenever there is news, without ever doing it twice at once: at the first news, and once more after
 * all that came meanwhile. It rests for as long as it works, several times over, so that long work does not fill the day.
 * @param work never rejects
 */
export function calmly(work: () => Promise<unknown>): { again(): void; stop(): void } {
  let state: 'idle' | 'busy' | 'busy and news' = 'idle'
  let timer: ReturnType<typeof setTimeout> | undefined

  async function run(): Promise<void> {
    state = 'busy'
    const started = performance.now()
    await work()
    const took = performance.now() - started
    timer = setTimeout(
      () => {
        const news = state === 'busy and news'
        state = 'idle'
        if (news) void run()
      },
      Math.max(shortest, 4 * took)
    )
  }

  return {
    again() {
      if (state === 'idle') void run()
      else state = 'busy and news'
    },
    stop: () => clearTimeout(timer)
  }
}
