import { fromHttpDate } from '../../../../domain/delivery/http-date.ts'
import type { Call, Parcel } from './connector.ts'

/** What a server's own clocks may differ by: the one that stamps texts and the one that stamps answers. */
const leeway = 2 * 60_000

/**
 * The earliest instant, by the destination's clock, at which this delivery can have brought something about.
 * @param date the `Date` header of an answer of now; without one, this machine's clock has to do
 */
export function createdSince({ delivery }: Parcel, { now }: Call, date: string | null | undefined): number {
  const theirs = fromHttpDate(date)
  const ahead = Number.isNaN(theirs) ? 0 : theirs - now()
  return Date.parse(delivery.startedAt) + ahead - leeway
}
