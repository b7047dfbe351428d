import { createHash } from 'node:crypto'
import { BrowserWindow } from 'electron'
import writeFileAtomic from 'write-file-atomic'
import { RelaisError } from '../domain/errors.ts'
import { translator } from '../messages/index.ts'
import { report, reportArgument, type ReportParameters } from '../preload/report-contract.ts'
import type { PrintedReport } from '../preload/shell-contract.ts'
import { openDoor } from './door.ts'
import type { EngineProcess } from './engine-process.ts'
import { connectWindow } from './main-window.ts'
import { countPages, reproducible } from './pdf.ts'
import { pages } from './addresses.ts'
import { securePreferences } from './window-options.ts'

/** How long a report may take to draw itself, in milliseconds. */
const patience = 60_000

/**
 * Prints the report of a month to a file, as drawn by the report page in a window that is never shown.
 * @throws RelaisError `print-failed`; the file is then as it was
 */
export async function printReport(
  engine: EngineProcess,
  parameters: ReportParameters,
  file: string
): Promise<PrintedReport> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: securePreferences('report', [reportArgument + JSON.stringify(parameters)])
  })
  try {
    await drawn(window, engine)
    const pdf = reproducible(await window.webContents.printToPDF(printOptions(parameters)), dateOf(parameters.month))
    await writeFileAtomic(file, pdf)
    return { file, pages: countPages(pdf), sha256: createHash('sha256').update(pdf).digest('hex') }
  } catch (thrown) {
    if (thrown instanceof RelaisError) throw thrown
    throw new RelaisError('print-failed', { problem: thrown instanceof Error ? thrown.message : String(thrown) })
  } finally {
    window.destroy()
  }
}

/** Resolves once the page says that it is complete. */
function drawn(window: BrowserWindow, engine: EngineProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (problem: string): void => reject(new RelaisError('print-failed', { problem }))
    const timer = setTimeout(() => fail(`no page after ${patience / 1000} s`), patience)
    window.on('closed', () => clearTimeout(timer))
    window.webContents.on('render-process-gone', (_event, { reason }) => fail(reason))
    openDoor(window.webContents, 'report', report, {
      report: {
        ready({ problem }: { problem?: string }) {
          if (problem === undefined) resolve()
          else fail(problem)
          return null
        }
      }
    })
    connectWindow(window, 'report', engine)
    window.loadURL(pages.report).catch((thrown: Error) => fail(thrown.message))
  })
}

const printOptions = ({ lang, paper }: ReportParameters): Electron.PrintToPDFOptions => ({
  pageSize: paper,
  printBackground: true,
  preferCSSPageSize: true,
  generateTaggedPDF: true,
  generateDocumentOutline: true,
  displayHeaderFooter: true,
  headerTemplate: '<span></span>',
  footerTemplate: footerFor(lang)
})

/** Chromium fills in the numbers; it gives the foot neither styles nor a size of its own. */
function footerFor(lang: ReportParameters['lang']): string {
  const text = translator(lang)('shell.print.page', {
    page: '<span class="pageNumber"></span>',
    pages: '<span class="totalPages"></span>'
  })
  return `<div style="width:100%;font:9px sans-serif;color:#555;text-align:center">${text}</div>`
}

/** The first instant after the month: a report is dated by what it tells, not by when it was printed. */
function dateOf(month: string): Date {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 1))
}
