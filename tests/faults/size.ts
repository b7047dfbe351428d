/** `npm run faults` has each fault happen as often as promised; a run of all tests, a few times. */
export const long = process.env['RELAIS_FAULTS'] === 'long'

export const sized = (many: number, few: number): number => (long ? many : few)

/** Longer than the long ones take. */
export const patience = long ? 3_600_000 : 60_000
