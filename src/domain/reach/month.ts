import { Temporal } from 'temporal-polyfill'
import { daysIn } from './days.ts'

/** The month before or after, by so many: `shiftMonth('2026-01', -1)` is `2025-12`. */
export function shiftMonth(month: string, by: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}

/** Every day of a month, `YYYY-MM-DD`. */
export function daysOf(month: string): string[] {
  const length = daysIn(Number(month.slice(0, 4)), Number(month.slice(5)))
  return Array.from({ length }, (_none, index) => `${month}-${String(index + 1).padStart(2, '0')}`)
}

/** The instants at which a month begins and the next one does, in a zone. */
export function monthInstants(month: string, zone: string): { from: string; to: string } {
  return { from: startOf(month, zone), to: startOf(shiftMonth(month, 1), zone) }
}

const startOf = (month: string, zone: string): string =>
  new Date(Temporal.PlainDate.from(`${month}-01`).toZonedDateTime(zone).epochMilliseconds).toISOString()

/** The calendar day that an instant falls on in a zone. */
export const localDay = (instant: string, zone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString()
