import type { MenuCommand } from '../../preload/shell-contract.ts'
import { newRelease } from '../releases/actions.ts'
import { pickImport } from '../releases/import.svelte.ts'
import { navigation, sections } from './navigation.svelte.ts'

/** What the page itself shows when the menu asks for it. */
export interface MenuTargets {
  openPalette(): void
  createWorkspace(): void
}

/** What each command of the menu does in the page. */
export function menuActions({ openPalette, createWorkspace }: MenuTargets): Record<MenuCommand, () => void> {
  const jumps = Object.fromEntries(sections.map(section => [`go.${section}`, () => navigation.go(section)]))
  return {
    ...(jumps as Record<`go.${(typeof sections)[number]}`, () => void>),
    'release.new': () => void newRelease(),
    'release.import': pickImport,
    // A file chooser opens only on a click in the page, so the menu leads to the button.
    'metrics.import': () => navigation.go('reach'),
    'workspace.new': createWorkspace,
    'palette.open': openPalette
  }
}
