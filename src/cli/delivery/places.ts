import type { Delivery } from '../../domain/delivery/delivery.ts'
import type { Place } from '../../preload/contract/delivery.ts'
import type { Desk } from '../desk.ts'
import { releaseId, shortId } from '../ids.ts'
import type { Answer } from '../terminal/answer.ts'
import { table } from '../terminal/table.ts'
import { localTime } from '../times.ts'
import { stateInWords } from './outbox.ts'

/** The command that a person would type next about a place; its words are in the messages, under `cli.places.next`. */
type Next = 'placed' | 'look' | 'found' | 'update' | 'withdraw' | 'retry'

/** Where a release is: what each destination holds of it, how the newest delivery stands, and what is left for a person. */
export async function places(desk: Desk, which: string): Promise<Answer> {
  const { t, width } = desk.terminal
  const found = await desk.call('outbox.places', { release: await releaseId(desk.call, which) })
  const columns = [
    { title: t('cli.columns.account'), flexible: true },
    { title: t('cli.columns.holds'), flexible: true },
    { title: t('cli.columns.latest'), flexible: true },
    { title: t('cli.columns.next'), flexible: true }
  ]
  const shown = found.map(place => ({ ...place, next: nextAt(place) }))
  const rows = shown.map(place => [
    place.accountName,
    holding(desk, place),
    t('cli.labelled', { label: t(`delivery.actions.${place.latest.action}`), value: stateInWords(desk, place.latest) }),
    nextInWords(desk, place.latest, place.next)
  ])
  return { data: { places: shown }, text: rows.length > 0 ? table(columns, rows, width) : t('cli.places.none') }
}

function holding(desk: Desk, { holds }: Place): string {
  const { t } = desk.terminal
  if (!holds) return t('cli.places.nothing')
  const since = localTime(desk, holds.since)
  const words = t(holds.current ? 'cli.places.holdsNew' : 'cli.places.holdsOld', {
    number: holds.revisionNumber,
    since
  })
  return [words, holds.remoteUrl ?? ''].join(' ').trim()
}

/** Nothing for what goes its way by itself. */
function nextAt({ latest: { state, reason }, byHand, can }: Place): Next | null {
  if (byHand) return byHand
  if (state === 'failed-final') return 'retry'
  if (state !== 'unconfirmed') return null
  if (reason === 'awaiting-person') return 'placed'
  return can.look ? 'look' : 'found'
}

const waiting = (state: Delivery['state']): boolean => ['planned', 'held', 'failed-retryable'].includes(state)

function nextInWords(desk: Desk, latest: Delivery, next: Next | null): string {
  const { t } = desk.terminal
  if (next) return t(`cli.places.next.${next}`, { id: shortId(latest.id) })
  return waiting(latest.state) ? localTime(desk, latest.dueAt) : ''
}
