import { statSync } from 'node:fs'
import { dialog, shell } from 'electron'
import { RelaisError, toErrorShape } from '../domain/errors.ts'
import type { MessageKey } from '../messages/index.ts'
import type { Account, ConnectorInfo } from '../preload/contract/delivery.ts'
import type { Cancelled, ShellHandlers } from '../preload/shell-contract.ts'
import { openSignIn } from './links.ts'
import { askPassphrase } from './passphrase-window.ts'
import { languageOf, wordsOf, type oneAtATime, type Station } from './station.ts'

/** What a person does with destinations outside the page: name folders, agree to hosts, type secrets, sign in. */
export function accountHandlers(station: Station, asking: ReturnType<typeof oneAtATime>): ShellHandlers['account'] {
  return {
    add: fields => asking(() => addAccount(station, fields)),
    change: ({ account, settings }) => asking(() => changeAccount(station, account, settings)),
    setSecret: ({ account }) => asking(async () => typeSecret(station, await findAccount(station, account))),
    // A browser may be open for minutes, and keeps no other question waiting.
    connect: ({ account }) => connect(station, account),
    cancelConnect: ({ account }) => station.engine.call('accounts.cancelAuthorize', { id: account }),
    showFolder: ({ account }) => showFolder(station, account)
  }
}

type NewAccount = Parameters<ShellHandlers['account']['add']>[0]
type Added = Account & { secret?: string }

/**
 * Asks for each folder that the connector writes to: a path that the page made up is never taken. A destination on the
 * network is shown to the person first: a page that was taken over must not open a way out by itself.
 */
async function addAccount(station: Station, { connector, name, settings }: NewAccount): Promise<Added | Cancelled> {
  const known = await findConnector(station, connector)
  const chosen: Record<string, string> = {}
  for (const { key } of known?.settings.filter(({ folder }) => folder) ?? []) {
    const { filePaths } = await dialog.showOpenDialog(station.window, {
      title: wordsOf(station)('shell.dialogs.chooseFolder', { name }),
      properties: ['openDirectory', 'createDirectory']
    })
    if (!filePaths[0]) return 'cancelled'
    chosen[key] = filePaths[0]
  }
  // Where all goes into a folder that was just chosen, that was the question.
  const inFolder = Object.keys(chosen).length > 0 && hostOf(settings) === null
  if (!inFolder && !(await agreesTo(station, 'add', name, settings))) return 'cancelled'
  const added = await station.engine.call('accounts.add', { connector, name, settings: { ...settings, ...chosen } })
  const wanted = known?.secret === 'given' || known?.appKey
  if (!wanted || added.hasSecret || (await findAccount(station, added.id)).noSecret) return added
  const kept = await typeSecret(station, added)
  return kept === 'cancelled' ? added : kept
}

const findConnector = async ({ engine }: Station, kind: string): Promise<ConnectorInfo | undefined> =>
  (await engine.call('accounts.connectors', {})).find(each => each.kind === kind)

async function findAccount({ engine }: Station, id: string): Promise<Account> {
  const found = (await engine.call('accounts.list', {})).find(each => each.id === id)
  if (!found) throw new RelaisError('account-missing', { name: id })
  return found
}

/** The settings by which connectors know the host that they call. */
const hostSettings = ['url', 'server', 'service', 'host', 'put', 'subdomain'] as const

/** Where a destination is, as the person named it; null where its kind says that by itself. */
const hostOf = (settings: Record<string, string>): string | null =>
  hostSettings.flatMap(key => settings[key]?.trim() || []).join(', ') || null
const isHostSetting = (key: string): boolean => hostSettings.some(each => each === key)

async function changeAccount(
  station: Station,
  id: string,
  settings: Record<string, string>
): Promise<Account | Cancelled> {
  const { name, connector, settings: before } = await findAccount(station, id)
  const known = await findConnector(station, connector)
  // Folders stay, whatever the page sent.
  const keys = (known?.settings ?? [])
    .filter(({ key, folder }) => !folder && (settings[key] ?? '') !== (before[key] ?? ''))
    .map(({ key }) => key)
  // What is left out is a change too: the connector's own choice then holds.
  const changed = Object.fromEntries(keys.map(key => [key, settings[key] || '–']))
  const agreed = await agreesTo(station, 'change', name, changed)
  return agreed ? station.engine.call('accounts.change', { id, settings }) : 'cancelled'
}

/** Shows what a destination is to be set up with: who reads it on the page may read what somebody else put there. */
async function agreesTo(
  station: Station,
  act: 'add' | 'change',
  name: string,
  settings: Record<string, string>
): Promise<boolean> {
  const t = wordsOf(station)
  const { allowHost, ...others } = settings
  const url = hostOf(settings)
  const { response } = await dialog.showMessageBox(station.window, {
    type: 'question',
    message: t(act === 'add' ? 'shell.dialogs.newDestination' : 'shell.dialogs.changeDestination', { name }),
    detail: [
      url && t('shell.dialogs.newDestinationText', { url }),
      allowHost && t('shell.dialogs.privateHost', { host: allowHost }),
      ...Object.entries(others).flatMap(([key, value]) =>
        isHostSetting(key) || value === '' ? [] : `${t(`delivery.settings.${key}` as MessageKey)}: ${value}`
      )
    ]
      .filter(Boolean)
      .join('\n\n'),
    buttons: [t(`common.actions.${act}`), t('common.actions.cancel')],
    defaultId: 1,
    cancelId: 1
  })
  return response === 0
}

/** What is shown of the destination comes from the engine, not from the page. */
async function typeSecret(station: Station, { id, name, connector, settings }: Account): Promise<Account | Cancelled> {
  const lang = languageOf(station.settings)
  const shown = { account: name, connector, host: hostOf(settings) }
  return askPassphrase(station.window, { purpose: 'secret', lang, ...shown }, secret =>
    station.engine.call('accounts.setSecret', { id, secret })
  )
}

/** The path comes from the engine, to which a person gave it in a dialog; a file there is never opened. */
async function showFolder(station: Station, id: string): Promise<null> {
  const { connector, settings } = await findAccount(station, id)
  const known = await findConnector(station, connector)
  const folder = settings[known?.settings.find(each => each.folder)?.key ?? '']
  if (folder !== undefined && statSync(folder, { throwIfNoEntry: false })?.isDirectory()) await shell.openPath(folder)
  return null
}

async function connect(station: Station, id: string): Promise<Account | Cancelled> {
  const { settings } = await findAccount(station, id)
  const { engine } = station
  const { url } = await engine.call('accounts.authorize', { id })
  try {
    await openSignIn(url, settings['allowHost'])
  } catch (thrown) {
    await engine.call('accounts.cancelAuthorize', { id })
    throw thrown
  }
  try {
    const connected = await engine.call('accounts.authorized', { id })
    // The person is looking at the browser.
    station.window.focus()
    return connected
  } catch (thrown) {
    if (toErrorShape(thrown).code === 'cancelled') return 'cancelled'
    throw thrown
  }
}
