import { app, type BrowserWindow } from 'electron'
import { RelaisError } from '../domain/errors.ts'
import { translator, type Language, type Translate } from '../messages/index.ts'
import type { EngineProcess } from './engine-process.ts'
import type { Settings } from './settings.ts'

/** The one running Relais: its window, its engine, what it remembers. */
export interface Station {
  readonly engine: EngineProcess
  readonly settings: Settings
  readonly window: BrowserWindow
}

/** The language of menus and dialogs: as chosen, else the system's. */
export function languageOf(settings: Settings): Language {
  return settings.data.lang ?? (app.getPreferredSystemLanguages()[0]?.startsWith('fr') ? 'fr' : 'en')
}

export const wordsOf = ({ settings }: Pick<Station, 'settings'>): Translate => translator(languageOf(settings))

/**
 * Lets one dialog or passphrase window wait for a person at a time, so that a page cannot bury them in questions.
 * @returns runs work that asks a person; rejects with `desk-busy` while another does
 */
export function oneAtATime(): <T>(ask: () => Promise<T>) => Promise<T> {
  let busy = false
  return async ask => {
    if (busy) throw new RelaisError('desk-busy')
    busy = true
    try {
      return await ask()
    } finally {
      busy = false
    }
  }
}
