import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { translator, type Language, type MessageKey } from '../../src/messages/index.ts'
import { launchRelais, type LaunchOptions, type Relais } from '../e2e/launch.ts'

/** The program under the hands of a tour: what a person does, in the words of the interface. */
export interface Stage extends Relais {
  t(key: MessageKey, values?: Record<string, unknown>): string
  /** The button that says this, in the window or in the dialog that is open. */
  button(key: MessageKey): Locator
  /** Leaves a picture, numbered in the order of the tour. */
  shot(name: string): Promise<void>
  /** Jumps to a section by its two letters. */
  jump(letter: string): Promise<void>
  /** Types a passphrase in the window of the main process that `act` opens. */
  sign(passphrase: string, act: () => Promise<unknown>): Promise<void>
  /** The next dialog of the system answers with these files. */
  pick(files: string[]): Promise<void>
}

/** Starts the program with a fresh memory. */
export async function openStage(out: string, options: LaunchOptions & { lang: Language }): Promise<Stage> {
  mkdirSync(out, { recursive: true })
  const relais = await launchRelais(options)
  const { app, page } = relais
  // A person at the desk agrees to the destination that the tour adds.
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false })
  })
  const t = translator(options.lang)
  let number = 0
  return {
    ...relais,
    t,
    button: key => page.getByRole('button', { name: t(key) }),
    async shot(name) {
      // Fonts are ours and local, but the first paint may come before them.
      await page.evaluate(() => document.fonts.ready)
      await page.screenshot({
        path: join(out, `${String(++number).padStart(2, '0')}-${name}.png`),
        animations: 'disabled'
      })
    },
    async jump(letter) {
      await page.keyboard.press('g')
      await page.keyboard.press(letter)
    },
    async sign(passphrase, act) {
      const [window] = await Promise.all([app.waitForEvent('window'), act()])
      await window.getByLabel(t('shell.passphrase.field')).fill(passphrase)
      await Promise.all([window.waitForEvent('close'), window.keyboard.press('Enter')])
    },
    async pick(files) {
      await app.evaluate(({ dialog }, picked) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: picked })
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: picked[0] ?? '' })
      }, files)
    }
  }
}
