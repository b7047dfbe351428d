import type { Delivery } from '../../../../domain/delivery/delivery.ts'
import { formatInstant, formatNumber } from '../../../../messages/format.ts'
import { translator, type Language } from '../../../../messages/index.ts'

/** A delivery as the rehearsal left it; `goneAt` is null where it did not go. */
export interface Line {
  delivery: Delivery
  goneAt: string | null
}

interface Sheet {
  organisation: string
  /** IANA zones of the audiences, in which each time is given. */
  zones: readonly string[]
  lang: Language
  lines: readonly Line[]
}

/** The run sheet: what goes where and when, in every audience's zone, and what would not go and why. Markdown. */
export function runSheet({ organisation, zones, lang, lines }: Sheet): string {
  const t = translator(lang)
  const going = lines.filter(line => line.goneAt !== null).sort(inOrder)
  const held = lines.filter(line => line.goneAt === null).sort(inOrder)
  const columns = [
    ...zones.map(zone => zone.replace(/_/g, ' ')),
    ...columnsAfter.map(name => t(`delivery.sheet.${name}`))
  ]
  const rowOf = ({ delivery, goneAt }: Line): string[] => [
    ...zones.map(zone => formatInstant(goneAt ?? delivery.plannedAt, zone, lang)),
    delivery.accountName,
    t(`delivery.actions.${delivery.action}`),
    delivery.releaseTitle,
    goneAt === null ? t(`delivery.reasons.${delivery.reason ?? 'not-due'}`) : t('delivery.sheet.goes')
  ]
  const table = (rows: readonly Line[]): string =>
    [columns, columns.map(() => '---'), ...rows.map(rowOf)]
      .map(cells => `| ${cells.map(cell).join(' | ')} |`)
      .join('\n')
  const section = (title: string, rows: readonly Line[]): string[] =>
    rows.length === 0 ? [] : [`## ${title} (${formatNumber(rows.length, lang)})`, table(rows)]
  return `${[
    `# ${cell(t('delivery.sheet.title', { organisation }))}`,
    t('delivery.sheet.about'),
    ...section(t('delivery.sheet.going'), going),
    ...section(t('delivery.sheet.held'), held),
    ...(lines.length === 0 ? [t('delivery.sheet.nothing')] : [])
  ].join('\n\n')}\n`
}

const columnsAfter = ['destination', 'action', 'release', 'outcome'] as const

/** A text in a table's cell, whatever signs are in it. */
const cell = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\|<`*_[\]]/g, '\\$&')

/** By time, then by name: nothing that differs from one run to the next. */
const inOrder = (a: Line, b: Line): number =>
  (a.goneAt ?? a.delivery.plannedAt).localeCompare(b.goneAt ?? b.delivery.plannedAt) ||
  compare(a.delivery.accountName, b.delivery.accountName) ||
  compare(a.delivery.releaseTitle, b.delivery.releaseTitle) ||
  compare(a.delivery.id, b.delivery.id)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
