const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** The first wait leaves a destination time to finish what it may be at; the last ones find what is shown only later. */
const waits = [30 * second, 2 * minute, 10 * minute, 30 * minute, 2 * hour, 6 * hour]

/** After so many looks that proved nothing, it is for a person to say. */
export const maximumLooks = waits.length

/** How long to wait before looking at a destination, in milliseconds, after so many looks that proved nothing. */
export const lookAfter = (looks: number): number => waits[looks] ?? 6 * hour
