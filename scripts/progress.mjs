const quietMs = 2_000
const plainEveryMs = 10_000

/** An expected failure: its message says all there is to say, a stack trace would only hide it. */
export class Stop extends Error {}

/** One line on standard error; standard output belongs to the command's own answer. @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/**
 * Runs one slow step and shows that it is alive: in place on a terminal, else a line now and then.
 * A step that takes less than two seconds says nothing.
 * @template T
 * @param {string} title
 * @param {(progress: (detail: string) => void) => Promise<T>} work may report a detail such as a percentage
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const started = Date.now()
  const inPlace = Boolean(process.stderr.isTTY)
  let detail = ''
  let shownAt = 0
  const seconds = () => Math.round((Date.now() - started) / 1000)
  const show = () => {
    if (!inPlace && shownAt && Date.now() - shownAt < plainEveryMs) return
    shownAt = Date.now()
    process.stderr.write(`${inPlace ? '\r\x1b[K' : ''}${title}… ${detail}${seconds()} s${inPlace ? '' : '\n'}`)
  }
  const timer = setInterval(() => Date.now() - started >= quietMs && show(), 500)
  try {
    const result = await work(text => (detail = text && `${text}, `))
    if (shownAt) say(`${inPlace ? '\r\x1b[K' : ''}${title}: done in ${seconds()} s`)
    return result
  } catch (error) {
    if (shownAt && inPlace) say('')
    throw error
  } finally {
    clearInterval(timer)
  }
}
