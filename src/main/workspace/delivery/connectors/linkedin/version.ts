/** Of autumn 2026, when this was written. A version is a month, `YYYYMM`, and has to be named in every call. */
export const currentVersion = '202609'

/** Each is served for at least so many months (https://learn.microsoft.com/en-us/linkedin/marketing/versioning). */
const servedFor = 12

export interface VersionEnd {
  version: string
  /** The month (YYYY-MM) from which LinkedIn may refuse it. */
  from: string
}

/**
 * Whether a version is in its last month or past it: eleven months old or more.
 * @param now milliseconds since the epoch
 * @returns null while there is nothing to do
 */
export function endingVersion(version: string, now: number): VersionEnd | null {
  const today = new Date(now)
  const age = today.getUTCFullYear() * 12 + today.getUTCMonth() - monthOf(version)
  return age >= servedFor - 1 ? { version, from: lastOf(version) } : null
}

/** The month from which it may be refused, as YYYY-MM. */
export function lastOf(version: string): string {
  const end = monthOf(version) + servedFor
  return `${Math.floor(end / 12)}-${String((end % 12) + 1).padStart(2, '0')}`
}

/** Months since the year 0. */
const monthOf = (version: string): number => Number(version.slice(0, 4)) * 12 + Number(version.slice(4)) - 1
