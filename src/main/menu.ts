import type { MenuItemConstructorOptions } from 'electron'
import type { Translate } from '../messages/index.ts'
import type { MenuCommand } from '../preload/shell-contract.ts'

/** What menu entries do: a command for the page, or something that the main process does itself. */
export interface MenuActions {
  page(command: MenuCommand): void
  openWorkspace(): void
  openSample(): void
  closeWorkspace(): void
  quit(): void
}

const sections = [
  'inbox',
  'releases',
  'media',
  'review',
  'delivery',
  'destinations',
  'reach',
  'reports',
  'settings'
] as const

/** Every label is ours: Electron's own are English whatever the language. */
export function menuTemplate(
  t: Translate,
  actions: MenuActions,
  platform: NodeJS.Platform,
  packaged: boolean
): MenuItemConstructorOptions[] {
  const menus = [fileMenu(t, actions, platform), editMenu(t), goMenu(t, actions), viewMenu(t, packaged)]
  return platform === 'darwin' ? [applicationMenu(t, actions), ...menus] : menus
}

const separator: MenuItemConstructorOptions = { type: 'separator' }

/** Not the role of that name, which would quit without a question. */
const quitEntry = (t: Translate, actions: MenuActions, platform: NodeJS.Platform): MenuItemConstructorOptions => ({
  label: t('shell.menu.quit'),
  // Windows has no such key, and people close windows with the one beside it.
  ...(platform === 'win32' ? {} : { accelerator: 'CmdOrCtrl+Q' }),
  click: () => actions.quit()
})

function fileMenu(t: Translate, actions: MenuActions, platform: NodeJS.Platform): MenuItemConstructorOptions {
  const ask = (command: MenuCommand, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    ...(accelerator ? { accelerator } : {}),
    click: () => actions.page(command)
  })
  return {
    label: t('shell.menu.file'),
    submenu: [
      ask('release.new', t('shell.menu.newRelease'), 'CmdOrCtrl+N'),
      ask('release.import', t('shell.menu.importReleases'), 'CmdOrCtrl+I'),
      ask('metrics.import', t('shell.menu.importMetrics')),
      separator,
      ask('workspace.new', t('shell.menu.newWorkspace')),
      { label: t('shell.menu.openWorkspace'), accelerator: 'CmdOrCtrl+O', click: () => actions.openWorkspace() },
      { label: t('shell.menu.openSample'), click: () => actions.openSample() },
      { label: t('shell.menu.closeWorkspace'), click: () => actions.closeWorkspace() },
      ...(platform === 'darwin' ? [] : [separator, quitEntry(t, actions, platform)])
    ]
  }
}

const editMenu = (t: Translate): MenuItemConstructorOptions => ({
  label: t('shell.menu.edit'),
  submenu: [
    { role: 'undo', label: t('shell.menu.undo') },
    { role: 'redo', label: t('shell.menu.redo') },
    separator,
    { role: 'cut', label: t('shell.menu.cut') },
    { role: 'copy', label: t('shell.menu.copy') },
    { role: 'paste', label: t('shell.menu.paste') },
    { role: 'pasteAndMatchStyle', label: t('shell.menu.pastePlain') },
    { role: 'selectAll', label: t('shell.menu.selectAll') }
  ]
})

const goMenu = (t: Translate, actions: MenuActions): MenuItemConstructorOptions => ({
  label: t('shell.menu.go'),
  submenu: [
    ...sections.map((section, index) => ({
      label: t(`common.sections.${section}`),
      accelerator: `CmdOrCtrl+${index + 1}`,
      click: () => actions.page(`go.${section}`)
    })),
    separator,
    { label: t('shell.menu.palette'), accelerator: 'CmdOrCtrl+K', click: () => actions.page('palette.open') }
  ]
})

const viewMenu = (t: Translate, packaged: boolean): MenuItemConstructorOptions => ({
  label: t('shell.menu.view'),
  submenu: [
    { role: 'zoomIn', label: t('shell.menu.larger') },
    { role: 'zoomOut', label: t('shell.menu.smaller') },
    { role: 'resetZoom', label: t('shell.menu.actualSize') },
    separator,
    { role: 'togglefullscreen', label: t('shell.menu.fullScreen') },
    ...(packaged ? [] : [separator, { role: 'toggleDevTools' as const, label: t('shell.menu.developer') }])
  ]
})

const applicationMenu = (t: Translate, actions: MenuActions): MenuItemConstructorOptions => ({
  label: 'Relais',
  submenu: [
    { role: 'about', label: t('shell.menu.about') },
    separator,
    { role: 'services', label: t('shell.menu.services') },
    separator,
    { role: 'hide', label: t('shell.menu.hide') },
    { role: 'hideOthers', label: t('shell.menu.hideOthers') },
    { role: 'unhide', label: t('shell.menu.showAll') },
    separator,
    quitEntry(t, actions, 'darwin')
  ]
})
