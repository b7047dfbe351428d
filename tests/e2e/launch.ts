import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'

const root = resolve(import.meta.dirname, '..', '..')

export interface LaunchOptions {
  /** A workspace to open at the start; without one, the welcome screen shows. */
  workspace?: string
  lang?: 'fr' | 'en'
  theme?: 'system' | 'light' | 'dark'
  /** A folder to keep what the program remembers; without one, a fresh one that `close` removes. */
  userData?: string
  args?: string[]
}

export interface Relais {
  app: ElectronApplication
  page: Page
  userData: string
  close(): Promise<void>
}

/** Starts the built program with nothing remembered but the given language and theme, and waits for its window. */
export async function launchRelais(options: LaunchOptions = {}): Promise<Relais> {
  const { workspace, lang = 'en', theme = 'light', args = [] } = options
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'relais e2e '))
  const settings = join(userData, 'settings.json')
  if (!existsSync(settings)) writeFileSync(settings, JSON.stringify({ lang, theme }))
  const app = await _electron.launch({
    // No executable is named: only the one that the `electron` package stands for does Playwright hold back until it listens.
    cwd: root,
    chromiumSandbox: true,
    // Playwright would answer pages that the system is light, whatever the program says.
    colorScheme: null,
    args: [
      // Chromium's sandbox refuses to be started by root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      root,
      `--user-data-dir=${userData}`,
      ...(workspace ? [`--relais-workspace=${workspace}`] : []),
      ...args
    ]
  })
  askAgain(app)
  return {
    app,
    page: await app.firstWindow(),
    userData,
    async close() {
      await app.close()
      if (!options.userData) rmSync(userData, { recursive: true, force: true })
    }
  }
}

/**
 * The inspector may collect the promise of an answer before it is told, mostly while the program starts: the question is lost,
 * whatever the program did. It is asked again, so what a test has the main process do must be harmless when done twice. Any
 * other failure is the test's.
 */
function askAgain(app: ElectronApplication): void {
  const evaluate = app.evaluate.bind(app) as (...question: unknown[]) => Promise<unknown>
  const patient = async (...question: unknown[]): Promise<unknown> => {
    for (let left = 3; ; left--) {
      try {
        return await evaluate(...question)
      } catch (error) {
        if (left === 0 || !String(error).includes('promise was garbage collected')) throw error
      }
    }
  }
  app.evaluate = patient as ElectronApplication['evaluate']
}
