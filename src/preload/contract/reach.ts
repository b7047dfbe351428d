import * as v from 'valibot'
import { channels, type Channel, type Counts } from '../../domain/reach/figures.ts'
import { metricFields, type MetricField } from '../../domain/reach/heading-words.ts'
import type { Report } from '../../domain/reports/report.ts'
import { answers } from './method.ts'
import { day, id, label, limit, line, month, nothing, pickedFile } from './parts.ts'
import type { ErrorShape } from '../../domain/errors.ts'

/**
 * What an import did: each of the file's `rows` is either new (`matched` to a release or `unmatched`), `present` with the
 * same figures, or `failed`. Of the new ones, `superseded` took the place of an older figure, which is kept.
 */
export interface MetricsResult {
  file: string
  rows: number
  matched: number
  unmatched: number
  superseded: number
  present: number
  failed: (ErrorShape & { row: number })[]
  /** The heading that each field was read from; counts that the file does not have are not here, and add nothing. */
  columns: Partial<Record<MetricField, string>>
  /** First and last day in the file: a date read in the wrong order shows here. Null without any row. */
  days: { from: string; to: string } | null
  /** Accounts met for the first time, with the channel that the file gave or that was guessed for them. */
  accounts: { name: string; channel: Channel; network: string }[]
}

/** What came of asking destinations for their figures. */
export interface MetricsPull {
  /** Those that can tell figures; `stored` counts figures that are new or changed. */
  accounts: {
    id: string
    name: string
    readings: number
    stored: number
    problem: ErrorShape | null
    /** When it last told its figures; null if it never has. */
    at: string | null
  }[]
}

export interface ReachDay {
  day: string
  owned: number
  advocacy: number
}

/** The figures of one release; of all that matched none where `id` is null. `posts` counts what colleagues posted. */
export interface ReachRelease {
  id: string | null
  title: string
  owned: Counts
  advocacy: Counts
  multiplier: number | null
  posts: number
}

/** The figures of one account. A post counts in the month of its first figure. */
export interface ReachAccount {
  name: string
  network: string
  impressions: number
  clicks: number
  posts: number
}

/** Figures of a month; `previous` are those of the month before, null where it has none. */
export interface Reach {
  month: string
  from: string
  to: string
  /** Every day of the month. */
  days: ReachDay[]
  owned: Counts
  advocacy: Counts
  multiplier: number | null
  previous: { owned: Counts; advocacy: Counts; multiplier: number | null; ambassadors: number } | null
  /** Most impressions first. */
  releases: ReachRelease[]
  /** Releases that went out in the month, for marks on the chart, in order of time. */
  marks: { day: string; id: string; title: string }[]
  /** Colleagues who shared, most impressions first. */
  ambassadors: ReachAccount[]
  /** The organisation's own accounts, most impressions first. */
  accounts: ReachAccount[]
}

export interface MetricRow extends Counts {
  day: string
  account: string
  channel: Channel
  reference: string
  file: string
  row: number
  superseded: boolean
}

/** For each field, the heading that the file has over it: for those that Relais does not know by themselves. */
const map = v.partial(v.strictObject(v.entriesFromList(metricFields, line)))
const csv = v.strictObject({ file: pickedFile, account: v.optional(label), map: v.optional(map, {}) })

export const reach = {
  'metrics.import': answers<MetricsResult>()(csv),
  /** Asks one account, or all that can tell figures: one that fails is named, and the others go on. */
  'metrics.pull': answers<MetricsPull>()(v.strictObject({ account: v.optional(id) })),
  /** Months that have figures, newest first. */
  'reach.months': answers<string[]>()(nothing),
  /** Without a month: the newest one with figures, or this month where there are none; none later than this month. */
  'reach.month': answers<Reach>()(v.strictObject({ month: v.optional(month), release: v.optional(id) })),
  /** The file rows behind a figure, with those that a newer row took the place of; `release: null` for those of no release. */
  'reach.rows': answers<{ total: number; rows: MetricRow[] }>()(
    v.strictObject({
      month,
      day: v.optional(day),
      release: v.optional(v.nullable(id)),
      account: v.optional(line),
      channel: v.optional(v.picklist(channels)),
      limit
    })
  ),
  'reach.setChannel': answers<null>()(v.strictObject({ account: line, channel: v.picklist(channels) })),
  'reports.month': answers<Report>()(v.strictObject({ month, lang: v.optional(v.picklist(['fr', 'en'])) }))
}
