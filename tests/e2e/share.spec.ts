import { expect, test, type Page } from '@playwright/test'
import { cutOff, expectAccessible } from './accessibility.ts'
import { launchRelais, type Relais } from './launch.ts'
import { readyWorkspace, type ReadyWorkspace } from './ready-workspace.ts'

const title = 'Armelin opens its first textile workshop in Bristol'
const body = `The workshop will employ 86 people and sort 1,900 tonnes of clothes a year.

- A repaired garment saves twelve kilograms of carbon dioxide.
- Thirty-two apprentices begin in September.
- The building runs on rain water.
`

let ready: ReadyWorkspace

test.beforeEach(async () => {
  ready = await readyWorkspace(async ({ shell }) => {
    await shell('share.setRules', { disclosure: { fr: '', en: '' }, blocked: [], hashtags: [], medium: 'employees' })
    const { id, rev } = await shell('releases.create', { lang: 'en', title, body })
    await shell('releases.save', { id, rev, change: { subtitle: '1,900 tonnes of clothes a year' } })
  })
})
test.afterEach(() => ready.remove())

async function withRelais(
  options: { lang?: 'fr' | 'en'; theme?: 'light' | 'dark' },
  work: (relais: Relais) => Promise<void>
) {
  const relais = await launchRelais({ workspace: ready.file, ...options })
  try {
    await work(relais)
  } finally {
    await relais.close()
  }
}

const openRelease = (page: Page) => page.getByRole('button', { name: title }).first().click()

/** Pastes a drawing as another program gives it, and a file that is refused. */
const pastePictures = (page: Page) =>
  page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: 1_200, height: 630 })
    canvas.getContext('2d')?.fillRect(100, 100, 600, 300)
    const png = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'))
    const data = new DataTransfer()
    data.items.add(new File(png ? [png] : [], 'workshop.png', { type: 'image/png' }))
    data.items.add(new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'logo.svg', { type: 'image/svg+xml' }))
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })

/** From the link field: Enter makes the kit. */
async function makeKit(page: Page): Promise<void> {
  await openRelease(page)
  await expect(page.getByRole('tab', { name: /^(?:Share kit|Kit de partage)/ })).toBeVisible()
  await page.keyboard.press('Control+j')
  await expect(page.locator('#kit-link')).toBeFocused()
  await page.keyboard.type('https://www.armelin.example/press/workshop')
  await page.keyboard.press('Enter')
}

test('a kit is made by keyboard, mended, illustrated, submitted, read by the approver, and copied', async () => {
  await withRelais({}, async ({ app, page }) => {
    await makeKit(page)
    await expect(page.getByRole('tab', { name: 'LinkedIn (3 share texts)' })).toHaveAttribute('aria-selected', 'true')
    await expect(page.getByRole('textbox', { name: 'LinkedIn, English, text 1' })).toBeFocused()
    await expect(page.getByText('24 share texts for 8 networks.')).toBeVisible()

    await breakAndMend(page)
    await illustrate(page)

    await page.keyboard.press('Control+Enter')
    await expect(page.getByText(/The share kit is not ready, so nothing was submitted/)).toBeVisible()
    await page.getByRole('textbox', { name: 'What it shows' }).fill('The workshop on its first day')
    await page.getByRole('textbox', { name: 'Credit' }).fill('Photo: Armelin')
    await page.getByRole('textbox', { name: 'Licence' }).fill('own')
    await page.getByRole('combobox', { name: 'Consent' }).selectOption('not-needed')
    await expect(page.getByText('Nothing stands in the way of review.')).toBeVisible()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText('In review', { exact: true }).first()).toBeVisible()

    await page.getByRole('button', { name: 'Copy the text: X, English, text 1' }).click()
    await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toContain('utm_source=x')

    await page.getByRole('button', { name: /^Review/ }).click()
    await page.getByRole('button', { name: title }).first().click()
    await expect(page.getByRole('heading', { name: 'Share kit' })).toBeVisible()
    await expect(page.getByRole('img', { name: 'The workshop on its first day' })).toBeVisible()
  })
})

async function breakAndMend(page: Page): Promise<void> {
  await page.keyboard.press('Control+PageDown')
  const first = page.getByRole('textbox', { name: 'X, English, text 1' })
  await expect(first).toBeFocused()
  const fitting = await first.inputValue()
  await first.fill('word '.repeat(80))
  await expect(page.getByText(/It is too long by/).first()).toBeVisible()
  await expect(page.getByText('1 thing would stop the review.')).toBeVisible()
  await expect(page.getByRole('tab', { name: 'X (3 share texts, 1 to mend)' })).toBeVisible()
  await expectAccessible(page, 'share kit with a text that is too long')
  await first.fill(fitting)
  await expect(page.getByText('Nothing stands in the way of review.')).toBeVisible()
  await page.getByRole('button', { name: 'Remove: X, English, text 1' }).click()
  await expect(page.getByRole('tab', { name: 'X (2 share texts)' })).toBeVisible()
  await page.getByRole('region', { name: 'Relais' }).getByRole('button', { name: 'Undo' }).last().click()
  await expect(page.getByRole('tab', { name: 'X (3 share texts)' })).toBeVisible()
}

async function illustrate(page: Page): Promise<void> {
  await pastePictures(page)
  await expect(page.getByText(/“logo.svg” is not a picture that Relais takes/)).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'What it shows' })).toBeVisible()
  await expect(page.getByText('4 things would stop the review.')).toBeVisible()
  await expectAccessible(page, 'share kit with a picture')
}

test('the kit, the library and the rules are readable in the dark, in French, and with text twice as large', async () => {
  await withRelais({ lang: 'fr', theme: 'dark' }, async ({ app, page }) => {
    await makeKit(page)
    await expect(page.getByRole('tab', { name: 'LinkedIn (3 textes de partage)' })).toBeVisible()
    await pastePictures(page)
    await expect(page.getByRole('textbox', { name: 'Ce qu’elle montre' })).toBeVisible()
    await expectAccessible(page, 'share kit')
    await page.getByRole('button', { name: 'De la médiathèque…' }).click()
    await expect(page.getByRole('dialog').getByRole('button', { name: /workshop\.png/ })).toBeVisible()
    await expectAccessible(page, 'library in a dialog')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Médiathèque/ }).click()
    await page.getByRole('button', { name: /workshop\.png/ }).click()
    await expect(page.getByRole('complementary', { name: 'Image' })).toBeVisible()
    await expectAccessible(page, 'library')
    await page.getByRole('button', { name: /^Réglages/ }).click()
    await expect(page.getByRole('heading', { name: 'Règles de partage' })).toBeVisible()
    await expectAccessible(page, 'share rules')
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2))
    for (const screen of [/^Médiathèque/, /^Communiqués/]) {
      await page.getByRole('button', { name: screen }).click()
      expect(await cutOff(page), screen.source).toEqual([])
    }
  })
})
