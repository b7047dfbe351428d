import { maximumLateness } from '../../../domain/delivery/gate.ts'
import type { Delivery } from '../../../domain/delivery/delivery.ts'
import type { Handlers, Output } from '../../../preload/contract/index.ts'
import { instantNow, type Context } from '../context.ts'
import type { Reader } from '../database/access.ts'
import type { StoredAccount } from './account.repository.ts'
import { findDelivery } from './delivery.repository.ts'
import { countAsking, countComing, findComing, listAsking, listLate } from './outlook.repository.ts'
import { secretFromEnvironment } from './secret.ts'

/** How far `soon` looks ahead: a night and the morning after it. */
const soon = 24 * 60 * 60_000

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** What goes next by itself, how much does within a day, and how much missed its slot and waits for a person's word. */
export async function outlookOf({
  read,
  session,
  now
}: Context): Promise<Pick<Output<'outbox.status'>, 'next' | 'soon' | 'missed'>> {
  const coming = await findComing(read, instant(now() - maximumLateness))
  return {
    next: coming && {
      at: coming.dueAt,
      title: coming.title,
      account: coming.account.name,
      locked: isLocked(coming.account, session.vaultKey),
      reachable: !coming.outOfReach
    },
    soon: coming ? await countComing(read, instant(now() + soon)) : 0,
    missed: await countAsking(read)
  }
}

const isLocked = ({ name, sealedSecret, sealedTokens }: StoredAccount, vaultKey: Uint8Array | null): boolean =>
  vaultKey === null && (sealedTokens !== null || (sealedSecret !== null && secretFromEnvironment(name) === null))

/**
 * What was not sent in its slot: what waits for a person's word, and what was sent late since an instant.
 * @param limit so many of each at most; the totals count all
 */
async function missedSince(read: Reader, since: string, limit: number): Promise<Output<'outbox.missed'>> {
  const late = await listLate(read, since)
  const load = (ids: readonly string[]): Promise<Delivery[]> => Promise.all(ids.map(id => findDelivery(read, id)))
  return {
    asking: { total: await countAsking(read), deliveries: await load(await listAsking(read, limit)) },
    late: { total: late.length, deliveries: await load(late.slice(0, limit)) }
  }
}

/** @param wake has the scheduler look at the clock now */
export function outlookHandlers(context: Context, wake: () => void): Handlers<'outbox.missed' | 'outbox.wake'> {
  const openedAt = instantNow(context)
  return {
    'outbox.missed': ({ limit }) => missedSince(context.read, openedAt, limit),
    'outbox.wake': () => {
      wake()
      return null
    }
  }
}
