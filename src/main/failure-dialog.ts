import { dialog } from 'electron'
import { toErrorShape } from '../domain/errors.ts'
import { wordsFor } from '../messages/failure.ts'
import { bringForward } from './main-window.ts'
import { wordsOf, type Station } from './station.ts'

/** Says what went wrong, over the window, which is shown if it was closed. */
export async function showFailure(station: Station, thrown: unknown): Promise<void> {
  // What fails while Relais quits fails because it quits.
  if (station.window.isDestroyed()) return
  const t = wordsOf(station)
  bringForward(station.window)
  await dialog.showMessageBox(station.window, {
    type: 'error',
    message: t('shell.dialogs.failed'),
    detail: wordsFor(t, toErrorShape(thrown)),
    buttons: [t('shell.dialogs.close')]
  })
}
