import { languages, type Language } from '../../messages/index.ts'

/**
 * The language of help and messages: `--ui-lang` where it is given, else the locale of the terminal, else English.
 *
 * It is looked for before the arguments are parsed, because the parser's own help and complaints are in that language too.
 */
export function languageFor(argv: readonly string[], env: NodeJS.ProcessEnv): Language {
  const asked = valueOf(argv, '--ui-lang')
  if (asked !== undefined && isLanguage(asked)) return asked
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return /^fr([_.-]|$)/i.test(locale) ? 'fr' : 'en'
}

/** Whether an option is among the arguments, up to the `--` that ends them. */
export const hasFlag = (argv: readonly string[], flag: string): boolean => optionsOf(argv).includes(flag)

function valueOf(argv: readonly string[], flag: string): string | undefined {
  const options = optionsOf(argv)
  const joined = options.findLast(word => word.startsWith(`${flag}=`))
  if (joined) return joined.slice(flag.length + 1)
  const at = options.lastIndexOf(flag)
  return at < 0 ? undefined : options[at + 1]
}

function optionsOf(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--')
  return end < 0 ? argv : argv.slice(0, end)
}

const isLanguage = (text: string): text is Language => (languages as readonly string[]).includes(text)
