/** What a destination counts on its own posts. */
export interface Reading {
  /** The post that it is about; null for the account as a whole. */
  remoteId: string | null
  /** The day it holds for (YYYY-MM-DD, UTC). */
  day: string
  /** `so far`: counted since the post began, so that two of them give a day. `of the day`: that day's alone. */
  basis: 'so far' | 'of the day'
  counts: Partial<
    Record<'impressions' | 'uniqueImpressions' | 'clicks' | 'reactions' | 'comments' | 'shares' | 'followers', number>
  >
}
