import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { app, dialog, Menu, nativeTheme, type BrowserWindow } from 'electron'
import { toErrorShape } from '../domain/errors.ts'
import { wordsFor } from '../messages/failure.ts'
import { translator, type Language } from '../messages/index.ts'
import type { ShellHandlers } from '../preload/shell-contract.ts'
import { deskHandlers } from './desk.ts'
import { EngineProcess } from './engine-process.ts'
import { openMainWindow, sendCommand } from './main-window.ts'
import { menuTemplate, type MenuActions } from './menu.ts'
import type { Settings } from './settings.ts'
import { languageOf, wordsOf, type Station } from './station.ts'
import { openWorkspace } from './workspaces.ts'

/** How long the engine may take to close its file when Relais quits, in milliseconds. */
const closePatience = 5_000

/**
 * Opens the window, and the workspace that the command line names or that was open last.
 * @param named a file; relative to the folder that Relais was started in
 */
export function startStation(settings: Settings, named: string | null): void {
  nativeTheme.themeSource = settings.data.theme
  const engine = new EngineProcess()
  let window: BrowserWindow | null = null
  const station: Station = {
    engine,
    settings,
    get window() {
      if (!window) throw new Error('There is no window yet')
      return window
    }
  }
  const file = named === null ? settings.data.last : resolve(named)
  if (file !== null && (named !== null || existsSync(file))) {
    openWorkspace(station, file, 'open').catch(thrown => showFailure(station, thrown))
  }
  const handlers = deskHandlers(station)
  window = openMainWindow(settings, engine, handlers)
  useMenu(station, handlers.workspace)
  sayWhenStopped(station)
  quitTidily(station)
}

function useMenu(station: Station, { open, openSample, close }: ShellHandlers['workspace']): void {
  const { settings } = station
  const run = (work: (input: object) => unknown) => (): void =>
    void Promise.resolve(work({})).catch(thrown => showFailure(station, thrown))
  const actions: MenuActions = {
    page: command => sendCommand(station.window, command),
    openWorkspace: run(open),
    openSample: run(openSample),
    closeWorkspace: run(close)
  }
  const show = (lang: Language): void =>
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(menuTemplate(translator(lang), actions, process.platform, app.isPackaged))
    )
  let lang = languageOf(settings)
  show(lang)
  settings.onChange(() => {
    if (languageOf(settings) === lang) return
    lang = languageOf(settings)
    show(lang)
  })
}

async function showFailure(station: Station, thrown: unknown): Promise<void> {
  const t = wordsOf(station)
  await dialog.showMessageBox(station.window, {
    type: 'error',
    message: t('shell.dialogs.failed'),
    detail: wordsFor(t, toErrorShape(thrown)),
    buttons: [t('shell.dialogs.close')]
  })
}

function sayWhenStopped(station: Station): void {
  station.engine.onStatus(status => {
    if (status.state !== 'failed') return
    const t = wordsOf(station)
    void dialog.showMessageBox(station.window, {
      type: 'error',
      message: t('shell.engine.stopped'),
      detail: t('shell.engine.stoppedText', { file: station.settings.data.last ?? '' }),
      buttons: [t('shell.dialogs.close')]
    })
  })
}

/** Closes the workspace before the program ends, and brings the window forward when Relais is started a second time. */
function quitTidily({ engine, window }: Station): void {
  let closed = false
  app.on('window-all-closed', () => app.quit())
  // What the second command line says is not read: anybody may start it.
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  app.on('will-quit', event => {
    if (closed) return
    event.preventDefault()
    void Promise.race([engine.end(), new Promise(resolve => setTimeout(resolve, closePatience))]).finally(() => {
      closed = true
      app.quit()
    })
  })
}
