import { flushSync, mount } from 'svelte'
import { toErrorShape } from '../domain/errors.ts'
import { formatMonth } from '../messages/format.ts'
import { translator } from '../messages/index.ts'
import { connectPage } from '../preload/page.ts'
import ReportPages from './reports/pages/ReportPages.svelte'
import './theme/base.css'
import './reports/print.css'

const { month, lang, ready } = window.relaisReport

/** Draws the month's report and waits for its fonts, so that what is printed is complete. */
async function draw(): Promise<void> {
  const report = await connectPage(window.relaisReport).call('reports.month', { month, lang })
  document.documentElement.lang = lang
  document.title = `${report.workspace}, ${translator(lang)('reports.pages.title')}, ${formatMonth(month, lang)}`
  mount(ReportPages, { target: document.body, props: { report } })
  flushSync()
  // Fonts are only fetched for text that was laid out, and a window that is not shown lays out nothing unless it is asked.
  void document.body.offsetHeight
  await document.fonts.ready
}

draw().then(
  () => ready(),
  (thrown: unknown) => ready(toErrorShape(thrown).code)
)
