import { InvalidArgumentError, Option } from 'commander'
import type { Translate } from '../messages/index.ts'

/** Reads a whole number from 1 on. */
function wholeNumber(text: string, most: number): number {
  if (!/^[1-9]\d{0,8}$/.test(text) || Number(text) > most) throw new InvalidArgumentError('whole number')
  return Number(text)
}

/** Reads a month, `2026-11`. */
export function month(text: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) throw new InvalidArgumentError('YYYY-MM')
  return text
}

/** Reads a day, `2026-11-26`. */
export function day(text: string): string {
  const parsed = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00Z`) : null
  if (!parsed || Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== text)
    throw new InvalidArgumentError('YYYY-MM-DD')
  return text
}

/** Reads the last day of a right: a day, or `never`. */
export const lastDay = (text: string): string => (text === 'never' ? text : day(text))

/** Who acts; given to every command in which a person does. */
export const asOption = (t: Translate): Option => new Option('--as <person>', t('cli.options.as')).env('RELAIS_PERSON')

/** @param most where the engine answers with no further pages */
export const limitOption = (t: Translate, most = Infinity): Option =>
  new Option('--limit <n>', t('cli.options.limit')).argParser(text => wholeNumber(text, most)).default(50)

/** Options given on the command line that are named in `keys`, without those that were left out. */
export function given<T extends object, K extends keyof T>(
  options: T,
  ...keys: K[]
): { [Key in K]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(keys.filter(key => options[key] !== undefined).map(key => [key, options[key]])) as {
    [Key in K]?: Exclude<T[Key], undefined>
  }
}
