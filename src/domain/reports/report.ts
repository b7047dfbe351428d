import type { Counts } from '../reach/figures.ts'

/** A delivery counts as on time if it arrived no later than this after its planned time, or its embargo if that is later. */
export const onTimeMinutes = 15
/** How many lines the report's tables have at most; what is beyond is summed up under them. */
export const reportLines = { releases: 12, ambassadors: 15, trend: 12 } as const

export interface ReportRelease {
  title: string
  owned: number
  advocacy: number
  clicks: number
  shares: number
  /** What colleagues posted about it. */
  posts: number
  multiplier: number | null
}

export interface ReportDestination {
  name: string
  connector: string
  confirmed: number
  onTime: number
  failed: number
}

/** The figures that a month is compared with the one before by. */
export interface ReportTotals {
  owned: Counts
  advocacy: Counts
  multiplier: number | null
  ambassadors: number
}

/**
 * All that the month's report prints, in one object: the same data gives the same pages. Nothing in it depends on the day it
 * is made. What was coming up is told as it was known when the month ended, from reviews, revisions and the journal,
 * which do not change afterwards.
 */
export interface Report extends ReportTotals {
  workspace: string
  month: string
  lang: 'fr' | 'en'
  zone: string
  /** Null where the month before has no figures. */
  previous: ReportTotals | null
  /** Every day of the month. */
  days: { day: string; owned: number; advocacy: number }[]
  marks: { day: string; title: string }[]
  /** Up to a year of months with figures, oldest first, this one last. */
  trend: { month: string; owned: number; advocacy: number; multiplier: number | null }[]
  /** Most impressions first. */
  releases: ReportRelease[]
  /** Releases beyond those listed; null where all are. */
  otherReleases: { count: number; owned: number; advocacy: number } | null
  /** Figures that match no release of this workspace; null where all do. */
  unmatched: { owned: number; advocacy: number } | null
  /** Where it was seen, most impressions first. */
  networks: { network: string; owned: number; advocacy: number }[]
  /** The colleagues whose sharing was seen most; `ambassadors` counts all who shared. */
  topAmbassadors: { name: string; impressions: number; clicks: number; posts: number }[]
  deliveries: { confirmed: number; onTime: number; failed: number; destinations: ReportDestination[] }
  /** From submission to approval, in minutes: the median of the month's approvals; null where there are none. */
  approvalMinutes: number | null
  previousApprovalMinutes: number | null
  approvals: number
  published: { day: string; title: string; destinations: number }[]
  /** Under embargo beyond the month, as known at its end. */
  upcoming: { at: string; zone: string; title: string; approved: boolean }[]
  /** The files that the figures come from, and how many of their rows count in this month. */
  sources: { name: string; importedAt: string; rows: number }[]
}
