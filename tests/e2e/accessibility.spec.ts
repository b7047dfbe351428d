import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { createSample, samplePassphrase } from '../../src/main/workspace/sample/sample.ts'
import { cutOff, expectAccessible, focused, focusIsShown } from './accessibility.ts'
import { launchRelais, type Relais } from './launch.ts'

let folder: string
let sample: string

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relais e2e sample '))
  sample = join(folder, 'sample.relais')
  await createSample(sample)
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function withSample(theme: 'light' | 'dark', work: (relais: Relais) => Promise<void>): Promise<void> {
  const workspace = join(folder, `${theme}.relais`)
  copyFileSync(sample, workspace)
  const relais = await launchRelais({ workspace, theme })
  try {
    await expect(releases(relais.page).first()).toBeVisible()
    await work(relais)
  } finally {
    await relais.close()
  }
}

const releases = (page: Page) => page.getByRole('list', { name: 'Releases' }).getByRole('button')

async function jump(page: Page, letter: string): Promise<void> {
  await page.keyboard.press('g')
  await page.keyboard.press(letter)
}

/** The sections by the letter that jumps there. */
const sections = {
  i: 'Inbox',
  c: 'Releases',
  m: 'Pictures',
  v: 'Review',
  d: 'Delivery',
  t: 'Destinations',
  p: 'Reach',
  r: 'Reports',
  s: 'Settings'
}

async function checkDialog(page: Page, screen: string, open: () => Promise<void>): Promise<void> {
  await open()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, screen)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
}

for (const theme of ['light', 'dark'] as const) {
  test(`every screen meets WCAG 2.2 AA in the ${theme} theme`, async () => {
    test.setTimeout(120_000)
    await checkWelcome(theme)
    await withSample(theme, async relais => {
      await checkReleases(relais)
      await checkSections(relais)
      await checkSigning(relais)
    })
  })
}

async function checkWelcome(theme: 'light' | 'dark'): Promise<void> {
  const { page, close } = await launchRelais({ theme })
  await expect(page.getByRole('button', { name: /sample workspace/ })).toBeVisible()
  await expectAccessible(page, 'welcome')
  await checkDialog(page, 'new workspace', () => page.getByRole('button', { name: /empty workspace/ }).click())
  await close()
}

