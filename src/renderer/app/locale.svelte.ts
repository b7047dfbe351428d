import { wordsFor } from '../../messages/failure.ts'
import { translator, type Language, type MessageKey } from '../../messages/index.ts'
import { toErrorShape } from '../../domain/errors.ts'

/** The language of the interface: the words, and how numbers and dates are written. */
class Locale {
  #lang = $state<Language>('en')

  get lang(): Language {
    return this.#lang
  }

  set lang(lang: Language) {
    this.#lang = lang
    document.documentElement.lang = lang
  }

  t = (key: MessageKey, values?: Record<string, unknown>): string => translator(this.#lang)(key, values)

  /** What to tell a person about something that was thrown. */
  explain = (thrown: unknown): string => {
    return wordsFor(this.t, toErrorShape(thrown))
  }
}

export const locale = new Locale()
export const t = locale.t
