import { fitText, widthOf } from './text.ts'

/** A release that went out on a day of the chart. */
export interface Mark {
  day: string
  title: string
}

type DayMark = Mark & { more: number }

/** Where a mark's name stands: beside the top of its line, like a flag on its pole. */
interface Flag {
  text: string
  x: number
  row: number
  anchor: 'start' | 'end'
}

export interface PlacedMark extends Mark {
  x: number
  /** Null where there is no room: the line stays, and the read-out and the table say the rest. */
  flag: Flag | null
}

/** A flag that has its place, with the stretch that it covers. */
interface Taken {
  pole: number
  row: number
  start: number
  end: number
}

const rowLimit = 3
const places = [...Array(rowLimit).keys()].flatMap(row => [
  { row, anchor: 'start' as const },
  { row, anchor: 'end' as const }
])
/** How long a name may be, in pixels; cut shorter where it does not fit otherwise. */
const lengths = [180, 130, 84] as const
const fromPole = 5
const between = 10

/**
 * Names marks in up to three rows, so that no name covers another name nor another named mark's line.
 * @param weight how much a day matters: where there is no room for all names, the greatest have theirs
 */
export function placeMarks(
  marks: readonly Mark[],
  scale: { x: (day: string) => number; weight: (day: string) => number; right: number }
): { placed: PlacedMark[]; rows: number } {
  const taken: Taken[] = []
  const placed = byDay(marks)
    .sort((a, b) => scale.weight(b.day) - scale.weight(a.day))
    .map(mark => ({ ...mark, x: scale.x(mark.day), flag: flagFor(mark, scale.x(mark.day), taken, scale.right) }))
  return { placed, rows: Math.max(0, ...taken.map(({ row }) => row + 1)) }
}

function flagFor({ title, more }: DayMark, pole: number, taken: Taken[], right: number): Flag | null {
  for (const longest of lengths) {
    const text = fitText(title, longest) + (more ? ` +${more}` : '')
    for (const { row, anchor } of places) {
      const x = anchor === 'start' ? pole + fromPole : pole - fromPole
      const end = anchor === 'start' ? x + widthOf(text) : x - widthOf(text)
      const place = { pole, row, start: Math.min(pole, end), end: Math.max(pole, end) }
      if (place.start < 0 || place.end > right || taken.some(other => collide(place, other))) continue
      taken.push(place)
      return { text, x, row, anchor }
    }
  }
  return null
}

/** Names of one row meet; or the line of the higher one would run through the name of the lower. */
function collide(a: Taken, b: Taken): boolean {
  if (a.row === b.row) return a.start < b.end + between && b.start < a.end + between
  const [higher, lower] = a.row < b.row ? [a, b] : [b, a]
  return higher.pole > lower.start - between / 2 && higher.pole < lower.end + between / 2
}

/** Releases of one day share one mark: the first by name, and how many more. */
function byDay(marks: readonly Mark[]): DayMark[] {
  const days = new Map<string, string[]>()
  for (const { day, title } of marks) days.set(day, [...(days.get(day) ?? []), title])
  return [...days].map(([day, titles]) => {
    const [title = '', ...others] = titles.sort((a, b) => a.localeCompare(b))
    return { day, title, more: others.length }
  })
}
