import type { Account } from '../../../preload/contract/delivery.ts'
import { desk } from '../../app/desk.svelte.ts'
import { t } from '../../app/locale.svelte.ts'
import { attempt, toasts } from '../../app/toasts.svelte.ts'

/** Signing in at destinations, which goes on in the browser while the window shows something else. */
class SignIns {
  #waiting = $state.raw<ReadonlySet<string>>(new Set())

  isWaiting(account: string): boolean {
    return this.#waiting.has(account)
  }

  /** Opens the browser, and waits for what is granted there. */
  async connect({ id, name }: Account): Promise<void> {
    this.#waiting = new Set([...this.#waiting, id])
    const connected = await attempt(() => desk.shell.account.connect({ account: id }))
    this.#waiting = new Set([...this.#waiting].filter(each => each !== id))
    if (connected && connected !== 'cancelled') toasts.say(t('delivery.destinations.connected', { name }))
  }

  async stop(account: string): Promise<void> {
    await attempt(() => desk.shell.account.cancelConnect({ account }))
  }
}

export const signIns = new SignIns()
