import { setTimeout as wait } from 'node:timers/promises'
import type { Delivery } from '../../domain/delivery/delivery.ts'
import type { Output } from '../../preload/contract/index.ts'
import type { Desk } from '../desk.ts'
import type { Answer } from '../terminal/answer.ts'
import { onInterrupt } from '../terminal/interrupt.ts'
import { deliveriesAnswer, everyDelivery } from './outbox.ts'

/** Tries and successes of this run; `waiting` is what is still to be sent, whenever it is due. */
type Totals = Pick<Output<'outbox.deliver'>, 'attempted' | 'confirmed' | 'waiting'>

/** What is due later than this is left to the next run; the help says so. */
const patience = 60_000
/** Deliveries wait here for their time, which is not yet: nothing was left undone. */
const waitsForItsTime = (delivery: Delivery): boolean =>
  (delivery.state === 'planned' && delivery.reason === null) ||
  (delivery.state === 'held' && (delivery.reason === 'embargo' || delivery.reason === 'not-due'))

/**
 * Sends all that is due, and unless `once` follows what has to be tried again.
 *
 * Ctrl+C ends it after the sends that are under way. The answer lists each delivery that something happened to, and those
 * that are held; exit code 0 only if nothing that was due is left.
 */
export async function deliver(desk: Desk, once: boolean): Promise<Answer> {
  const touched = new Set<string>()
  const stopListening = desk.onChange(change => {
    if (change.topic === 'outbox') change.ids.forEach(id => touched.add(id))
  })
  const interrupted = new AbortController()
  const stopInterrupt = onInterrupt(() => interrupted.abort())
  try {
    const totals = await rounds(desk, once ? AbortSignal.abort() : interrupted.signal)
    return await answerWith(desk, totals, touched, interrupted.signal.aborted)
  } finally {
    stopInterrupt()
    stopListening()
  }
}

async function rounds({ call, terminal }: Desk, stop: AbortSignal): Promise<Totals> {
  const totals = { attempted: 0, confirmed: 0, waiting: 0 }
  for (;;) {
    const began = Date.now()
    const round = await call('outbox.deliver', {})
    totals.attempted += round.attempted
    totals.confirmed += round.confirmed
    totals.waiting = round.waiting
    const next = await nextDue(call, began)
    if (stop.aborted || next === null || next - Date.now() > patience) return totals
    const delay = Math.max(0, next - Date.now())
    terminal.say(terminal.t('cli.deliver.waiting', { count: Math.ceil(delay / 1000) }))
    await wait(delay, undefined, { signal: stop }).catch(() => undefined)
    if (stop.aborted) return totals
  }
}

/**
 * When something is due next. What is held for anything but its time, and what a round left although it was due, waits for a
 * person: the engine looks at such rows again every so often, which would go on for ever here.
 * @param began when that round began, milliseconds since the epoch
 */
async function nextDue(call: Desk['call'], began: number): Promise<number | null> {
  let first: number | null = null
  for (const state of ['planned', 'held', 'failed-retryable', 'unconfirmed'] as const) {
    for await (const delivery of everyDelivery(call, state)) {
      const due = Date.parse(delivery.dueAt)
      if (state === 'held' && !waitsForItsTime(delivery)) continue
      if (due > began && (first === null || due < first)) first = due
    }
  }
  return first
}

async function answerWith(
  desk: Desk,
  totals: Totals,
  touched: ReadonlySet<string>,
  interrupted: boolean
): Promise<Answer> {
  const { call, terminal } = desk
  const found = new Map<string, Delivery>()
  for (const id of touched) found.set(id, (await call('outbox.get', { id })).delivery)
  for (const state of ['held', 'failed-retryable'] as const) {
    for await (const delivery of everyDelivery(call, state))
      if (!waitsForItsTime(delivery)) found.set(delivery.id, delivery)
  }
  const all = [...found.values()]
  const left = all.filter(
    delivery => !['confirmed', 'cancelled'].includes(delivery.state) && !waitsForItsTime(delivery)
  )
  const { data, text } = await deliveriesAnswer(desk, all)
  // As they stand at the end: a try that failed may have been followed by one that did not.
  const held = all.filter(({ state }) => state === 'held').length
  const failed = all.filter(({ state }) => ['failed-retryable', 'failed-final', 'unconfirmed'].includes(state)).length
  const summary = terminal.t('cli.deliver.done', { ...totals, held, failed })
  return {
    data: { ...totals, held, failed, ...data },
    text: all.length > 0 ? `${text}\n\n${summary}` : summary,
    shortfall: shortfallOf(terminal, left.length, interrupted)
  }
}

function shortfallOf({ t }: Desk['terminal'], left: number, interrupted: boolean): Answer['shortfall'] {
  if (interrupted) return { code: 'cancelled', message: t('errors.cancelled') }
  return left > 0 ? { code: 'undelivered', message: t('errors.undelivered', { count: left }) } : undefined
}
