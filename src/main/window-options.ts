import { join } from 'node:path'
import { app, nativeTheme, type WebPreferences } from 'electron'

/** The colour of paper in either theme, as in the page's tokens: it shows until the page is there. */
const paper = { light: '#fbfaf7', dark: '#111419' }

export const paperColour = (): string => (nativeTheme.shouldUseDarkColors ? paper.dark : paper.light)

/** What every window is made with: no Node, a world of its own for the preload script, and the system's sandbox. */
export function securePreferences(preload: string, additionalArguments: string[] = []): WebPreferences {
  return {
    preload: join(import.meta.dirname, '..', 'preload', `${preload}.cjs`),
    additionalArguments,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    // Chromium would fetch its dictionaries from the web.
    spellcheck: false,
    devTools: !app.isPackaged
  }
}
