import { expect, type Locator, type Page } from '@playwright/test'
import { cleanLine } from '../../src/domain/releases/clean.ts'
import { samplePassphrase } from '../../src/main/workspace/sample/sample.ts'
import { findLive } from './hostile-watch.ts'
import { changed, reviewed, type Bait } from './hostile-workspace.ts'
import type { Relais } from './launch.ts'

/** Marks of the comparison, which no text may bring along. */
const marks = /[\uE010-\uE013]/g

/** Opens each release in the editor and in the preview, the newest first. */
export async function walkReleases(
  { page }: Relais,
  baits: readonly Bait[],
  inPreview?: (bait: Bait) => Promise<void>
): Promise<void> {
  const twice = baits
    .slice(0, reviewed)
    .map(bait => ({ ...bait, title: changed(bait.title), subtitle: changed(bait.subtitle) }))
  for (const bait of [...baits, ...twice].reverse()) {
    await page.keyboard.press('j')
    await expect(page.getByLabel('Title', { exact: true })).toHaveValue(cleanLine(bait.title))
    await expect(page.getByLabel('Subtitle', { exact: true })).toHaveValue(cleanLine(bait.subtitle))
    expect(await findLive(page)).toEqual([])
    await page.keyboard.press('Control+p')
    const heading = page.getByRole('article').getByRole('heading', { level: 1 }).first()
    await expect(heading).toBeVisible()
    expect(await heading.textContent()).toBe(cleanLine(bait.title))
    expect(await findLive(page)).toEqual([])
    await inPreview?.(bait)
  }
}

/** Reads each review with what changed; the text without what was taken out is the one under review. */
export async function walkReviews({ page }: Relais, baits: readonly Bait[]): Promise<void> {
  await jump(page, 'v')
  for (const bait of baits.slice(0, reviewed)) {
    const after = page.getByRole('article')
    const title = cleanLine(changed(bait.title))
    await expect.poll(() => afterChanges(after.locator('h1').first())).toBe(title.replace(marks, ''))
    await expect(after.locator('ins').first()).toBeVisible()
    expect(await findLive(page)).toEqual([])
    await page.getByRole('button', { name: 'Text only' }).click()
    expect(await after.locator('h1').first().textContent()).toBe(title)
    expect(await findLive(page)).toEqual([])
    await page.keyboard.press('j')
  }
}

/** What is left to read once the words that were taken out are gone. */
const afterChanges = (heading: Locator): Promise<string> =>
  heading.evaluate(element => {
    const copy = element.cloneNode(true) as Element
    for (const deleted of copy.querySelectorAll('del')) deleted.remove()
    return copy.textContent
  })

export async function walkInbox({ page }: Relais, baits: readonly Bait[]): Promise<void> {
  await jump(page, 'i')
  const items = page.getByRole('main').getByRole('listitem').getByRole('button')
  await expect(items).toHaveCount(baits.length)
  for (const [index] of baits.entries()) {
    await expect(items.nth(index)).toHaveAttribute('aria-current', 'true')
    expect(await findLive(page)).toEqual([])
    await page.keyboard.press('j')
  }
  // What was kept is named in a message, and what was drafted from has a link to its source.
  await page.keyboard.press('e')
  await expect(page.getByText(/^Kept: /)).toBeVisible()
  await page.keyboard.press('d')
  await expect(page.getByRole('heading', { name: 'Source', exact: true })).toBeVisible()
  expect(await findLive(page)).toEqual([])
}

export async function searchPalette({ page }: Relais, word: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Commands and search' }).fill(word)
  await expect(page.getByRole('option').locator('mark').first()).toBeVisible()
  expect(await findLive(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('combobox', { name: 'Commands and search' })).toBeHidden()
}

async function jump(page: Page, letter: string): Promise<void> {
  await page.keyboard.press('g')
  await page.keyboard.press(letter)
}

/** Clicks every link, with the left button and with the middle one. */
export const clickLinks = (page: Page): Promise<void> =>
  page.locator('.prose a').evaluateAll(links => {
    for (const link of links as HTMLElement[]) {
      link.click()
      link.dispatchEvent(new MouseEvent('auxclick', { bubbles: true, cancelable: true, button: 1 }))
    }
  })

/** Keeps the links that would be opened outside, instead of opening them. */
export async function recordLinks({ app }: Relais): Promise<() => Promise<string[]>> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = address => Promise.resolve(void opened.push(address))
  })
  return () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)
}

/** Pastes each string as a web page would have put it on the clipboard. */
export async function pasteInto(page: Page, strings: readonly string[]): Promise<void> {
  await page.keyboard.press('n')
  const body = page.getByRole('textbox', { name: 'Text', exact: true })
  await expect(body).toHaveText('')
  // A new release is begun in its title; what is pasted goes to the text.
  await body.click()
  for (const text of strings) {
    await body.evaluate((element, html) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/html', `<p>pasted</p>${html}`)
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, text)
    expect(await findLive(page)).toEqual([])
  }
  await expect(body).toContainText('pasted')
  await clickLinks(page)
  await body.blur()
  await expect(page.getByText('Saved to disk')).toBeVisible()
}

/** The window that signs shows a title and a reason that others wrote. */
export async function readBeforeSigning({ app, page }: Relais, title: string): Promise<void> {
  await page.getByTitle('Signed in as').click()
  const [unlock] = await Promise.all([
    app.waitForEvent('window'),
    page.getByRole('menuitem', { name: /Hélène/ }).click()
  ])
  await unlock.getByLabel('Passphrase').fill(samplePassphrase)
  await Promise.all([unlock.waitForEvent('close'), unlock.keyboard.press('Enter')])
  await jump(page, 'v')
  await page.getByRole('button', { name: 'Approve and sign' }).click()
  await page.getByRole('dialog').getByLabel('Reason').fill(title)
  const [sign] = await Promise.all([app.waitForEvent('window'), page.getByRole('button', { name: 'Sign…' }).click()])
  await expect(sign.locator('dd.title')).toHaveText(title)
  expect(await findLive(sign)).toEqual([])
  expect(await sign.evaluate(() => '__pwned' in window)).toBe(false)
  // The window may be gone before the key is up.
  await Promise.all([sign.waitForEvent('close'), sign.keyboard.press('Escape').catch(() => undefined)])
}
