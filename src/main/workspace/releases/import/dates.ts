const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const earliest = 1900
const latest = 2100

/**
 * The calendar day that a document gives as its date, as written there: a release dated 20 February at 23:00 in Montreal is
 * of 20 February. Reads ISO 8601 (also compact) and the dates of mail and HTTP headers.
 * @returns `YYYY-MM-DD`, or null if it is no such date, no day of the calendar, or not of 1900 to 2100
 */
export function dayOf(value: unknown): string | null {
  const text = String(value).trim()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})(?!\d)/.exec(text)
  if (iso) return checkedDay(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const mail = /^(?:[a-z]{3},\s+)?(\d{1,2})\s+([a-z]{3})[a-z]*\.?\s+(\d{4})(?!\d)/i.exec(text)
  if (mail) return checkedDay(Number(mail[3]), months.indexOf((mail[2] as string).toLowerCase()) + 1, Number(mail[1]))
  return null
}

function checkedDay(year: number, month: number, day: number): string | null {
  if (year < earliest || year > latest) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return real ? date.toISOString().slice(0, 10) : null
}

/**
 * The instant under which a dated document is listed: noon UTC, which is on that same day for every reader from Honolulu to
 * Nouméa; midnight UTC would show it a day early in all of America.
 */
export const listedOn = (day: string): string => `${day}T12:00:00.000Z`
