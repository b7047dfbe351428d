import { waitingStates, type Delivery } from '../../../../domain/delivery/delivery.ts'
import { embargoLifts } from '../../../../domain/delivery/embargo.ts'
import type { ReleaseContent } from '../../../../domain/releases/release.ts'
import type { Checked, Output } from '../../../../preload/contract/index.ts'
import type { Context } from '../../context.ts'
import { findWorkspace } from '../../people/person.repository.ts'
import { findRevision } from '../../review/revision.repository.ts'
import type { Connector } from '../connectors/connector.ts'
import { findDelivery } from '../delivery.repository.ts'
import { Dispatcher } from '../dispatcher.ts'
import { listDeliveries } from '../outbox.repository.ts'
import { Tokenkeeper } from '../tokens.ts'
import { TrustedClock } from '../trusted-clock.ts'
import { copyWorkspace } from './copy.ts'
import { openReceiver } from './receiver.ts'
import { runSheet, type Line } from './sheet.ts'

/** Without an end, a week is played through. */
const usualSpan = 7 * 24 * 60 * 60_000
/** More than a press office plans in a week; what is beyond it is said to be left out. */
const most = 2_000

/**
 * Plays through what is planned in a stretch of time, on a copy of the workspace: the real gate and the real outbox, with a
 * clock that is set from one due time to the next, and a receiver on this machine in the place of each destination.
 * @returns a run sheet in Markdown, the same byte for byte for the same plan
 */
export async function rehearse(
  context: Context,
  connectors: readonly Connector[],
  input: Checked<'outbox.rehearse'>
): Promise<Output<'outbox.rehearse'>> {
  let clock = input.from === undefined ? context.now() : Date.parse(input.from)
  const to = input.to === undefined ? clock + usualSpan : Date.parse(input.to)
  const now = (): number => clock
  const copy = await copyWorkspace(context, now)
  const receiver = await openReceiver(now)
  try {
    const planned = await plannedUntil(copy.context, to)
    const dispatcher = new Dispatcher({
      context: copy.context,
      connectors: connectors.map(receiver.rehearsing),
      clock: new TrustedClock(now, now),
      call: { signal: new AbortController().signal, now },
      tokens: new Tokenkeeper(copy.context)
    })
    const gone = new Map<string, number>()
    for (const due of await dueTimes(copy.context, planned, clock, to)) {
      clock = due
      await dispatcher.deliver()
      for (const { id } of planned)
        if (!gone.has(id) && (await findDelivery(copy.context.read, id)).state === 'confirmed') gone.set(id, due)
    }
    const lines: Line[] = []
    for (const { id } of planned) {
      const delivery = await findDelivery(copy.context.read, id)
      const at = gone.get(id)
      lines.push({ delivery, goneAt: at === undefined ? null : new Date(at).toISOString() })
    }
    const { name, zone } = await findWorkspace(copy.context.read)
    const sheet = runSheet({ organisation: name, zones: [...new Set([zone, ...input.zones])], lang: input.lang, lines })
    return { sheet, deliveries: lines.length, held: lines.filter(({ goneAt }) => goneAt === null).length }
  } finally {
    await receiver.close()
    await copy.close()
  }
}

/** What still waits, and was planned for no later than `to`; the soonest first. */
async function plannedUntil({ read }: Context, to: number): Promise<Delivery[]> {
  const { zone } = await findWorkspace(read)
  const found: Delivery[] = []
  for (const state of waitingStates)
    found.push(...(await listDeliveries(read, { state, order: 'soonest', limit: most }, zone)).deliveries)
  return found.filter(({ plannedAt }) => Date.parse(plannedAt) <= to)
}

/** Every moment at which something may go: its planned time, and when its embargo lifts. */
async function dueTimes({ read }: Context, planned: readonly Delivery[], from: number, to: number): Promise<number[]> {
  const times = new Set([from])
  for (const { plannedAt, dueAt, revisionId } of planned) {
    const { embargo }: ReleaseContent = (await findRevision(read, revisionId)).content
    for (const time of [Date.parse(plannedAt), Date.parse(dueAt), embargo ? embargoLifts(embargo) : from])
      if (time >= from && time <= to) times.add(time)
  }
  return [...times].sort((a, b) => a - b)
}
