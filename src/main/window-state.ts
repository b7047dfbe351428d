import { screen, type BrowserWindow, type Rectangle } from 'electron'
import type { Settings } from './settings.ts'
import { placeFor } from './window-place.ts'

export const placeOnScreens = (settings: Settings): Partial<Rectangle> =>
  placeFor(
    settings.data.window,
    screen.getAllDisplays().map(({ workArea }) => workArea)
  )

/** Remembers where a window is when it closes; one that is out of sight was remembered when it went there. */
export function rememberPlace(window: BrowserWindow, settings: Settings): void {
  window.on('close', () => {
    if (!window.isVisible() && !window.isMinimized()) return
    settings.update({ window: { ...window.getNormalBounds(), maximized: window.isMaximized() } })
  })
}
