import { addCounts, advocacyShare, clickRate, type Counts } from '../../domain/reach/figures.ts'
import {
  formatDifference,
  formatMonth,
  formatMultiplier,
  formatNumber,
  formatPercent,
  formatPercentChange
} from '../../messages/format.ts'
import { translator, type Language, type MessageKey } from '../../messages/index.ts'

interface Totals {
  owned: Counts
  advocacy: Counts
  multiplier: number | null
}

/** One of the figures that a month is judged by, in words. */
export interface KeyFigure {
  key: 'total' | 'multiplier' | 'share' | 'clicks'
  label: string
  value: string
  /** How the value comes about. */
  note: string
  definition: string
  change: { text: string; direction: 'up' | 'down' | 'level' }
}

const words: Record<KeyFigure['key'], { label: MessageKey; definition: MessageKey[] }> = {
  total: {
    label: 'reach.screen.total',
    definition: ['reports.figures.reach.definition', 'reports.figures.impressions.definition']
  },
  multiplier: { label: 'reports.figures.multiplier.name', definition: ['reports.figures.multiplier.definition'] },
  share: { label: 'reports.figures.share.name', definition: ['reports.figures.share.definition'] },
  clicks: { label: 'reach.screen.clicks', definition: ['reports.figures.clickRate.definition'] }
}

/** The figures of a month with their change against the month before: the same on screen and in print. */
export function keyFigures(now: Totals, before: { month: string; totals: Totals | null }, lang: Language): KeyFigure[] {
  const t = translator(lang)
  const month = formatMonth(before.month, lang)
  const number = (value: number): string => formatNumber(value, lang)
  const [current, previous] = [measures(now), before.totals && measures(before.totals)]

  const change = (key: keyof Measures, write: (now: number, before: number) => string): KeyFigure['change'] => {
    const [from, to] = [previous?.[key] ?? null, current[key]]
    if (from === null || to === null) return { text: t('reach.screen.noPrevious', { month }), direction: 'level' }
    if (from === to) return { text: t('reach.screen.unchanged', { month }), direction: 'level' }
    return { text: t('reach.screen.change', { change: write(to, from), month }), direction: to > from ? 'up' : 'down' }
  }
  const relative = (to: number, from: number): string =>
    from > 0 ? formatPercentChange(to / from - 1, lang) : formatDifference(to, lang)
  const points = (to: number, from: number): string =>
    t('reach.screen.points', { change: formatDifference((to - from) * 100, lang) })

  const [owned, advocacy] = [number(now.owned.impressions), number(now.advocacy.impressions)]
  const rate = clickRate(addCounts(now.owned, now.advocacy))
  const figure = (key: KeyFigure['key'], rest: Pick<KeyFigure, 'value' | 'note' | 'change'>): KeyFigure => ({
    key,
    label: t(words[key].label),
    definition: words[key].definition.map(part => t(part)).join(' '),
    ...rest
  })
  return [
    figure('total', {
      value: number(current.total),
      note: t('reach.screen.totalNote', { owned, advocacy }),
      change: change('total', relative)
    }),
    figure('multiplier', {
      value: formatMultiplier(current.multiplier, lang),
      note: t('reach.screen.formula'),
      change: change('multiplier', (to, from) => formatDifference(to - from, lang))
    }),
    figure('share', {
      value: current.share === null ? '–' : formatPercent(current.share, lang),
      note: t('reach.screen.shareNote', { advocacy, total: number(current.total) }),
      change: change('share', points)
    }),
    figure('clicks', {
      value: number(current.clicks),
      note: t('reach.screen.clicksNote', { rate: rate === null ? '–' : formatPercent(rate, lang) }),
      change: change('clicks', relative)
    })
  ]
}

type Measures = Record<KeyFigure['key'], number | null> & { total: number; clicks: number }

const measures = ({ owned, advocacy, multiplier }: Totals): Measures => ({
  total: owned.impressions + advocacy.impressions,
  multiplier,
  share: advocacyShare(owned.impressions, advocacy.impressions),
  clicks: owned.clicks + advocacy.clicks
})
