import type { CopyLang } from './networks.ts'

/** One line of text: single spaces, but no-break ones kept; without what no post may hold. */
export const tidy = (text: string): string =>
  text
    .replace(/[\uFEFF\uFFFE\uFFFF]/g, '')
    .replace(/[^\S\u00A0\u202F]+/g, ' ')
    .trim()

/** No-break spaces as French printers set them: narrow (U+202F) but before a colon. */
const narrow = '\u202F'
const space = '[ \\u00A0\\u202F]'
const french: readonly [RegExp, string][] = [
  [new RegExp(`(?<=[^\\s])${space}(?=[;!?%»€])`, 'gu'), narrow],
  [new RegExp(`(?<=«)${space}?(?=\\S)`, 'gu'), narrow],
  [new RegExp(`(?<=[^\\s])${space}(?=:(?:\\s|$))`, 'gu'), '\u00A0'],
  [new RegExp(`(?<=\\d)${space}(?=\\d{3}(?!\\d))`, 'gu'), narrow]
]

/**
 * A line as its language sets it: real apostrophes, quotation marks and ellipses; in French the no-break spaces that keep a
 * mark on its line. Only spaces that are there are changed, so no address or time is broken up.
 */
export function typeset(line: string, lang: CopyLang): string {
  const [open, close] = lang === 'fr' ? [`«${narrow}`, `${narrow}»`] : ['“', '”']
  const marked = line
    .replace(/(?<=[\p{L}\p{N}])'(?=\p{L})/gu, '’')
    .replace(/(?<![\p{L}\p{N}])"(?=\S)([^"\n]{0,1000}\S)"(?![\p{L}\p{N}])/gu, `${open}$1${close}`)
    .replace(/\.{3}(?!\.)/g, '…')
  return lang === 'fr' ? french.reduce((text, [where, by]) => text.replace(where, by), marked) : marked
}
