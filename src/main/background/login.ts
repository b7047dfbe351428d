import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { app } from 'electron'
import writeFileAtomic from 'write-file-atomic'
import { hiddenOption } from '../arguments.ts'
import { desktopEntry, isOn } from './desktop-entry.ts'

/** What starts Relais at login. What is being developed is started as an argument of Electron. */
const program = (): { path: string; args: string[] } => ({
  // An AppImage runs from a folder that is gone at the next start.
  path: process.env['APPIMAGE'] ?? process.execPath,
  args: [...(app.isPackaged ? [] : [app.getAppPath()]), hiddenOption]
})

const entryFile = (): string => join(app.getPath('appData'), 'autostart', 'relais.desktop')

/** Whether Relais starts when the person logs in; the system knows, as it may be switched off there. */
export function startsAtLogin(): boolean {
  return process.platform === 'linux' ? isOn(read(entryFile())) : app.getLoginItemSettings(program()).openAtLogin
}

/** Has Relais start at login, without its window, or no longer. @throws when the system does not let it */
export function startAtLogin(wanted: boolean): void {
  const { path, args } = program()
  if (process.platform !== 'linux') return app.setLoginItemSettings({ openAtLogin: wanted, path, args })
  const file = entryFile()
  if (!wanted) return rmSync(file, { force: true })
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileAtomic.sync(file, desktopEntry(app.getName(), [path, ...args]))
}

/** Whether the system started Relais at login; macOS passes no option on, but tells. */
export const wasStartedAtLogin = (): boolean =>
  process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
