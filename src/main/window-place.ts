import type { Rectangle } from 'electron'
import type { SettingsData } from './settings.ts'

export const smallest = { width: 900, height: 600 }
const usual = { width: 1360, height: 860 }

/** How much of the remembered window must be on a screen, each way: enough to see it and to drag it. */
const graspable = 100

/**
 * Where to put the window: where it was left, unless that screen is gone.
 * @param screens the usable areas of the screens there are
 */
export function placeFor(saved: SettingsData['window'], screens: readonly Rectangle[]): Partial<Rectangle> {
  if (!saved) return usual
  const { x, y, width, height } = saved
  const size = { width: Math.max(width, smallest.width), height: Math.max(height, smallest.height) }
  return screens.some(area => overlap(area, { x, y, width, height })) ? { x, y, ...size } : usual
}

function overlap(area: Rectangle, window: Rectangle): boolean {
  const across = Math.min(area.x + area.width, window.x + window.width) - Math.max(area.x, window.x)
  const down = Math.min(area.y + area.height, window.y + window.height) - Math.max(area.y, window.y)
  return across >= graspable && down >= graspable
}
