import type { Attempt, Delivery, DeliveryState } from '../../domain/delivery/delivery.ts'
import type { Desk } from '../desk.ts'
import { shortId } from '../ids.ts'
import { firstRows, pages } from '../pages.ts'
import type { Answer } from '../terminal/answer.ts'
import { table } from '../terminal/table.ts'
import { localTime } from '../times.ts'
import { chosenBy, type ChosenOptions } from './chosen.ts'

type DeliveryWithAttempts = Delivery & { attempts: Attempt[] }

/** The outbox, newest first, with what happened at each try. */
export async function outbox(desk: Desk, { limit, ...options }: ChosenOptions & { limit: number }): Promise<Answer> {
  const { call, terminal } = desk
  const chosen = await chosenBy(desk, options)
  const { total, rows: deliveries } = await firstRows(
    limit,
    from => call('outbox.list', { ...chosen, ...from }),
    answer => answer.deliveries
  )
  const answer = await deliveriesAnswer(desk, deliveries)
  const count = terminal.t('cli.outbox.shown', { count: total, shown: deliveries.length })
  return { data: { total, ...answer.data }, text: deliveries.length > 0 ? `${answer.text}\n\n${count}` : count }
}

/** Every delivery in a state. */
export async function* everyDelivery(call: Desk['call'], state: DeliveryState): AsyncGenerator<Delivery> {
  for await (const { deliveries } of pages(from => call('outbox.list', { state, ...from }))) yield* deliveries
}

/** Answers with deliveries as they are now: state, reason, attempts, remote id and address. */
export async function deliveriesAnswer(desk: Desk, deliveries: readonly Delivery[]): Promise<Answer> {
  const found: DeliveryWithAttempts[] = []
  for (const { id } of deliveries) {
    const { delivery, attempts } = await desk.call('outbox.get', { id })
    found.push({ ...delivery, attempts })
  }
  return { data: { deliveries: found }, text: deliveriesTable(desk, found) }
}

/** Below this, the address at the destination is left out for the sake of the rest. */
const roomForAddress = 110

function deliveriesTable(desk: Desk, deliveries: readonly Delivery[]): string {
  const { t, width } = desk.terminal
  const columns = [
    { title: t('cli.columns.id') },
    { title: t('cli.columns.state'), flexible: true },
    { title: t('cli.columns.action') },
    { title: t('cli.columns.account'), flexible: true },
    { title: t('cli.columns.time') },
    { title: t('cli.columns.title'), flexible: true },
    ...(width < roomForAddress ? [] : [{ title: t('cli.columns.remote'), flexible: true }])
  ]
  const rows = deliveries.map(delivery => [
    shortId(delivery.id),
    stateInWords(desk, delivery),
    t(`delivery.actions.${delivery.action}`),
    delivery.accountName,
    localTime(desk, delivery.state === 'confirmed' ? delivery.updatedAt : delivery.dueAt),
    delivery.releaseTitle,
    delivery.remoteUrl ?? delivery.remoteId ?? ''
  ])
  return table(columns, rows, width)
}

/** The state, and why. */
export function stateInWords({ terminal: { t } }: Desk, { state, reason }: Delivery): string {
  const word = t(`delivery.states.${state}`)
  return reason ? `${word} (${t(`delivery.reasons.${reason}`)})` : word
}
