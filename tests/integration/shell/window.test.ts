import { describe, expect, test } from 'vitest'
import type { MenuItemConstructorOptions } from 'electron'
import { languages, translator } from '../../../src/messages/index.ts'
import { menuCommands, type MenuCommand } from '../../../src/preload/shell-contract.ts'
import { menuTemplate } from '../../../src/main/menu.ts'
import { placeFor } from '../../../src/main/window-place.ts'

describe('where the window opens', () => {
  const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }]
  const saved = { x: 100, y: 50, width: 1200, height: 800, maximized: false }

  test('where it was left', () => {
    expect(placeFor(saved, screens)).toEqual({ x: 100, y: 50, width: 1200, height: 800 })
  })

  test('never smaller than it may be', () => {
    expect(
      placeFor({ ...saved, width: 10, height: 10 }, [{ x: 0, y: 0, width: 4000, height: 3000 }])
    ).not.toMatchObject({ width: 10 })
  })

  test.each([
    [{ ...saved, x: 1900 }, screens],
    [{ ...saved, x: 2500 }, screens],
    [{ ...saved, y: -790 }, screens],
    [saved, []],
    [null, screens]
  ])('in the usual size, wherever the system puts it, when its screen is gone (%#)', (place, areas) => {
    const { x, y, width } = placeFor(place, areas)
    expect({ x, y }).toEqual({})
    expect(width).toBeGreaterThan(900)
  })
})

describe.each(['linux', 'darwin', 'win32'] as const)('the menu on %s', platform => {
  const clicked: MenuCommand[] = []
  const actions = {
    page: (command: MenuCommand) => clicked.push(command),
    openWorkspace() {},
    openSample() {},
    closeWorkspace() {},
    quit() {}
  }
  const items = (lang: (typeof languages)[number]) =>
    menuTemplate(translator(lang), actions as never, platform, false).flatMap(menu => [
      menu,
      ...(menu.submenu as MenuItemConstructorOptions[])
    ])

  test.each(languages)('has words of ours for everything, in %s', lang => {
    const labels = items(lang)
      .filter(({ type }) => type !== 'separator')
      .map(({ label }) => label)
    expect(labels.every(label => label && !/^(shell|common)\./.test(label))).toBe(true)
  })

  test('gives no shortcut twice', () => {
    const keys = items('en').flatMap(({ accelerator }) => accelerator ?? [])
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('reaches every command that the page knows', () => {
    clicked.length = 0
    for (const { click } of items('fr')) click?.(undefined as never, undefined, undefined as never)
    expect(clicked.sort()).toEqual([...menuCommands].sort())
  })
})
