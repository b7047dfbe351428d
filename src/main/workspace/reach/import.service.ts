import { createHash } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { RelaisError } from '../../../domain/errors.ts'
import { metricFields } from '../../../domain/reach/heading-words.ts'
import { missingColumns, type HeadingMap } from '../../../domain/reach/headings.ts'
import type { MetricsResult } from '../../../preload/contract/reach.ts'
import { instantNow, requireRole, type Context } from '../context.ts'
import { newId } from '../ids.ts'
import { findWorkspace } from '../people/person.repository.ts'
import { writeRows } from './arrival.service.ts'
import { readRows, type MetricRow } from './csv/metric-rows.ts'
import { readTable, type Table } from './csv/table.ts'
import { isImported, removeUnfinished, unfinishedFile } from './file.repository.ts'

export interface MetricsInput {
  file: { name: string; bytes: Uint8Array }
  /** Whose figures they are, where the file does not say. */
  account?: string | undefined
  map: HeadingMap
}

const largest = 200
const mostShown = 60

/**
 * Imports a metrics CSV. A small file is one transaction. A larger one comes in by parts, between which others are answered,
 * and none of it counts until the transaction of the last part: what a crash leaves behind is removed by the next import.
 * One import at a time: the caller sees to that.
 * @throws RelaisError `file-too-large`, `metrics-columns` (naming what was found), `metrics-quote`
 */
export async function importMetrics(context: Context, input: MetricsInput): Promise<MetricsResult> {
  const actor = requireRole(context.session, 'officer', 'administrator')
  const { file, account, map } = input
  if (file.bytes.length > largest * 1_000_000)
    throw new RelaisError('file-too-large', { path: file.name, limit: largest })
  const table = await readTable(file.bytes, file.name, map)
  const missing = missingColumns(table.columns, account !== undefined)
  if (missing.length > 0)
    throw new RelaisError('metrics-columns', { file: file.name, missing: missing.join(', '), found: foundIn(table) })
  const workspace = await findWorkspace(context.read)
  const { rows, failed } = await readRows(table, { account: account ?? null, lang: workspace.lang })
  const described = { file: file.name, rows: table.lines.length, failed, columns: columnsOf(table), days: daysIn(rows) }
  const sha256 = createHash('sha256').update(file.bytes).digest('hex')
  if (rows.length === 0 || (await isImported(context.read, sha256))) {
    return { ...described, matched: 0, unmatched: 0, superseded: 0, present: rows.length, accounts: [] }
  }
  await clearUnfinished(context)
  const source = { id: newId(), name: file.name, sha256, imported_at: instantNow(context), rows: table.lines.length }
  return { ...described, ...(await writeRows(context, { actor, source, rows, organisation: workspace.name })) }
}

/** Removes what an import that was cut off left behind: nothing may come in after it until it is gone. */
export async function clearUnfinished(context: Context): Promise<void> {
  for (let left = await unfinishedFile(context.read); left !== null; left = await unfinishedFile(context.read)) {
    const seq = left
    while (await context.write(trx => removeUnfinished(trx, seq))) await turn()
  }
}

function foundIn({ headings }: Table): string {
  const named = headings.map(heading => heading.trim()).filter(Boolean)
  const shown = named.slice(0, mostShown).map(heading => heading.slice(0, 60))
  return shown.length === 0 ? '–' : [...shown, ...(named.length > mostShown ? ['…'] : [])].join(' | ')
}

function columnsOf({ headings, columns }: Table): MetricsResult['columns'] {
  const found: MetricsResult['columns'] = {}
  for (const field of metricFields) {
    const index = columns[field]
    if (index !== undefined) found[field] = headings[index]?.trim() ?? ''
  }
  return found
}

function daysIn(rows: readonly MetricRow[]): MetricsResult['days'] {
  const [first] = rows
  if (!first) return null
  const days = { from: first.day, to: first.day }
  for (const { day } of rows) {
    if (day < days.from) days.from = day
    if (day > days.to) days.to = day
  }
  return days
}
