import * as v from 'valibot'
import { papers } from '../preload/shell-contract.ts'
import { month } from '../preload/contract/parts.ts'

const printOrder = v.strictObject({
  workspace: v.pipe(v.string(), v.nonEmpty()),
  month,
  lang: v.picklist(['fr', 'en']),
  paper: v.optional(v.picklist(papers), 'A4'),
  out: v.pipe(v.string(), v.nonEmpty())
})
export type PrintOrder = v.InferOutput<typeof printOrder>

/** Starts Relais without showing its window, as at login. */
export const hiddenOption = '--hidden'

/** What a command line asks for: a report to print and nothing else, or a window. */
export type Orders =
  | { kind: 'print'; order: PrintOrder }
  | { kind: 'window'; workspace: string | null; hidden: boolean }
  | { kind: 'unreadable' }

/** Reads the options that are ours; all others belong to Electron and Chromium. */
export function readOrders(args: readonly string[]): Orders {
  const print = valueOf(args, '--relais-report=')
  if (print !== null) {
    const order = v.safeParse(v.pipe(v.string(), v.parseJson(), printOrder), print)
    return order.success ? { kind: 'print', order: order.output } : { kind: 'unreadable' }
  }
  return { kind: 'window', workspace: valueOf(args, '--relais-workspace='), hidden: args.includes(hiddenOption) }
}

function valueOf(args: readonly string[], option: string): string | null {
  return args.find(arg => arg.startsWith(option))?.slice(option.length) ?? null
}
