import { scaleLinear, scaleUtc, type ScaleTime } from 'd3-scale'
import { area, line } from 'd3-shape'
import { formatCompact, formatDayOfMonth, formatMonthShort } from '../../../messages/format.ts'
import type { Language } from '../../../messages/index.ts'
import { placeMarks, type Mark, type PlacedMark } from './marks.ts'
import { widthOf } from './text.ts'

export interface DayFigures {
  day: string
  owned: number
  advocacy: number
}

/** What the chart of a period is drawn from; both ends of the period are days of it. */
export interface DaySeries {
  from: string
  to: string
  days: readonly DayFigures[]
  marks: readonly Mark[]
}

export type ChannelNames = Record<'owned' | 'advocacy', string>
export type Point = DayFigures & { x: number; ownedY: number; totalY: number }

export interface DayLayout {
  plot: { left: number; right: number; top: number; bottom: number }
  points: Point[]
  areas: Record<'owned' | 'advocacy', string>
  /** The line between the two channels, drawn as a gap. */
  seam: { path: string; width: number }
  xTicks: { x: number; text: string }[]
  yTicks: { y: number; text: string }[]
  marks: (PlacedMark & { foot: number; labelY: number })[]
  /** The channels' names: beside the end of their areas, or in a line above where there is no room. */
  names: { channel: 'owned' | 'advocacy'; text: string; x: number; y: number; width: number }[]
}

const lineHeight = 16
const axisHeight = 24
const columnWidth = 24
/** Below so many pixels a day, a wide gap would hide what it parts. */
const dense = 4
/** Below this width, the channels are named above the plot. */
const narrow = 480
/** Above this many days, the axis names months. */
const longestInDays = 100

/** Works out the whole drawing of reach by day: the same on screen and in print. */
export function layOutDays(
  series: DaySeries,
  names: ChannelNames,
  { width, height }: { width: number; height: number },
  lang: Language
): DayLayout {
  const beside = width >= narrow
  const days = everyDay(series)
  const y = scaleLinear([0, Math.max(1, ...days.map(total))], [height - axisHeight, 0]).nice(4)
  const steps = y.ticks(4).filter(Number.isInteger)
  const left = Math.ceil(Math.max(...steps.map(step => widthOf(formatCompact(step, lang)))) + 10)
  const right = Math.floor(width - (beside ? Math.max(widthOf(names.owned), widthOf(names.advocacy)) + 16 : 8))
  const x = scaleUtc([instant(series.from), instant(series.to)], [left, right])
  // A single day stands in the middle of a period of its own.
  if (series.from === series.to)
    x.domain([instant(series.from) - millisecondsPerDay / 2, instant(series.to) + millisecondsPerDay / 2])

  const heights = new Map(days.map(day => [day.day, total(day)]))
  const { placed, rows } = placeMarks(series.marks, {
    x: day => x(instant(day)),
    weight: day => heights.get(day) ?? 0,
    right: width
  })
  const head = beside ? 4 : lineHeight + 4
  const top = head + rows * lineHeight + 8
  y.range([height - axisHeight, top])

  const points = days.map(day => ({ ...day, x: x(instant(day.day)), ownedY: y(day.owned), totalY: y(total(day)) }))
  const drawn = withBreadth(points, left, right)
  const shape = area<Point>().x(point => point.x)
  return {
    plot: { left, right, top, bottom: height - axisHeight },
    points,
    areas: {
      owned: shape.y0(y(0)).y1(point => point.ownedY)(drawn) ?? '',
      advocacy: shape.y0(point => point.ownedY).y1(point => point.totalY)(drawn) ?? ''
    },
    seam: {
      path:
        line<Point>(
          point => point.x,
          point => point.ownedY
        )(drawn) ?? '',
      width: points.length * dense > right - left ? 0.75 : 2
    },
    xTicks: dayTicks(x, days.length > longestInDays ? formatMonthShort : formatDayOfMonth, lang),
    yTicks: steps.map(step => ({ y: y(step), text: formatCompact(step, lang) })),
    marks: placed.map(mark => ({
      ...mark,
      foot: points.find(({ day }) => day === mark.day)?.totalY ?? y(0),
      labelY: head + ((mark.flag?.row ?? rows) + 0.75) * lineHeight
    })),
    names: beside ? namesBeside(drawn.at(-1), names, y(0)) : namesAbove(names, left)
  }
}

const total = ({ owned, advocacy }: DayFigures): number => owned + advocacy
const instant = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const millisecondsPerDay = 86_400_000

/** The days from the first of the period to the last with figures; a day without any counts nothing. */
function everyDay({ from, days }: DaySeries): DayFigures[] {
  const known = new Map(days.filter(day => total(day) > 0).map(day => [day.day, day]))
  const last = [...known.keys()].sort().at(-1)
  if (last === undefined) return []
  const count = Math.round((instant(last) - instant(from)) / millisecondsPerDay) + 1
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const day = new Date(instant(from) + index * millisecondsPerDay).toISOString().slice(0, 10)
    return known.get(day) ?? { day, owned: 0, advocacy: 0 }
  })
}

/** An area of one day would have no breadth: it is drawn as a column. */
function withBreadth(points: Point[], left: number, right: number): Point[] {
  const [only] = points
  if (!only || points.length > 1) return points
  const start = Math.max(left, Math.min(only.x - columnWidth / 2, right - columnWidth))
  return [
    { ...only, x: start },
    { ...only, x: start + columnWidth }
  ]
}

function dayTicks(x: ScaleTime<number, number>, format: (day: string, lang: Language) => string, lang: Language) {
  const [left = 0, right = 0] = x.range()
  const wanted = Math.max(2, Math.floor((right - left) / 90))
  return x
    .ticks(wanted)
    .filter(date => date.getTime() % millisecondsPerDay === 0)
    .map(date => ({ x: x(date), text: format(date.toISOString().slice(0, 10), lang) }))
}

/** Level with the middle of each area's end, but never over each other nor under the axis. */
function namesBeside(end: Point | undefined, names: ChannelNames, bottom: number): DayLayout['names'] {
  if (!end) return []
  const owned = Math.min((end.ownedY + bottom) / 2 + 4, bottom - 2)
  const advocacy = Math.min((end.totalY + end.ownedY) / 2 + 4, owned - lineHeight)
  return [nameAt('advocacy', names, end.x + 8, advocacy), nameAt('owned', names, end.x + 8, owned)]
}

const namesAbove = (names: ChannelNames, left: number): DayLayout['names'] => [
  nameAt('owned', names, left, lineHeight - 4),
  nameAt('advocacy', names, left + widthOf(names.owned) + 20, lineHeight - 4)
]

const nameAt = (channel: 'owned' | 'advocacy', names: ChannelNames, x: number, y: number) => ({
  channel,
  text: names[channel],
  x,
  y,
  width: widthOf(names[channel])
})
