/** The three forms of RFC 9110, 5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`. */
const withZone = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*, \d{2}[ -][A-Z][a-z]{2}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT$/
const withoutZone = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/

/**
 * Reads a date of an HTTP header. `Date.parse` alone takes almost anything for one ("26 Nov" is in 2001), and the last form for
 * a time of this machine's zone.
 * @returns milliseconds since the epoch; NaN for anything that is no such date
 */
export function fromHttpDate(header: string | null | undefined): number {
  const text = header?.trim() ?? ''
  if (withZone.test(text)) return Date.parse(text)
  return withoutZone.test(text) ? Date.parse(`${text} GMT`) : Number.NaN
}
