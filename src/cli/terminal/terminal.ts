import { translator, type Language, type Translate } from '../../messages/index.ts'
import type { Answer, Failure } from './answer.ts'
import { hasFlag, languageFor } from './language.ts'

/** Where a command speaks: its answer on standard output, everything else on standard error. */
export interface Terminal {
  language: Language
  t: Translate
  json: boolean
  /** Whether a person reads the answer on a terminal: what is stored must then not be able to act on it. */
  interactive: boolean
  /** Columns to fit tables into; endless where the output is not a terminal, so that nothing is cut from a pipe. */
  width: number
  /** A message that is not the answer. */
  say(line: string): void
  /** How far long work is: in place on a terminal, and silent elsewhere. An empty text clears it. */
  progress(text: string): void
  answer(answer: Answer): void
  failure(failure: Failure): void
}

export function openTerminal(argv: readonly string[], env: NodeJS.ProcessEnv): Terminal {
  const language = languageFor(argv, env)
  const json = hasFlag(argv, '--json')
  const { stdout, stderr } = process
  let shown = false
  const progress = (text: string): void => {
    if (!stderr.isTTY || (!text && !shown)) return
    stderr.write(`\r\u001b[K${text}`)
    shown = text !== ''
  }
  const say = (line: string): void => {
    progress('')
    stderr.write(`${line}\n`)
  }
  const print = (data: object): void => void stdout.write(`${JSON.stringify(data)}\n`)
  return {
    language,
    t: translator(language),
    json,
    interactive: stdout.isTTY,
    // Some terminals say that they have no columns at all.
    width: stdout.isTTY ? stdout.columns || 80 : Infinity,
    say,
    progress,
    answer({ data, text, shortfall }) {
      progress('')
      if (json) return print(shortfall ? { ...data, error: shortfall } : data)
      if (text) stdout.write(text.endsWith('\n') ? text : `${text}\n`)
      if (shortfall) say(shortfall.message)
    },
    failure(failure) {
      progress('')
      if (json) return print({ error: failure })
      say(failure.message)
    }
  }
}
