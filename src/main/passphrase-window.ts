import { BrowserWindow } from 'electron'
import { passphrase, type PassphraseRequest } from '../preload/passphrase-contract.ts'
import type { Cancelled } from '../preload/shell-contract.ts'
import { openDoor } from './door.ts'
import { pages } from './addresses.ts'
import { paperColour, securePreferences } from './window-options.ts'

const width = 480
const height = { smallest: 240, largest: 640 }

/**
 * Asks for a passphrase, or for a destination's secret, in a window of its own, which the page can neither read nor draw over.
 * @param attempt uses what was typed; what it throws is shown, and the person may try again
 * @returns what the attempt that succeeded returned, or `cancelled`
 */
export function askPassphrase<T>(
  parent: BrowserWindow,
  request: PassphraseRequest,
  attempt: (typed: string) => Promise<T>
): Promise<T | Cancelled> {
  const window = new BrowserWindow({
    parent,
    modal: true,
    width,
    height: height.smallest,
    useContentSize: true,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    autoHideMenuBar: true,
    title: 'Relais',
    show: false,
    backgroundColor: paperColour(),
    webPreferences: securePreferences('passphrase')
  })
  window.removeMenu()
  window.webContents.on('render-process-gone', () => window.destroy())
  return new Promise(resolve => {
    let latest: Promise<T | Cancelled> = Promise.resolve('cancelled')
    // An attempt that is under way when the window closes still counts.
    window.on('closed', () => resolve(latest))
    openDoor(window.webContents, 'passphrase', passphrase, {
      passphrase: {
        request: () => request,
        async submit(input: { typed: string }) {
          const tried = attempt(input.typed)
          latest = tried.catch(() => 'cancelled')
          await tried
          closeSoon(window)
          return null
        },
        cancel() {
          closeSoon(window)
          return null
        },
        fit(input: { height: number }) {
          window.setContentSize(width, Math.min(Math.max(input.height, height.smallest), height.largest))
          window.show()
          return null
        }
      }
    })
    void window.loadURL(pages.passphrase)
  })
}

/** Lets the answer of the call that closes a window reach it first. */
function closeSoon(window: BrowserWindow): void {
  setImmediate(() => {
    if (!window.isDestroyed()) window.close()
  })
}
