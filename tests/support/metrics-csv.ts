/** A row as a test thinks of it. */
export interface CsvRow {
  date: string
  account: string
  url?: string
  title?: string
  impressions: number | string
  clicks?: number | string
  reactions?: number | string
  comments?: number | string
  shares?: number | string
  channel?: string
}

type Field = keyof CsvRow

const headings: Record<'fr' | 'en', Record<Field, string>> = {
  en: {
    date: 'Date',
    account: 'Account',
    url: 'URL',
    title: 'Title',
    impressions: 'Impressions',
    clicks: 'Clicks',
    reactions: 'Reactions',
    comments: 'Comments',
    shares: 'Shares',
    channel: 'Channel'
  },
  fr: {
    date: 'Date de publication',
    account: 'Compte',
    url: 'Lien',
    title: 'Titre',
    impressions: 'Impressions',
    clicks: 'Clics',
    reactions: 'Réactions',
    comments: 'Commentaires',
    shares: 'Partages',
    channel: 'Canal'
  }
}

const order: readonly Field[] = [
  'date',
  'account',
  'url',
  'title',
  'impressions',
  'clicks',
  'reactions',
  'comments',
  'shares',
  'channel'
]

/** A metrics file as a platform would export it; columns that no row has are left out. */
export function metricsCsv(
  rows: readonly CsvRow[],
  options: { lang?: 'fr' | 'en'; delimiter?: string; newline?: string } = {}
): string {
  const { lang = 'en', delimiter = ',', newline = '\n' } = options
  const counts: readonly Field[] = ['impressions', 'clicks', 'reactions', 'comments', 'shares']
  const fields = order.filter(field => counts.includes(field) || rows.some(row => row[field] !== undefined))
  const cell = (value: number | string): string =>
    /["\r\n]/.test(String(value)) || String(value).includes(delimiter)
      ? `"${String(value).replaceAll('"', '""')}"`
      : String(value)
  const lines = [
    fields.map(field => headings[lang][field]),
    ...rows.map(row => fields.map(field => row[field] ?? (counts.includes(field) ? 0 : '')))
  ]
  return lines.map(line => line.map(cell).join(delimiter) + newline).join('')
}

/** A file as a person would pick it. */
export const csvFile = (
  name: string,
  content: string | Uint8Array
): { name: string; bytes: Uint8Array<ArrayBuffer> } => ({
  name,
  bytes: Uint8Array.from(typeof content === 'string' ? Buffer.from(content) : content)
})
