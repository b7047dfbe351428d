import { screen, type BrowserWindow, type Rectangle } from 'electron'
import type { Settings } from './settings.ts'
import { placeFor } from './window-place.ts'

export const placeOnScreens = (settings: Settings): Partial<Rectangle> =>
  placeFor(
    settings.data.window,
    screen.getAllDisplays().map(({ workArea }) => workArea)
  )

/** Remembers where a window is when it closes. */
export function rememberPlace(window: BrowserWindow, settings: Settings): void {
  window.on('close', () =>
    settings.update({ window: { ...window.getNormalBounds(), maximized: window.isMaximized() } })
  )
}
