import i18next, { type i18n } from 'i18next'
import { en } from './en/index.ts'
import { fr } from './fr/index.ts'

export const languages = ['fr', 'en'] as const
export type Language = (typeof languages)[number]
export type Messages = typeof en

type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${Base<K>}` : Leaves<T[K], `${Prefix}${K}.`>
}[keyof T & string]
type Base<K extends string> = K extends `${infer B}_one` | `${infer B}_other` ? B : K

/** Every message there is: `feature.key`, without the plural's ending. */
export type MessageKey = Leaves<Messages>

export type Translate = (key: MessageKey, values?: Record<string, unknown>) => string

const translators: i18n = i18next.createInstance({
  resources: { en: { translation: en }, fr: { translation: fr } },
  fallbackLng: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false
})
void translators.init()

/** The words of one language. Values are put in as they are: whoever shows the text escapes it. */
export function translator(language: Language): Translate {
  return translators.getFixedT(language) as unknown as Translate
}
