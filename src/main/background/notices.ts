import { Notification } from 'electron'
import type { Translate } from '../../messages/index.ts'
import type { Outlook } from './outlook.ts'

/**
 * What the system's own notifications say while the window is closed; a click on one brings the window back. They name no
 * release: they also show on locked screens, and some desktops read their text as markup.
 */
export class Notices {
  /** The one on screen: it would be collected, and could not be clicked any more. */
  #latest: Notification | null = null
  #told = false
  #attention = Number.POSITIVE_INFINITY
  readonly #words: () => Translate
  readonly #onclick: () => void

  constructor(words: () => Translate, onclick: () => void) {
    this.#words = words
    this.#onclick = onclick
  }

  /** Says, the first time that the window closes, that Relais has not quit. */
  stillRunning(): void {
    if (this.#told) return
    this.#told = true
    const t = this.#words()
    this.#say(t('shell.background.running'), t('shell.background.runningText'))
  }

  /** Says when something new waits for a person whom the window would have told. */
  attention(outlook: Outlook | null, windowClosed: boolean): void {
    const before = this.#attention
    this.#attention = outlook?.attention ?? Number.POSITIVE_INFINITY
    if (!windowClosed || outlook === null || outlook.attention <= before) return
    const t = this.#words()
    this.#say(t('shell.tray.attention', { count: outlook.attention }), t('shell.background.attentionText'))
  }

  #say(title: string, body: string): void {
    if (!Notification.isSupported()) return
    this.#latest = new Notification({ title, body })
    this.#latest.on('click', this.#onclick)
    this.#latest.show()
  }
}