async function checkReleases({ page }: Relais): Promise<void> {
  await releases(page).first().click()
  await expect(page.getByRole('textbox', { name: 'Text', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Link', exact: true }).click()
  await page
    .getByRole('button', { name: /embargo/ })
    .first()
    .click()
  await page.keyboard.press('/')
  await page.getByRole('searchbox').fill('usine')
  await expect(releases(page).locator('mark').first()).toBeVisible()
  await expectAccessible(page, 'releases, found, with an open editor')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+p')
  await expect(page.getByRole('article').getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessible(page, 'preview')
  await page.getByLabel('Status', { exact: true }).selectOption('approved')
  await releases(page).filter({ hasText: 'Approved' }).first().click()
  await checkDialog(page, 'plan', () => page.getByRole('button', { name: 'Plan delivery…' }).click())
  await checkDialog(page, 'palette', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('usine')
    await expect(page.getByRole('option').locator('mark').first()).toBeVisible()
  })
}

async function checkSections({ page }: Relais): Promise<void> {
  const main = page.getByRole('main')
  for (const [letter, section] of Object.entries(sections)) {
    await jump(page, letter)
    await expect(main).toHaveAccessibleName(section)
    await expect(main.getByRole('heading').first()).toBeVisible()
    await expectAccessible(page, section)
  }
  for (const name of ['Add a person', 'Add a feed']) {
    await checkDialog(page, name, () => main.getByRole('button', { name }).click())
  }
  await jump(page, 't')
  await checkDialog(page, 'kinds of destination', () => page.keyboard.press('n'))
  await jump(page, 'd')
  await checkDialog(page, 'delivery', () => main.getByRole('listitem').getByRole('button').first().click())
  await jump(page, 'i')
  await expect(page.getByRole('article').getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('e')
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  await expectAccessible(page, 'message')
  await page.getByTitle('Signed in as').click()
  await expect(page.getByRole('menuitem').first()).toBeVisible()
  await expectAccessible(page, 'menu')
}

/** Through the windows of the main process: signing in, with a wrong passphrase first, then a decision. */
async function checkSigning({ app, page }: Relais): Promise<void> {
  const [unlock] = await Promise.all([
    app.waitForEvent('window'),
    page.getByRole('menuitem', { name: /Hélène/ }).click()
  ])
  await unlock.getByLabel('Passphrase').fill('wrong')
  await unlock.keyboard.press('Enter')
  await expect(unlock.getByRole('alert')).toBeVisible()
  await expectAccessible(unlock, 'signing in')
  await unlock.getByLabel('Passphrase').fill(samplePassphrase)
  await Promise.all([unlock.waitForEvent('close'), unlock.keyboard.press('Enter')])
  await jump(page, 'v')
  await page.getByRole('button', { name: 'Ask for changes' }).click()
  await expectAccessible(page, 'decision')
  await page.getByRole('dialog').getByLabel('Reason').fill('The figures do not add up.')
  const [sign] = await Promise.all([app.waitForEvent('window'), page.getByRole('button', { name: 'Sign…' }).click()])
  await expectAccessible(sign, 'signing')
  await Promise.all([sign.waitForEvent('close'), sign.keyboard.press('Escape').catch(() => undefined)])
}

test('with text twice as large, every screen still fits the width of its window', async () => {
  await withSample('light', async ({ app, page }) => {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2))
    await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(800)
    for (const [letter, section] of Object.entries(sections)) {
      await jump(page, letter)
      await expect(page.getByRole('main')).toHaveAccessibleName(section)
      const shown = page.getByRole('main').locator('css=:is(h1, h2, strong, textarea) >> visible=true').first()
      await expect(shown).toBeVisible()
      expect.soft(await cutOff(page), section).toEqual([])
      // Then an item, which takes the place of its list.
      await page.keyboard.press('j')
      await expect(shown).toBeVisible()
      expect.soft(await cutOff(page), `${section}, open`).toEqual([])
      await expectAccessible(page, `${section}, twice as large`)
    }
  })
})

test('everything can be reached and left with the keyboard alone', async () => {
  await withSample('light', async ({ page }) => {
    await skipToContent(page)
    await walkSections(page)
    await walkList(page)
    await leaveDialogs(page)
    await seeFocus(page)
  })
})

async function skipToContent(page: Page): Promise<void> {
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('a Skip to the content')
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeInViewport()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
  // That was the search field, where letters are text until it is left.
  await page.keyboard.press('Escape')
}

async function walkSections(page: Page): Promise<void> {
  for (const [letter, section] of Object.entries(sections)) {
    await jump(page, letter)
    await expect(page.getByRole('main')).toHaveAccessibleName(section)
  }
  // Where letters are typed, they are letters.
  await jump(page, 'c')
  await page.keyboard.press('/')
  await page.keyboard.type('gi')
  await expect(page.getByRole('searchbox')).toHaveValue('gi')
  await expect(page.getByRole('main')).toHaveAccessibleName('Releases')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('searchbox')).toHaveValue('')
}

/** J and K go down and up in each list. */
async function walkList(page: Page): Promise<void> {
  for (const letter of ['c', 'i', 'v', 'r']) {
    await jump(page, letter)
    const items = page.getByRole('main').locator('button:has(> strong)')
    await expect(items.nth(2)).toBeVisible()
    const current = (): Promise<number> => items.evaluateAll(all => all.findIndex(each => each.ariaCurrent === 'true'))
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await expect.poll(current).toBeGreaterThan(0)
    const at = await current()
    await page.keyboard.press('j')
    await expect.poll(current).toBe(at + 1)
    await page.keyboard.press('k')
    await expect.poll(current).toBe(at)
  }
}

/** Tab stays inside a dialog; Escape closes it and gives the focus back to what opened it. */
async function leaveDialogs(page: Page): Promise<void> {
  await jump(page, 's')
  for (const name of ['Add a person', 'Add a feed']) {
    const opener = page.getByRole('main').getByRole('button', { name })
    await opener.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    for (let presses = 0; presses < 12; presses++) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null), name).toBe(true)
    }
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(opener).toBeFocused()
  }
}

/** Every stop of the Tab key is in sight, and is seen to have the focus. */
async function seeFocus(page: Page): Promise<void> {
  for (const letter of Object.keys(sections)) {
    await jump(page, letter)
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
    await page.evaluate(() => document.body.focus())
    const stops = new Set<string>()
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab')
      const stop = await focused(page)
      stops.add(stop)
      expect.soft(await focusIsShown(page), `${letter}: ${stop}`).toBe(true)
      if (await page.evaluate(() => document.activeElement?.closest('.ProseMirror') != null)) break
    }
    expect(stops.size).toBeGreaterThan(8)
  }
}
