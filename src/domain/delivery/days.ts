import { Temporal } from 'temporal-polyfill'

/** The day (YYYY-MM-DD) that it is in a zone. */
export const dayIn = (now: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().toString()

/** The instants between which these days lie in a zone: from the first one up to, and without, the second. */
export function stretchOf(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  zone: string
): { since: string | null; before: string | null } {
  return {
    since: from === undefined ? null : midnight(from, 0, zone),
    before: to === undefined ? null : midnight(to, 1, zone)
  }
}

/** A list asks for the same days page after page, and looking a zone up takes as long as reading the page. */
const midnights = new Map<string, string>()
const mostMidnights = 100

/** When a day begins, or one that comes so many days after it. */
function midnight(day: string, after: number, zone: string): string {
  const question = `${day} ${after} ${zone}`
  const known = midnights.get(question)
  if (known !== undefined) return known
  const start = Temporal.PlainDate.from(day).add({ days: after }).toZonedDateTime(zone)
  const instant = new Date(start.epochMilliseconds).toISOString()
  if (midnights.size >= mostMidnights) midnights.clear()
  midnights.set(question, instant)
  return instant
}
