/** How long an answer serves: long enough for a burst of deliveries, short enough for a laptop that changes networks. */
const answerLasts = 30_000

/**
 * Finds proxies by asking another process, which answers some time later. The same question is not asked twice within half
 * a minute.
 * @param ask sends the question for an origin
 */
export function proxyQuestions(ask: (origin: string) => void): {
  find(origin: string): Promise<string>
  answered(origin: string, answer: string): void
} {
  const answers = new Map<string, { at: number; answer: Promise<string>; resolve(answer: string): void }>()
  return {
    find(origin) {
      const known = answers.get(origin)
      if (known && performance.now() - known.at < answerLasts) return known.answer
      let resolve: (answer: string) => void = () => undefined
      const answer = new Promise<string>(done => (resolve = done))
      answers.set(origin, { at: performance.now(), answer, resolve })
      ask(origin)
      return answer
    },
    answered: (origin, answer) => answers.get(origin)?.resolve(answer)
  }
}
