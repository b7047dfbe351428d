import type { Translation } from '../translation.ts'
import type { reports as en } from '../en/reports.ts'

/** French words: reports. */
export const reports: Translation<typeof en> = {}
