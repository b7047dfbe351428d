import { setImmediate as turn } from 'node:timers/promises'
import type { ErrorShape } from '../../../../domain/errors.ts'
import type { Channel, Counts } from '../../../../domain/reach/figures.ts'
import { provenDecimal, readCount, type DecimalSign } from '../../../../domain/reach/counts.ts'
import { provenOrder, readDay, type DayOrder } from '../../../../domain/reach/days.ts'
import type { MetricField } from '../../../../domain/reach/heading-words.ts'
import { headingLanguage } from '../../../../domain/reach/headings.ts'
import { readChannel } from '../../../../domain/reach/speakers.ts'
import type { Line, Table } from './table.ts'

/** One figure of a file: what a post of an account had on a day. */
export interface MetricRow extends Counts {
  row: number
  day: string
  account: string
  /** What tells the post from others: its address, or its title where there is none. */
  reference: string
  url: string | null
  title: string | null
  channel: Channel | null
}

export type RowFailure = ErrorShape & { row: number }

interface Style {
  order: DayOrder
  decimal: DecimalSign | null
  channels: boolean
  account: string | null
  headings: readonly string[]
  columns: Table['columns']
}

const countFields = ['impressions', 'clicks', 'reactions', 'comments', 'shares'] as const
const perTurn = 5_000

/**
 * Reads the lines of a table as figures. How dates and fractions are written is settled over the whole file first.
 * @param given `account` where the file has no such column; `lang` of the workspace, where the file's headings tell nothing
 * @returns the rows that could be read, and a failure for each that could not
 */
export async function readRows(
  table: Table,
  given: { account: string | null; lang: 'fr' | 'en' }
): Promise<{ rows: MetricRow[]; failed: RowFailure[] }> {
  const style = {
    ...(await learnStyle(table, given.lang)),
    account: given.account,
    headings: table.headings,
    columns: table.columns
  }
  const rows: MetricRow[] = []
  const failed: RowFailure[] = []
  for (const [index, line] of table.lines.entries()) {
    const read = readLine(line, style)
    if ('code' in read) failed.push(read)
    else rows.push(read)
    if (index % perTurn === perTurn - 1) await turn()
  }
  return { rows, failed }
}

async function learnStyle(
  { lines, headings }: Table,
  lang: 'fr' | 'en'
): Promise<Pick<Style, 'order' | 'decimal' | 'channels'>> {
  let lead = 0
  let decimal: DecimalSign | null = null
  let channels = false
  for (const [index, { cells }] of lines.entries()) {
    const order = provenOrder(cells.date ?? '')
    if (order) lead += order === 'day-first' ? 1 : -1
    for (const field of countFields) decimal ??= provenDecimal(cells[field] ?? '')
    channels ||= readChannel(cells.channel ?? '') !== null
    if (index % perTurn === perTurn - 1) await turn()
  }
  const dayFirst = lead === 0 ? (headingLanguage(headings) ?? lang) === 'fr' : lead > 0
  return { order: dayFirst ? 'day-first' : 'month-first', decimal, channels }
}

/** Reads one line, or says which cell stands in the way. */
function readLine(line: Line, style: Style): MetricRow | RowFailure {
  const { row, cells } = line
  const refuse = (code: ErrorShape['code'], field: MetricField, value = ''): RowFailure => ({
    row,
    code,
    params: { row, column: style.headings[style.columns[field] ?? -1]?.trim() ?? field, value: shorten(value) }
  })
  if (tooWide(line, style) || tooNarrow(line, style)) {
    return { row, code: 'metrics-cells', params: { row, found: line.width, expected: style.headings.length } }
  }
  const day = readDay(cells.date ?? '', style.order)
  if (!day) return refuse('metrics-date', 'date', cells.date)
  const account = tidy(cells.account) || style.account
  if (!account) return refuse('metrics-empty', 'account')
  const [url, title] = [tidy(cells.url) || null, tidy(cells.title) || null]
  const reference = url ?? title
  if (!reference) return refuse('metrics-empty', style.columns.url === undefined ? 'title' : 'url')
  const channel = style.channels && tidy(cells.channel) ? readChannel(cells.channel ?? '') : null
  if (style.channels && tidy(cells.channel) && !channel) return refuse('metrics-channel', 'channel', cells.channel)
  const counts = readCounts(cells, style.decimal)
  if ('wrong' in counts)
    return counts.wrong
      ? refuse('metrics-count', counts.wrong, cells[counts.wrong])
      : refuse('metrics-empty', 'impressions')
  return { row, day, account, reference, url, title, channel, ...counts }
}

/** The counts of a line; a cell left empty was not measured and adds nothing. `wrong` is null where no cell has a figure. */
function readCounts(
  cells: Line['cells'],
  decimal: DecimalSign | null
): Counts | { wrong: (typeof countFields)[number] | null } {
  const counts: Counts = { impressions: 0, clicks: 0, reactions: 0, comments: 0, shares: 0 }
  let measured = false
  for (const field of countFields) {
    const count = readCount(cells[field] ?? '', decimal)
    if (count === null) continue
    if (Number.isNaN(count)) return { wrong: field }
    counts[field] = count
    measured = true
  }
  return measured ? counts : { wrong: null }
}

// A separator inside an unquoted title pushes the figures under the wrong headings, so such a row is refused as a whole.
const tooWide = ({ width }: Line, { headings }: Style): boolean => width > headings.length

// Spreadsheets may leave empty cells at the end out; a row that ends before its figures was cut off.
const tooNarrow = ({ width }: Line, { columns }: Style): boolean =>
  width <= Math.max(columns.date ?? 0, ...countFields.map(field => columns[field] ?? 0))

// Most cells are addresses and need nothing done: looking first makes reading a large file a tenth faster.
const tidy = (text = ''): string => (/^[!-~]*$/.test(text) ? text : text.normalize('NFC').replace(/\s+/g, ' ').trim())

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text)
