import { app, powerMonitor } from 'electron'
import { hiddenOption } from '../arguments.ts'
import { showFailure } from '../failure-dialog.ts'
import { bringForward, sendCommand } from '../main-window.ts'
import { languageOf, wordsOf, type Station } from '../station.ts'
import { awakeSwitch } from './awake.ts'
import { askToLeave } from './leave.ts'
import { Notices } from './notices.ts'
import { isWaiting, keepsAwake, type Outlook } from './outlook.ts'
import { TrayIcon } from './tray-icon.ts'
import { Watch } from './watch.ts'
import { headline, trayTemplate, type TrayActions } from './words.ts'

/**
 * Keeps deliveries leaving on time while the window is closed, and the person informed.
 *
 * Only somebody who chooses to quit in Relais itself is asked. A quit that comes from elsewhere is obeyed at once: it may be
 * the system that shuts down, a signal, or a test that ends.
 */
export class Background {
  readonly #station: Station
  readonly #watch: Watch
  readonly #tray = new TrayIcon(() => this.#open())
  readonly #notices: Notices
  readonly #setAwake = awakeSwitch()
  /** The window was closed, and Relais goes on. */
  #behind: boolean
  /** The window was not shown at the start, and it is not known yet whether it had better be. */
  #unsure: boolean
  #quitting = false
  #asking = false

  /** @param startsHidden whether the window is not shown at first */
  constructor(station: Station, startsHidden: boolean) {
    this.#station = station
    this.#behind = startsHidden
    this.#unsure = startsHidden
    this.#watch = new Watch(station.engine)
    this.#notices = new Notices(
      () => wordsOf(station),
      () => this.#open()
    )
    this.#watch.onAnswer(outlook => {
      this.#update()
      this.#notices.attention(outlook, this.#behind)
      this.#askToSignIn(outlook)
    })
    station.settings.onChange(() => this.#update())
    station.window.on('show', () => this.#putBehind(false))
    this.#heedSystem()
  }

  /** Whether a window that is being closed is only put away: something waits, or the person wants it so. */
  async staysBehind(): Promise<boolean> {
    const waiting = !this.#quitting && isWaiting(await this.#watch.refresh())
    this.#putBehind(!this.#quitting && (waiting || this.#station.settings.data.background))
    if (this.#behind) this.#notices.stillRunning()
    return this.#behind
  }

  /** Quits, after a question where deliveries are due. */
  async leave(): Promise<void> {
    if (this.#asking) return
    this.#asking = true
    try {
      const answer = await askToLeave(this.#station, await this.#watch.refresh())
      if (answer === 'quit') app.quit()
      if (answer === 'stay') this.#station.window.close()
    } finally {
      this.#asking = false
    }
  }

  #open(): void {
    bringForward(this.#station.window)
  }

  /** After a start at login nobody is signed in: what waits for a secret would be held without a word. */
  #askToSignIn(outlook: Outlook | null): void {
    if (outlook === null || !this.#unsure) return
    this.#unsure = false
    if (outlook.next?.locked) this.#open()
  }

  #putBehind(behind: boolean): void {
    this.#behind = behind
    this.#update()
  }

  #headline(): string {
    const { settings } = this.#station
    return headline(wordsOf(this.#station), languageOf(settings), this.#watch.outlook, Date.now())
  }

  #update(): void {
    const { settings } = this.#station
    const { outlook } = this.#watch
    this.#setAwake(keepsAwake(outlook, Date.now()))
    if (!this.#behind && !settings.data.background && !isWaiting(outlook)) return this.#tray.hide()
    const menu = trayTemplate(wordsOf(this.#station), this.#headline(), outlook, this.#actions)
    this.#tray.show(`Relais – ${this.#headline()}`, menu)
  }

  readonly #actions: TrayActions = {
    open: () => this.#open(),
    outbox: () => {
      this.#open()
      sendCommand(this.#station.window, 'go.delivery')
    },
    hold: held => void this.#hold(held),
    quit: () => void this.leave()
  }

  async #hold(held: boolean): Promise<void> {
    try {
      await this.#station.engine.call('outbox.hold', { held })
    } catch (thrown) {
      await showFailure(this.#station, thrown)
    } finally {
      this.#tray.forget()
      await this.#watch.refresh()
    }
  }

  #heedSystem(): void {
    const { engine } = this.#station
    app.on('before-quit', () => (this.#quitting = true))
    app.on('activate', () => this.#open())
    // Of what the second command line says only this is read: anybody may start it, and the system does at login.
    app.on('second-instance', (_event, args) => {
      if (!args.includes(hiddenOption)) this.#open()
    })
    powerMonitor.on('resume', () => {
      engine.call('outbox.wake', {}).catch(() => undefined)
      void this.#watch.refresh()
    })
    powerMonitor.on('shutdown', () => app.quit())
  }
}
