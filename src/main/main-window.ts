import { BrowserWindow, type MessagePortMain, type WebContents } from 'electron'
import { closingDoor, engineDoor, shell, type MenuCommand, type ShellHandlers } from '../preload/shell-contract.ts'
import { news } from '../preload/news.ts'
import { openDoor } from './door.ts'
import type { EngineProcess } from './engine-process.ts'
import { restartBudget } from './restarts.ts'
import { pages, type Page } from './addresses.ts'
import type { Settings } from './settings.ts'
import { paperColour, securePreferences } from './window-options.ts'
import { smallest } from './window-place.ts'
import { placeOnScreens, rememberPlace } from './window-state.ts'

/** How long a closing window waits for the page to save what was just typed, in milliseconds. */
const savePatience = 2_000

export interface WindowOptions {
  /** Not shown until somebody asks for it. */
  hidden: boolean
  /** Whether Relais goes on running when the window closes, which is then only put out of sight. */
  staysBehind(): Promise<boolean>
}

/** Opens the main window; it shows itself once there is something to see. */
export function openMainWindow(
  settings: Settings,
  engine: EngineProcess,
  handlers: ShellHandlers,
  { hidden, staysBehind }: WindowOptions
): BrowserWindow {
  const window = new BrowserWindow({
    ...placeOnScreens(settings),
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Relais',
    show: false,
    autoHideMenuBar: true,
    backgroundColor: paperColour(),
    webPreferences: securePreferences('index')
  })
  rememberPlace(window, settings)
  if (hidden) window.once('show', () => settings.data.window?.maximized && window.maximize())
  else window.once('ready-to-show', () => (settings.data.window?.maximized ? window.maximize() : window.show()))
  window.on('page-title-updated', event => event.preventDefault())
  openDoor(window.webContents, 'main', shell, handlers)
  connectWindow(window, 'main', engine)
  saveBeforeClosing(window, staysBehind)
  reviveWhenGone(window.webContents)
  engine.onStatus(status => {
    if (!window.isDestroyed()) window.setTitle(status.state === 'open' ? `${status.file} – Relais` : 'Relais')
  })
  void window.loadURL(pages.main)
  return window
}

/** Shows a window that was closed, minimised or covered. */
export function bringForward(window: BrowserWindow): void {
  if (window.isDestroyed()) return
  if (window.webContents.isCrashed()) window.webContents.reload()
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** Tells a window's page of the engine's status whenever it asks, and from then on at each change, with a port of its own. */
export function connectWindow(window: BrowserWindow, page: Page, engine: EngineProcess): void {
  const contents = window.webContents
  const tell = (): void => {
    const port = engine.port()
    contents.postMessage(news.engine, engine.status, portList(port))
  }
  let stop: (() => void) | null = null
  openDoor(contents, page, engineDoor, {
    engine: {
      connect() {
        stop ??= engine.onStatus(tell)
        tell()
        return null
      }
    }
  })
  window.on('closed', () => stop?.())
}

const portList = (port: MessagePortMain | null): MessagePortMain[] => (port ? [port] : [])

/** Asks the page to do what the menu says. */
export function sendCommand(window: BrowserWindow, command: MenuCommand): void {
  window.webContents.send(news.command, command)
}

function saveBeforeClosing(window: BrowserWindow, staysBehind: WindowOptions['staysBehind']): void {
  let state: 'open' | 'saving' | 'deciding' | 'closing' = 'open'
  let patience: NodeJS.Timeout | undefined
  const decide = async (): Promise<void> => {
    if (state !== 'saving') return
    state = 'deciding'
    clearTimeout(patience)
    const stays = await staysBehind()
    state = stays ? 'open' : 'closing'
    if (stays) window.hide()
    else window.close()
  }
  openDoor(window.webContents, 'main', closingDoor, {
    window: {
      saved() {
        void decide()
        return null
      }
    }
  })
  window.on('close', event => {
    if (state === 'closing') return
    event.preventDefault()
    if (state !== 'open') return
    state = 'saving'
    if (window.webContents.isCrashed()) return void decide()
    window.webContents.send(news.closing)
    patience = setTimeout(() => void decide(), savePatience)
  })
}

/** Loads a page again whose process died; the engine has all that it showed as saved. */
function reviveWhenGone(contents: WebContents): void {
  const mayRestart = restartBudget()
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && mayRestart()) contents.reload()
  })
}
