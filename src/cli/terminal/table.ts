import { styleText } from 'node:util'
import { fit, oneLine, widthOf } from './text.ts'

export interface Column {
  title: string
  align?: 'left' | 'right'
  /** May be cut when the table is wider than the terminal. */
  flexible?: boolean
}

const gap = '  '
/** A flexible column is not cut below this. */
const narrowest = 10

/**
 * An aligned table.
 * @param columns its heads; at least one should be flexible
 * @param rows one text per column; anything a terminal would act on is taken out
 * @param width columns of the terminal; `Infinity` where it is not one, and nothing is cut
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string {
  const cells = rows.map(row => row.map(oneLine))
  const widths = shrink(
    columns,
    columns.map((column, at) => Math.max(widthOf(column.title), ...cells.map(row => widthOf(row[at] ?? '')))),
    width
  )
  const line = (row: readonly string[]): string =>
    columns
      .map((column, at) => pad(fit(row[at] ?? '', widths[at] ?? 0), widths[at] ?? 0, column.align))
      .join(gap)
      .trimEnd()
  const head = line(columns.map(column => column.title))
  return [styleText('bold', head, { stream: process.stdout }), ...cells.map(line)].join('\n')
}

/** Takes what is too wide from the flexible columns, always from the widest of them. */
function shrink(columns: readonly Column[], natural: readonly number[], width: number): number[] {
  const widths = [...natural]
  const total = (): number => widths.reduce((sum, each) => sum + each, gap.length * (columns.length - 1))
  while (total() > width) {
    const candidates = widths.filter((each, at) => columns[at]?.flexible && each > narrowest)
    if (candidates.length === 0) break
    const widest = widths.findIndex((each, at) => columns[at]?.flexible && each === Math.max(...candidates))
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  return widths
}

function pad(text: string, width: number, align: Column['align'] = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  return align === 'right' ? space + text : text + space
}
