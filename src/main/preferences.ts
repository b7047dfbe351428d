import { nativeTheme } from 'electron'
import type { Preferences } from '../preload/shell-contract.ts'
import { startAtLogin, startsAtLogin } from './background/login.ts'
import { languageOf } from './station.ts'
import type { Settings } from './settings.ts'

export const preferencesOf = (settings: Settings): Preferences => ({
  lang: languageOf(settings),
  theme: settings.data.theme,
  background: settings.data.background,
  startAtLogin: startsAtLogin()
})

/** Keeps what a person chose; the theme is that of the whole program, so pages follow it by their media query. */
export function setPreferences(
  settings: Settings,
  chosen: { [Key in keyof Preferences]?: Preferences[Key] | undefined }
): Preferences {
  const { lang = settings.data.lang, theme = settings.data.theme, background = settings.data.background } = chosen
  if (chosen.startAtLogin !== undefined) startAtLogin(chosen.startAtLogin)
  settings.update({ lang, theme, background })
  nativeTheme.themeSource = theme
  return preferencesOf(settings)
}
