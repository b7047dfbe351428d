import { fold } from '../../../../domain/reach/fold.ts'
import { metricFields, type MetricField } from '../../../../domain/reach/heading-words.ts'
import { findColumns, type Columns, type HeadingMap } from '../../../../domain/reach/headings.ts'
import { firstRecords, recordsOf } from './records.ts'
import { toUtf8 } from './utf8.ts'

/** A row as a spreadsheet numbers it (from 1, headings included), and how many cells it has; empty ones past the last heading do not count. */
export interface Line {
  row: number
  width: number
  /** Cells of the columns found, in the order of `metricFields`. */
  cells: Partial<Record<MetricField, string>>
}

export interface Table {
  headings: string[]
  columns: Columns
  lines: Line[]
}

const delimiters = [',', ';', '\t']

/**
 * Reads a CSV file: encoding, separator and the row of headings are found by looking; rows without any text are left out.
 * @throws RelaisError `metrics-quote`
 */
export async function readTable(bytes: Uint8Array, name: string, map: HeadingMap): Promise<Table> {
  const utf8 = toUtf8(bytes)
  const { delimiter, at } = findHeadings(utf8, map)
  const table: Table = { headings: [], columns: {}, lines: [] }
  let row = 0
  for await (const records of recordsOf(utf8, delimiter, name)) {
    for (const record of records) {
      row += 1
      if (row < at) continue
      if (row === at) Object.assign(table, { headings: record, columns: findColumns(record, map) })
      else if (record.some(cell => cell.trim() !== '')) table.lines.push(lineOf(record, row, table))
    }
  }
  return table
}

function lineOf(record: readonly string[], row: number, { columns, headings: { length: headings } }: Table): Line {
  const cells: Line['cells'] = {}
  for (const field of metricFields) {
    const cell = columns[field] === undefined ? undefined : record[columns[field]]
    if (cell !== undefined) cells[field] = cell
  }
  let width = record.length
  while (width > headings && record[width - 1]?.trim() === '') width -= 1
  return { row, width, cells }
}

/** The separator and row under which the most headings are known; some exports begin with lines of explanation. */
function findHeadings(utf8: Buffer, map: HeadingMap): { delimiter: string; at: number } {
  let best = { delimiter: ',', at: 1, score: -1 }
  for (const delimiter of delimiters) {
    firstRecords(utf8, delimiter).forEach((record, index) => {
      const score = scoreOf(record, map)
      if (score > best.score) best = { delimiter, at: index + 1, score }
    })
  }
  return best
}

// Known headings decide; without any, the first row with the most cells is shown to the person as what was found.
const scoreOf = (record: readonly string[], map: HeadingMap): number =>
  Object.keys(findColumns(record, map)).length * 1_000 + Math.min(record.filter(cell => fold(cell) !== '').length, 999)
