/** English month names as the mail format has them, and the French ones that some publishers' software writes instead. */
const months = [
  'jan',
  'feb|fév|fev',
  'mar',
  'apr|avr',
  'may|mai',
  'jun|juin',
  'jul|juil',
  'aug|août|aou',
  'sep',
  'oct',
  'nov',
  'dec|déc'
].map(names => new RegExp(`^(?:${names})`, 'i'))

/** The zone names of RFC 822 and a few that feeds use, in minutes east of Greenwich. Its one-letter zones mean UTC (RFC 5322, 4.3). */
const zones: Record<string, number> = {
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  WEST: 60,
  BST: 60,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  JST: 540
}

const time = String.raw`(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?`
const zone = String.raw`(?:\s*([+-]\d{1,2}:?\d{2}|[A-Za-z]+)(?:\s*\(.*\))?)?`
// "2026-11-26T07:30:00+01:00", "20261126", "2026-11", "2026"
const iso = new RegExp(String.raw`^(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:[T\s]\s*${time}${zone})?)?)?$`, 'i')
// "Thu, 26 Nov 2026 07:30:00 +0100", "26-nov-26"
const mail = new RegExp(
  String.raw`^(?:\p{L}+\.?,?\s+)?(\d{1,2})[\s-]+(\p{L}+)\.?,?[\s-]+(\d{2}|\d{4})(?:[\sT]+${time}${zone})?$`,
  'iu'
)
// "Thu Nov 26 07:30:00 2026", "Thu Nov 26 07:30:00 CET 2026", "November 26, 2026"
const clock = new RegExp(
  String.raw`^(?:\p{L}+,?\s+)??(\p{L}+)\.?\s+(\d{1,2})(?:\s+${time}(?:\s+([A-Z]+|[+-]\d{4}))?|,)\s+(\d{4})$`,
  'iu'
)

const longestDate = 200

/**
 * Reads the date of a feed item as a UTC instant: ISO 8601 and its W3C profile, the mail format in the ways that feeds bend
 * it, and the C library's. Where no zone is written, UTC is meant. Null for what is no date, or no possible one.
 */
export function feedDate(written: string): string | null {
  if (written.length > longestDate) return null
  const value = written
    .trim()
    .replace(
      /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b/,
      (_, year: string, month: string, day: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    )
  const asIso = iso.exec(value)
  if (asIso)
    return instant({
      year: asIso[1],
      month: Number(asIso[2] ?? 1),
      day: asIso[3] ?? '1',
      time: asIso.slice(4, 8),
      zone: asIso[8]
    })
  const asMail = mail.exec(value)
  if (asMail)
    return instant({
      year: asMail[3],
      month: monthNamed(asMail[2]),
      day: asMail[1],
      time: asMail.slice(4, 8),
      zone: asMail[8]
    })
  const asClock = clock.exec(value)
  if (asClock)
    return instant({
      year: asClock[8],
      month: monthNamed(asClock[1]),
      day: asClock[2],
      time: asClock.slice(3, 7),
      zone: asClock[7]
    })
  return null
}

/** When an item counts as having come, for order: a date in the future would sit on top of the list until it is reached. */
export const listedAt = (publishedAt: string | null, receivedAt: string): string =>
  publishedAt !== null && publishedAt < receivedAt ? publishedAt : receivedAt

const monthNamed = (name = ''): number => months.findIndex(pattern => pattern.test(name)) + 1

interface Written {
  year: string | undefined
  month: number
  day: string | undefined
  time: (string | undefined)[]
  zone: string | undefined
}

// Before this year, a feed's date is a program's zero, not a publication.
const firstYear = 1900

function instant({
  year: writtenYear = '',
  month,
  day: writtenDay,
  time: [hour = '0', minute = '0', second = '0', fraction = '0'],
  zone
}: Written): string | null {
  const year = Number(writtenYear) + (writtenYear.length > 2 ? 0 : Number(writtenYear) < 70 ? 2000 : 1900)
  const day = Number(writtenDay)
  const valid =
    year >= firstYear && month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
  const offset = minutesEast(zone)
  // 24:00 is the end of a day in ISO 8601, and a 60th second a leap one; Date.UTC carries both over.
  if (!valid || offset === null || Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return null
  const milliseconds = Math.floor(Number(`0.${fraction}`) * 1000)
  return new Date(
    Date.UTC(year, month - 1, day, Number(hour), Number(minute) - offset, Number(second), milliseconds)
  ).toISOString()
}

function minutesEast(zone = 'Z'): number | null {
  const numeric = /^([+-])(\d{1,2}):?(\d{2})$/.exec(zone)
  if (numeric) return (numeric[1] === '-' ? -1 : 1) * (Number(numeric[2]) * 60 + Number(numeric[3]))
  const name = zone.toUpperCase()
  return /^(?:[A-Z]|UTC?|GMT|WET)$/.test(name) ? 0 : (zones[name] ?? null)
}
