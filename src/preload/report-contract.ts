import * as v from 'valibot'
import { answers } from './contract/method.ts'
import { line } from './contract/parts.ts'
import type { papers, Preferences } from './shell-contract.ts'

/** What is printed. */
export interface ReportParameters {
  month: string
  lang: Preferences['lang']
  paper: (typeof papers)[number]
}

/** All that the print window may ask of the main process. */
export const report = {
  report: {
    /** The page is complete, fonts included, and may be printed; or it says what kept it from that. */
    ready: answers<null>()(v.strictObject({ problem: v.optional(line) }))
  }
}

/** How the parameters reach the print window's preload script. */
export const reportArgument = '--relais-print='

/** `window.relaisReport` of the print window; `connectPage(window.relaisReport)` gives its engine. */
export interface ReportBridge extends ReportParameters {
  connect(): void
  ready(problem?: string): Promise<unknown>
}

declare global {
  interface Window {
    relaisReport: ReportBridge
  }
}
