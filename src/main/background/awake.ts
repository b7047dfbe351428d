import { powerSaveBlocker } from 'electron'

/**
 * Keeps the computer from falling asleep by itself; the screen may go dark, and a closed lid still counts.
 * @returns a switch, off at first
 */
export function awakeSwitch(): (on: boolean) => void {
  let blocker: number | null = null
  return on => {
    if (on && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension')
    if (on || blocker === null) return
    powerSaveBlocker.stop(blocker)
    blocker = null
  }
}
