import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { app, dialog } from 'electron'
import { RelaisError } from '../domain/errors.ts'
import type { Cancelled, RecentWorkspace, ShellHandlers } from '../preload/shell-contract.ts'
import type { Input } from '../preload/contract/index.ts'
import type { WorkspaceInfo } from '../preload/contract/people.ts'
import { askPassphrase } from './passphrase-window.ts'
import { withRecent } from './settings.ts'
import { languageOf, wordsOf, type Station } from './station.ts'
import type { OpenMode } from './workspace/index.ts'

const extension = 'relais'

/** Opens a workspace and remembers that it was open. */
export async function openWorkspace(station: Station, file: string, mode: OpenMode): Promise<WorkspaceInfo> {
  await station.engine.open(file, mode)
  const info = await station.engine.call('workspace.info', {})
  remember(station, file, info)
  return info
}

export const openSample = (station: Station): Promise<WorkspaceInfo> =>
  openWorkspace(station, join(app.getPath('userData'), `sample.${extension}`), 'sample')

export async function pickWorkspace(station: Station): Promise<WorkspaceInfo | Cancelled> {
  const t = wordsOf(station)
  const { filePaths } = await dialog.showOpenDialog(station.window, {
    title: t('shell.dialogs.openWorkspace'),
    filters: filtersOf(station),
    properties: ['openFile']
  })
  return filePaths[0] ? openWorkspace(station, filePaths[0], 'open') : 'cancelled'
}

/** Asks where to keep a new workspace and for its first person's passphrase; without both, no file is made. */
export const createWorkspace =
  (station: Station): ShellHandlers['workspace']['create'] =>
  async ({ name, zone, person }) => {
    const { filePath } = await dialog.showSaveDialog(station.window, {
      title: wordsOf(station)('shell.dialogs.createWorkspace'),
      defaultPath: join(app.getPath('documents'), `${fileNameOf(name)}.${extension}`),
      filters: filtersOf(station)
    })
    if (!filePath) return 'cancelled'
    const file = extname(filePath) ? filePath : `${filePath}.${extension}`
    const lang = languageOf(station.settings)
    return askPassphrase(station.window, { purpose: 'choose', lang, person: person.name }, passphrase =>
      makeWorkspace(station, file, { name, zone, lang, person: { ...person, passphrase } })
    )
  }

async function makeWorkspace(station: Station, file: string, fields: Input<'workspace.init'>): Promise<WorkspaceInfo> {
  await station.engine.open(file, 'create')
  try {
    const { workspace } = await station.engine.call('workspace.init', fields)
    remember(station, file, workspace)
    return workspace
  } catch (thrown) {
    // The file was made a moment ago and holds nothing.
    await station.engine.close()
    for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })
    throw thrown
  }
}

/** The workspaces that were open before, by tokens that stand for their paths: a page cannot name a path of its own. */
export function recentWorkspaces(station: Station) {
  const tokens = new Map<string, string>()
  const tokenOf = (file: string): string => {
    const known = [...tokens].find(([, path]) => path === file)?.[0]
    const token = known ?? randomUUID()
    tokens.set(token, file)
    return token
  }
  return {
    list: (): RecentWorkspace[] =>
      station.settings.data.recent.map(({ file, name, openedAt }) => ({
        token: tokenOf(file),
        name,
        folder: dirname(file),
        openedAt
      })),
    async open(token: string): Promise<WorkspaceInfo> {
      const file = tokens.get(token)
      if (!file) throw new RelaisError('workspace-missing', { file: '' })
      return openWorkspace(station, file, 'open')
    }
  }
}

export async function closeWorkspace({ engine, settings }: Station): Promise<null> {
  await engine.close()
  settings.update({ last: null })
  return null
}

function remember({ settings }: Station, file: string, info: WorkspaceInfo): void {
  const entry = { file, name: info.name || basename(file), openedAt: new Date().toISOString() }
  settings.update({ recent: withRecent(settings.data.recent, entry), last: file })
}

const filtersOf = (station: Station): Electron.FileFilter[] => [
  { name: wordsOf(station)('shell.dialogs.workspaceFile'), extensions: [extension] }
]

/** A name without what file systems refuse in one. */
const fileNameOf = (name: string): string => name.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ').trim() || 'Relais'
