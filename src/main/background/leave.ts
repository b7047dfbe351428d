import { dialog } from 'electron'
import { wordsOf, languageOf, type Station } from '../station.ts'
import { lostByQuitting, type Outlook } from './outlook.ts'
import { headline } from './words.ts'

const answers = ['stay', 'quit', 'cancel'] as const

/** Asks before Relais quits although deliveries are due within a day; answers with `quit` where none is. */
export async function askToLeave(station: Station, outlook: Outlook | null): Promise<(typeof answers)[number]> {
  const count = lostByQuitting(outlook)
  if (count === 0) return 'quit'
  const t = wordsOf(station)
  const question = {
    type: 'warning' as const,
    message: t('shell.leave.question', { count }),
    detail: `${headline(t, languageOf(station.settings), outlook, Date.now())}\n\n${t('shell.leave.text')}`,
    buttons: answers.map(answer => t(`shell.leave.${answer}`)),
    defaultId: 0,
    cancelId: 2
  }
  // A dialog of a hidden window would be hidden with it.
  const { response } = await (station.window.isVisible()
    ? dialog.showMessageBox(station.window, question)
    : dialog.showMessageBox(question))
  return answers[response] ?? 'cancel'
}
