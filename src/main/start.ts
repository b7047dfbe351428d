import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { app, dialog, Menu, nativeTheme, type BrowserWindow } from 'electron'
import { translator, type Language } from '../messages/index.ts'
import type { ShellHandlers } from '../preload/shell-contract.ts'
import { Background } from './background/background.ts'
import { deskHandlers } from './desk.ts'
import { EngineProcess } from './engine-process.ts'
import { showFailure } from './failure-dialog.ts'
import { bringForward, openMainWindow, sendCommand } from './main-window.ts'
import { menuTemplate, type MenuActions } from './menu.ts'
import type { Settings } from './settings.ts'
import { languageOf, wordsOf, type Station } from './station.ts'
import { openWorkspace } from './workspaces.ts'

/** How long the engine may take to close its file when Relais quits, in milliseconds. */
const closePatience = 5_000

/**
 * Opens the window, and the workspace that the command line names or that was open last.
 * @param named a file; relative to the folder that Relais was started in
 * @param hidden whether to leave the window closed, as long as there is a workspace to work on
 */
export function startStation(settings: Settings, named: string | null, hidden: boolean): void {
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
  const found = file !== null && (named !== null || existsSync(file)) ? file : null
  if (found !== null) openWorkspace(station, found, 'open').catch(thrown => showFailure(station, thrown))
  const handlers = deskHandlers(station)
  const startsHidden = hidden && found !== null
  window = openMainWindow(settings, engine, handlers, {
    hidden: startsHidden,
    staysBehind: () => background.staysBehind()
  })
  const background = new Background(station, startsHidden)
  useMenu(station, handlers.workspace, () => void background.leave())
  sayWhenStopped(station)
  quitTidily(station)
}

function useMenu(station: Station, { open, openSample, close }: ShellHandlers['workspace'], leave: () => void): void {
  const { settings } = station
  const run = (work: (input: object) => unknown) => (): void =>
    void Promise.resolve(work({})).catch(thrown => showFailure(station, thrown))
  const actions: MenuActions = {
    page: command => sendCommand(station.window, command),
    openWorkspace: run(open),
    openSample: run(openSample),
    closeWorkspace: run(close),
    quit: leave
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

function sayWhenStopped(station: Station): void {
  station.engine.onStatus(status => {
    if (status.state !== 'failed') return
    const t = wordsOf(station)
    bringForward(station.window)
    void dialog.showMessageBox(station.window, {
      type: 'error',
      message: t('shell.engine.stopped'),
      detail: t('shell.engine.stoppedText', { file: station.settings.data.last ?? '' }),
      buttons: [t('shell.dialogs.close')]
    })
  })
}

/** Closes the workspace before the program ends. */
function quitTidily({ engine }: Station): void {
  let closed = false
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', event => {
    if (closed) return
    event.preventDefault()
    void Promise.race([engine.end(), new Promise(resolve => setTimeout(resolve, closePatience))]).finally(() => {
      closed = true
      app.quit()
    })
  })
}
