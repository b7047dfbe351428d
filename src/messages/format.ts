import type { Language } from './index.ts'

/** English is written the British way: day before month, and hours of 24, as in French. */
const tags: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' }

/** A count, with its thousands apart: 486 200. */
export const formatNumber = (value: number, lang: Language): string => new Intl.NumberFormat(tags[lang]).format(value)

/** A count in few characters, for the axis of a chart: 20 k. */
export const formatCompact = (value: number, lang: Language): string =>
  new Intl.NumberFormat(tags[lang], { notation: 'compact' }).format(value)

/** A price as it is written in a language; fractions of a cent are kept, for some posts cost one and a half. */
export const formatPrice = ({ amount, currency }: { amount: number; currency: string }, lang: Language): string =>
  new Intl.NumberFormat(tags[lang], { style: 'currency', currency, maximumFractionDigits: 3 }).format(amount)

/** A part between 0 and 1, as a percentage; one decimal below ten percent, where rounding would mislead. */
export function formatPercent(part: number, lang: Language): string {
  const maximumFractionDigits = Math.abs(part) < 0.0995 ? 1 : 0
  return new Intl.NumberFormat(tags[lang], { style: 'percent', maximumFractionDigits }).format(part)
}

/** A change, with its sign: +23%. */
export const formatPercentChange = (part: number, lang: Language): string =>
  withSign(part, lang, { style: 'percent', maximumFractionDigits: 0 })

/** A difference, with its sign and at most one decimal: +0.4. */
export const formatDifference = (value: number, lang: Language): string =>
  withSign(value, lang, { maximumFractionDigits: 1 })

/** ×4.5; a dash where there is nothing to multiply. */
export function formatMultiplier(value: number | null, lang: Language): string {
  if (value === null) return '–'
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
  return `×${new Intl.NumberFormat(tags[lang], digits).format(value)}`
}

/** 23 Nov 2026, from `2026-11-23`. */
export const formatDay = (day: string, lang: Language): string =>
  formatDate(day, lang, { day: 'numeric', month: 'short', year: 'numeric' })

/** 23 Nov, from `2026-11-23`, where the year is said nearby. */
export const formatDayOfMonth = (day: string, lang: Language): string =>
  formatDate(day, lang, { day: 'numeric', month: 'short' })

/** November 2026, from `2026-11`. */
export const formatMonth = (month: string, lang: Language): string =>
  formatDate(`${month}-01`, lang, { month: 'long', year: 'numeric' })

/** Nov 2026, from a day or a month. */
export const formatMonthShort = (day: string, lang: Language): string =>
  formatDate(`${day.slice(0, 7)}-01`, lang, { month: 'short', year: 'numeric' })

/** Nov, from a month. */
export const formatMonthOfYear = (month: string, lang: Language): string =>
  formatDate(`${month}-01`, lang, { month: 'short' })

/** Day and time on the clocks of a zone, with the city that names it: 23 Nov 2026, 09:00 (Paris). */
export function formatInstant(at: string, zone: string, lang: Language): string {
  const time = { hour: '2-digit', minute: '2-digit', timeZone: zone } as const
  const wall = new Intl.DateTimeFormat(tags[lang], { day: 'numeric', month: 'short', year: 'numeric', ...time })
  const city = zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')
  return `${wall.format(new Date(at))} (${city})`
}

/** The time on this computer's clock: 09:00. */
export const formatTime = (at: string, lang: Language): string =>
  new Intl.DateTimeFormat(tags[lang], { hour: '2-digit', minute: '2-digit' }).format(new Date(at))

/** A length of time in its two largest units: 1 day 4 hr. */
export function formatDuration(minutes: number, lang: Language): string {
  const whole = Math.max(0, Math.round(minutes))
  const parts: [number, 'day' | 'hour' | 'minute'][] = [
    [Math.floor(whole / minutesPerDay), 'day'],
    [Math.floor((whole % minutesPerDay) / minutesPerHour), 'hour'],
    [whole % minutesPerHour, 'minute']
  ]
  const first = parts.findIndex(([count]) => count > 0)
  if (first < 0) return formatUnit(0, 'minute', lang)
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => formatUnit(count, unit, lang))
    .join(' ')
}

/** How far an instant lies from another: in 2 days 17 hrs, 5 min ago, now. */
export function formatDistance(at: string, from: string, lang: Language): string {
  const minutes = Math.round((Date.parse(at) - Date.parse(from)) / 60_000)
  const size = Math.abs(minutes)
  const long = new Intl.RelativeTimeFormat(tags[lang], { numeric: 'auto' })
  const short = new Intl.RelativeTimeFormat(tags[lang], { style: 'short' })
  const signed = (count: number): number => (minutes < 0 ? -count : count)
  if (size < 1) return long.format(0, 'second')
  if (size >= 730 * minutesPerDay) return long.format(signed(Math.floor(size / minutesPerDay / 365)), 'year')
  if (size >= 60 * minutesPerDay) return long.format(signed(Math.floor(size / minutesPerDay / 30.5)), 'month')
  const [unit, length] = largestUnit(size)
  const count = Math.floor(size / length)
  const words = short.format(signed(count), unit)
  // While the first unit is few, the second matters; it goes where the first stands in a sentence of this language.
  const [first, both] = [formatUnit(count, unit, lang), formatDuration(size, lang)].map(plainSpaces)
  return count < 7 && first && both ? plainSpaces(words).replace(first, both) : words
}

const plainSpaces = (text: string): string => text.replaceAll(/\s/g, ' ')

/** With a true minus, as wide as the plus. */
const withSign = (value: number, lang: Language, options: Intl.NumberFormatOptions): string =>
  new Intl.NumberFormat(tags[lang], { ...options, signDisplay: 'exceptZero' }).format(value).replace('-', '−')

const minutesPerHour = 60
const minutesPerDay = 24 * minutesPerHour

const largestUnit = (minutes: number): ['day' | 'hour' | 'minute', number] =>
  minutes >= minutesPerDay
    ? ['day', minutesPerDay]
    : minutes >= minutesPerHour
      ? ['hour', minutesPerHour]
      : ['minute', 1]

const formatUnit = (count: number, unit: 'day' | 'hour' | 'minute', lang: Language): string =>
  new Intl.NumberFormat(tags[lang], { style: 'unit', unit, unitDisplay: 'short' }).format(count)

/** A calendar day has no zone: it is read and written in the same one, or it could slip to its neighbour. */
const formatDate = (day: string, lang: Language, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(tags[lang], { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
