/**
 * The cells of a table as Markdown, row by row; rows and columns without a word are left out.
 * @returns null for what is no table of data: a frame around one column or around other tables, or no words at all
 */
export function cellsOf(table: Element, toMarkdown: (html: string) => string): string[][] | null {
  if (table.querySelector('table')) return null
  const rows = Array.from(table.querySelectorAll('tr'), row => cellsOfRow(row, toMarkdown)).filter(row =>
    row.some(Boolean)
  )
  const width = Math.max(0, ...rows.map(row => row.length))
  const used = [...Array(Math.min(width, widest)).keys()].filter(column => rows.some(row => row[column]))
  return used.length < 2 ? null : rows.map(row => used.map(column => row[column] ?? ''))
}

/** Wider than any table that is read; what a hostile page declares may be far wider. */
const widest = 50

function cellsOfRow(row: Element, toMarkdown: (html: string) => string): string[] {
  return Array.from(row.children)
    .filter(cell => /^t[dh]$/i.test(cell.nodeName))
    .flatMap(cell => {
      const spanned = Math.min(Math.max(Number(cell.getAttribute('colspan')) || 1, 1), widest)
      return [oneCell(toMarkdown(cell.innerHTML)), ...Array<string>(spanned - 1).fill('')]
    })
}

/** A pipe table has one line to a row, so what stood on several stands in one. */
const oneCell = (markdown: string): string =>
  markdown
    .replace(/\\?\n+/g, ' ')
    .replace(/(?<!\\)\|/g, '\\|')
    .trim()

/** Rows as a pipe table; the first is its heading, since such a table must have one. */
export function pipeTable(rows: readonly string[][]): string {
  const [head = [], ...body] = rows.map(row => `| ${row.join(' | ')} |`)
  return [head, `|${' --- |'.repeat(rows[0]?.length ?? 0)}`, ...body].join('\n')
}
