import { Temporal } from 'temporal-polyfill'
import type { Embargo } from '../releases/release.ts'
import { RelaisError } from '../errors.ts'

/** Nothing behind the time: an offset or a zone written there would be passed over, and the text could leave hours early. */
const wallTime = /^\d{4,6}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?$/

/**
 * The instant that a wall time means in a zone. A time that occurs twice means the later one, a skipped one moves later:
 * an embargo must never lift before anyone's reading of it.
 * @param wall local date and time, `YYYY-MM-DDTHH:MM[:SS]`
 * @param zone IANA name, such as `Europe/Paris`
 * @throws RelaisError `bad-time` if either cannot be read
 */
export function embargoFromWall(wall: string, zone: string): Embargo {
  try {
    if (!wallTime.test(wall)) throw new RangeError('not a wall time')
    const local = Temporal.PlainDateTime.from(wall)
    const first = local.toZonedDateTime(zone, { disambiguation: 'earlier' })
    const last = local.toZonedDateTime(zone, { disambiguation: 'later' })
    const later = Temporal.ZonedDateTime.compare(first, last) > 0 ? first : last
    return {
      at: new Date(later.epochMilliseconds).toISOString(),
      zone,
      wall: local.toString({ smallestUnit: 'minute' })
    }
  } catch (cause) {
    throw new RelaisError('bad-time', { value: `${wall} ${zone}` }, { cause })
  }
}

/**
 * From when on an embargo is lifted, in milliseconds since the epoch: the stored instant, or what its wall time means under
 * the zone rules of today where that is later. Rules change after a time was planned; nobody's reading of it may be beaten.
 * @returns NaN, which the gate holds, where it cannot be read
 */
export function embargoLifts({ at, zone, wall }: Embargo): number {
  try {
    return Math.max(Date.parse(at), Date.parse(embargoFromWall(wall, zone).at))
  } catch {
    return Number.NaN
  }
}

/** The wall time in a zone that a text means: one with an offset or `Z` is moved there, any other is left for the zone to read. */
export function wallIn(text: string, zone: string): string {
  try {
    return Temporal.Instant.from(text).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
  } catch {
    return text.replace(' ', 'T')
  }
}

/**
 * Reads a time as people type it on a terminal: an instant with an offset or `Z`, or a wall time in the given zone.
 * @throws RelaisError `bad-time`
 */
export function instantFrom(text: string, zone: string): string {
  try {
    return new Date(Temporal.Instant.from(text).epochMilliseconds).toISOString()
  } catch {
    return embargoFromWall(text.replace(' ', 'T'), zone).at
  }
}
