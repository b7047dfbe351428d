/** The measured counts of one row, or of a sum of rows. Impressions are views, not people: unique counts are never added up. */
export interface Counts {
  impressions: number
  clicks: number
  reactions: number
  comments: number
  shares: number
}

export const channels = ['owned', 'advocacy'] as const
export type Channel = (typeof channels)[number]

export const noCounts: Counts = { impressions: 0, clicks: 0, reactions: 0, comments: 0, shares: 0 }

/** Adds two sets of counts, field by field. */
export function addCounts(a: Counts, b: Counts): Counts {
  return {
    impressions: a.impressions + b.impressions,
    clicks: a.clicks + b.clicks,
    reactions: a.reactions + b.reactions,
    comments: a.comments + b.comments,
    shares: a.shares + b.shares
  }
}

/**
 * How many times further employees' sharing carried it: (owned + advocacy) / owned, over impressions.
 * @returns null where the organisation's own accounts had no impressions: there is nothing to multiply.
 */
export function multiplier(owned: number, advocacy: number): number | null {
  return owned > 0 ? (owned + advocacy) / owned : null
}

/** Clicks per impression, between 0 and 1; null without impressions. */
export function clickRate({ clicks, impressions }: Counts): number | null {
  return impressions > 0 ? clicks / impressions : null
}

/** The part of the reach that employees carried, between 0 and 1; null without any. */
export function advocacyShare(owned: number, advocacy: number): number | null {
  return owned + advocacy > 0 ? advocacy / (owned + advocacy) : null
}
