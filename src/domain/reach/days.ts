import { fold } from './fold.ts'

/** How `03/11/2026` is meant. */
export type DayOrder = 'day-first' | 'month-first'

const earliest = 1990
const latest = 2099
const afterDay = String.raw`(?:[T,\s]\s*\S.*)?$`
const yearFirst = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${afterDay}`)
const compact = new RegExp(String.raw`^(\d{4})(\d{2})(\d{2})${afterDay}`)
const numeric = new RegExp(String.raw`^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})${afterDay}`)
const dayThenName = new RegExp(
  String.raw`^(?:\p{L}+\.?,?\s+)?(\d{1,2})(?:er|st|nd|rd|th)?[\s-]+(\p{L}{3,})\.?,?[\s-]+(\d{4})${afterDay}`,
  'u'
)
const nameThenDay = new RegExp(
  String.raw`^(?:\p{L}+\.?,?\s+)?(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${afterDay}`,
  'u'
)

const monthNames = [
  ['january', 'janvier'],
  ['february', 'fevrier'],
  ['march', 'mars'],
  ['april', 'avril'],
  ['may', 'mai'],
  ['june', 'juin'],
  ['july', 'juillet'],
  ['august', 'aout'],
  ['september', 'septembre'],
  ['october', 'octobre'],
  ['november', 'novembre'],
  ['december', 'decembre']
]

/**
 * The calendar day of a date as platforms write it: ISO 8601, numbers in either order, or with the month's name in French or
 * English, each with or without a time. The day is the one written, whatever the offset beside it: a reader who adds the
 * file's column up by hand finds the same sums.
 * @returns `YYYY-MM-DD`, or null for what is no date, no day of the calendar, or not of 1990 to 2099
 */
export function readDay(text: string, order: DayOrder): string | null {
  const value = text.trim()
  const iso = yearFirst.exec(value)
  if (iso) return day(iso[1], iso[3], iso[4])
  const plain = compact.exec(value)
  if (plain) return day(plain[1], plain[2], plain[3])
  const numbers = numeric.exec(value)
  if (numbers) {
    const [, first, , second, year = ''] = numbers
    const full = year.length === 2 ? `20${year}` : year
    return order === 'day-first' ? day(full, second, first) : day(full, first, second)
  }
  const european = dayThenName.exec(value)
  if (european) return day(european[3], monthNumber(european[2]), european[1])
  const american = nameThenDay.exec(value)
  if (american) return day(american[3], monthNumber(american[1]), american[2])
  return null
}

/** Which order a value proves, if it does: a part over 12 cannot be a month. */
export function provenOrder(text: string): DayOrder | null {
  const numbers = numeric.exec(text.trim())
  if (!numbers) return null
  const [first, second] = [Number(numbers[1]), Number(numbers[3])]
  if (first > 12 && second <= 12) return 'day-first'
  return second > 12 && first <= 12 ? 'month-first' : null
}

function day(year: string | undefined, month: string | number | undefined, date: string | undefined): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(date)]
  if (y < earliest || y > latest || m < 1 || m > 12 || d < 1 || d > daysIn(y, m)) return null
  return `${y}-${two(m)}-${two(d)}`
}

const two = (number: number): string => (number < 10 ? `0${number}` : String(number))

/** How many days a month has (months count from 1). */
export const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

function monthNumber(name = ''): number {
  const start = fold(name)
  const found = monthNames.flatMap((names, index) => (names.some(full => full.startsWith(start)) ? [index + 1] : []))
  return found.length === 1 ? (found[0] as number) : 0
}
