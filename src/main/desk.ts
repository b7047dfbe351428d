import { join } from 'node:path'
import { app, clipboard, dialog } from 'electron'
import { pictureEndings } from '../domain/share/picture-type.ts'
import type { ShellHandlers } from '../preload/shell-contract.ts'
import { accountHandlers } from './accounts.ts'
import { openLink } from './links.ts'
import { preferencesOf, setPreferences } from './preferences.ts'
import { printReport } from './report-window.ts'
import { addPerson, decideReview, unlockPerson } from './signing.ts'
import { oneAtATime, wordsOf, type Station } from './station.ts'
import { closeWorkspace, createWorkspace, openSample, pickWorkspace, recentWorkspaces } from './workspaces.ts'

/** What the main window may have done on the desktop. Its page is taken for hostile: it names no path and sees no passphrase. */
export function deskHandlers(station: Station): ShellHandlers {
  const recent = recentWorkspaces(station)
  const asking = oneAtATime()
  const asked =
    <Input, Answer>(ask: (input: Input) => Answer | Promise<Answer>) =>
    (input: Input): Promise<Answer> =>
      asking(async () => ask(input))
  return {
    workspace: {
      recent: recent.list,
      openSample: () => openSample(station),
      create: asked(createWorkspace(station)),
      open: asked(() => pickWorkspace(station)),
      openRecent: ({ token }) => recent.open(token),
      close: () => closeWorkspace(station)
    },
    session: { unlock: asked(unlockPerson(station)) },
    people: { add: asked(addPerson(station)) },
    review: { decide: asked(decideReview(station)) },
    import: { pick: importPicked(station, asking) },
    media: { pick: addPictures(station, asking) },
    account: accountHandlers(station, asking),
    report: { print: saveReport(station, asking) },
    link: { open: ({ url }) => openLink(url).then(() => null) },
    clipboard: {
      async copy({ text }) {
        await clipboard.writeText(text)
        return null
      }
    },
    preferences: {
      get: () => preferencesOf(station.settings),
      set: input => setPreferences(station.settings, input)
    }
  }
}

type Asking = ReturnType<typeof oneAtATime>
type Handler<Area extends keyof ShellHandlers, Name extends keyof ShellHandlers[Area]> = ShellHandlers[Area][Name]

/** The dialog is one question; the import that follows may take minutes, and keeps no other question waiting. */
const importPicked =
  (station: Station, asking: Asking): Handler<'import', 'pick'> =>
  async ({ job }) => {
    const t = wordsOf(station)
    const { filePaths } = await asking(() =>
      dialog.showOpenDialog(station.window, {
        title: t('shell.dialogs.importReleases'),
        filters: [{ name: t('shell.dialogs.documents'), extensions: ['md', 'html', 'htm', 'docx', 'jsonl', 'gz'] }],
        properties: ['openFile', 'multiSelections']
      })
    )
    return filePaths.length > 0 ? station.engine.call('releases.importPaths', { job, paths: filePaths }) : 'cancelled'
  }

/** The dialog shows what is called a picture; what it is, the engine finds out. */
const addPictures =
  (station: Station, asking: Asking): Handler<'media', 'pick'> =>
  async () => {
    const t = wordsOf(station)
    const { filePaths } = await asking(() =>
      dialog.showOpenDialog(station.window, {
        title: t('shell.dialogs.addPictures'),
        filters: [{ name: t('shell.dialogs.pictures'), extensions: Object.values(pictureEndings).flat() }],
        properties: ['openFile', 'multiSelections']
      })
    )
    return filePaths.length > 0 ? station.engine.call('media.addPaths', { paths: filePaths }) : 'cancelled'
  }

const saveReport =
  (station: Station, asking: Asking): Handler<'report', 'print'> =>
  async parameters => {
    const t = wordsOf(station)
    const { filePath } = await asking(() =>
      dialog.showSaveDialog(station.window, {
        title: t('shell.dialogs.saveReport'),
        defaultPath: join(
          app.getPath('documents'),
          `${t('shell.dialogs.reportName', { month: parameters.month })}.pdf`
        ),
        filters: [{ name: t('shell.dialogs.pdf'), extensions: ['pdf'] }]
      })
    )
    return filePath ? printReport(station.engine, parameters, filePath) : 'cancelled'
  }
