import { fitText, widthOf } from './text.ts'

/** A release that went out on a day of the chart. */
export interface Mark {
  day: string
  title: string
}

/** A line on the day, with a name beside its top like a flag on its pole. */
export interface PlacedMark extends Mark {
  x: number
  /** Null where all rows are full: the line stays, and the read-out and the table say the rest. */
  label: { text: string; x: number; row: number; flipped: boolean } | null
}

const rowLimit = 3
const longest = 140
const gap = 12
const fromPole = 5

/** Gives each mark's name a row in which it covers no other name and no other mark's line. */
export function placeMarks(
  marks: readonly Mark[],
  xOf: (day: string) => number,
  rightEdge: number
): { placed: PlacedMark[]; rows: number } {
  const ends: number[] = []
  const poles: { x: number; row: number }[] = []
  const placed = byDay(marks).map(mark => {
    const x = xOf(mark.day)
    const text = fitText(mark.title, longest)
    const width = widthOf(text)
    const flipped = x + fromPole + width > rightEdge
    const start = flipped ? x - fromPole - width : x
    const row = [...Array(rowLimit).keys()].find(
      candidate =>
        ends.slice(candidate).every(end => end <= start) && poles.every(pole => pole.row >= candidate || pole.x < start)
    )
    if (row === undefined) return { ...mark, x, label: null }
    for (let above = ends.length; above < row; above++) ends.push(0)
    ends[row] = (flipped ? x : start + fromPole + width) + gap
    poles.push({ x, row })
    return { ...mark, x, label: { text, x: flipped ? x - fromPole : x + fromPole, row, flipped } }
  })
  return { placed, rows: ends.length }
}

/** Releases of one day share one mark: the first by name, and how many more. */
function byDay(marks: readonly Mark[]): Mark[] {
  const days = new Map<string, string[]>()
  for (const { day, title } of marks) days.set(day, [...(days.get(day) ?? []), title])
  return [...days]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([day, titles]) => {
      const [first = '', ...others] = titles.sort((a, b) => a.localeCompare(b))
      return { day, title: others.length ? `${fitText(first, longest - 24)} +${others.length}` : first }
    })
}
