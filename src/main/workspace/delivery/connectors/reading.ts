import type { Reading } from '../../../../domain/reach/reading.ts'
import type { Call } from './connector.ts'

/** What a destination counts of a post, or of the account (`null`), since it began; what it did not tell is left out. */
export const soFar = (
  { now }: Call,
  remoteId: string | null,
  counts: { [K in keyof Reading['counts']]: number | undefined }
): Reading => ({
  remoteId,
  day: new Date(now()).toISOString().slice(0, 10),
  basis: 'so far',
  counts: Object.fromEntries(Object.entries(counts).filter(([, value]) => value !== undefined))
})
