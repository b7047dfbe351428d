import { Temporal } from 'temporal-polyfill'

/** The day (YYYY-MM-DD) that it is in a zone. */
export const dayIn = (now: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().toString()

/** The instants between which these days lie in a zone: from the first one up to, and without, the second. */
export function stretchOf(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  zone: string
): { since: string | null; before: string | null } {
  const midnight = (day: Temporal.PlainDate): string =>
    new Date(day.toZonedDateTime(zone).epochMilliseconds).toISOString()
  return {
    since: from === undefined ? null : midnight(Temporal.PlainDate.from(from)),
    before: to === undefined ? null : midnight(Temporal.PlainDate.from(to).add({ days: 1 }))
  }
}
