import { scaleBand, scaleLinear } from 'd3-scale'
import { formatCompact, formatMonthOfYear, formatMultiplier } from '../../../messages/format.ts'
import type { Language } from '../../../messages/index.ts'

export interface MonthReach {
  month: string
  owned: number
  advocacy: number
  multiplier: number | null
}

export interface TrendLayout {
  baseline: number
  columns: {
    month: string
    x: number
    width: number
    owned: { y: number; height: number }
    advocacy: { y: number; height: number }
    total: string
    multiplier: string
    name: string
    /** Said once, under the first month of each year. */
    year: string | null
  }[]
}

const head = 18
const foot = 52
/** Between the channels, so that they are apart without colour too. */
const gap = 2
const widest = 36

/** Works out the drawing of reach by month: a column each, with its total above and its multiplier below. */
export function layOutTrend(
  months: readonly MonthReach[],
  { width, height }: { width: number; height: number },
  lang: Language
): TrendLayout {
  const baseline = height - foot
  const x = scaleBand(
    months.map(({ month }) => month),
    [0, width]
  ).padding(0.35)
  const y = scaleLinear([0, Math.max(1, ...months.map(({ owned, advocacy }) => owned + advocacy))], [baseline, head])
  const column = Math.min(x.bandwidth(), widest)
  return {
    baseline,
    columns: months.map(({ month, owned, advocacy, multiplier }, index) => ({
      month,
      x: (x(month) ?? 0) + (x.bandwidth() - column) / 2,
      width: column,
      owned: { y: y(owned), height: baseline - y(owned) },
      advocacy: { y: y(owned + advocacy), height: Math.max(0, y(owned) - y(owned + advocacy) - gap) },
      total: formatCompact(owned + advocacy, lang),
      multiplier: formatMultiplier(multiplier, lang),
      name: formatMonthOfYear(month, lang),
      year: index === 0 || month.endsWith('-01') ? month.slice(0, 4) : null
    }))
  }
}
