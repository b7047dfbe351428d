import type { Delivery } from '../../domain/delivery/delivery.ts'
import { desk } from '../app/desk.svelte.ts'
import { engine } from '../app/engine.ts'
import { t } from '../app/locale.svelte.ts'
import { navigation } from '../app/navigation.svelte.ts'
import { attempt, toasts } from '../app/toasts.svelte.ts'
import type { Act } from './acts.ts'

/** Acts by which a person says what they found or did at a destination: a dialog asks for the address. */
export type Settling = Extract<Act, 'live' | 'placed' | 'update' | 'withdraw'>

export const isSettling = (act: Act): act is Settling =>
  act === 'live' || act === 'placed' || act === 'update' || act === 'withdraw'

/** Does what a button says about a delivery; what fails is said at the foot of the window. */
export async function perform(
  act: Exclude<Act, Settling>,
  { id, accountId, releaseId, ...delivery }: Delivery
): Promise<void> {
  switch (act) {
    case 'send':
    case 'retry':
      return void (await attempt(() => engine.call('outbox.retry', { id })))
    case 'cancel':
      return void (await attempt(() => engine.call('outbox.cancel', { id })))
    case 'absent':
      return void (await attempt(() => engine.call('outbox.reconcile', { id, is: 'absent' })))
    case 'letGo':
      return void (await attempt(() => engine.call('outbox.hold', { held: false })))
    case 'reconnect':
    case 'destination':
      return navigation.go('destinations', accountId)
    case 'release':
      return navigation.go('releases', releaseId)
    case 'resume':
      if (await attempt(() => engine.call('accounts.resume', { id: accountId })))
        toasts.say(t('delivery.screen.resumed', { name: delivery.accountName }))
      return
    case 'package':
      return void (await attempt(() => desk.shell.account.showFolder({ account: accountId })))
    case 'look': {
      const found = await attempt(() => engine.call('outbox.look', { id }))
      if (found) toasts.say(lookedWords(found))
    }
  }
}

function lookedWords({ state, accountName: account, releaseTitle: title }: Delivery): string {
  if (state === 'confirmed') return t('delivery.screen.looked.live', { account, title })
  const unclear = state === 'unconfirmed'
  return t(unclear ? 'delivery.screen.looked.unclear' : 'delivery.screen.looked.absent', { account, title })
}
