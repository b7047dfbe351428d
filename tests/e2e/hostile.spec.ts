import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { cleanLine } from '../../src/domain/releases/clean.ts'
import { samplePassphrase } from '../../src/main/workspace/sample/sample.ts'
import { fastPreview } from './hostile-preview.ts'
import { absent, asLines, collected, inPacks, ours, packed } from './hostile-strings.ts'
import { findLive, watch, type Watch } from './hostile-watch.ts'
import { launchRelais, type Relais } from './launch.ts'
import { approve, readyWorkspace, type Filling } from './ready-workspace.ts'

/** A release as an attacker would write it. */
interface Bait {
  title: string
  subtitle: string
  body: string
}

/** How many of the baits are in review too: each has to be signed first, which is slow on purpose. */
const reviewed = 4

/** Marks of the comparison, which no text may bring along. */
const marks = /[\uE010-\uE013]/g

test('tricks of our own run nothing on any screen, and their words are to be read', async () => {
  const server = createServer((_request, response) => response.end())
  let calls = 0
  server.on('request', () => (calls += 1))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const tricks = Object.entries(ours(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  const baits = tricks.map(([name, text]) => ({
    title: `${name}: ${text}`,
    subtitle: text,
    body: `Before ${name}.\n\n${text}\n\nAfter ${name}.\n\nInline ${text}`
  }))
  await withBaits(baits, async (relais, watched) => {
    const { page } = relais
    const opened = await recordLinks(relais)
    await walkReleases(relais, baits, async ({ body }) => {
      const [before = '', after = ''] = body.match(/^(?:Before|After) .*\.$/gm) ?? []
      await expect(page.locator('.prose')).toContainText(before)
      await expect(page.locator('.prose')).toContainText(after)
      await clickLinks(page)
    })
    await watched.expectNothingRan()
    await pasteInto(
      page,
      tricks.map(([, text]) => text)
    )
    await watched.expectNothingRan()
    await walkReviews(relais, baits)
    await walkInbox(relais, baits)
    await searchPalette(relais, 'script')
    await watched.expectNothingRan()
    expect((await opened()).filter(address => !/^(?:https|mailto):/.test(address))).toEqual([])
    await readBeforeSigning(relais, changed(baits[reviewed - 1]?.title ?? ''))
  })
  expect(calls).toBe(0)
  server.close()
})

test('collected attack strings run nothing on any screen, nor one by one in the preview', async () => {
  test.skip(absent.length > 0, `not at hand: ${absent.join(', ')}`)
  const strings = collected()
  expect(strings.length).toBeGreaterThan(3_000)
  const lines = asLines(strings, 1_900)
  const packs = inPacks(strings, Math.ceil(strings.length / reviewed))
  const baits = packs.map((pack, index) => ({
    title: lines[2 * index] ?? '',
    subtitle: lines[2 * index + 1] ?? '',
    body: packed(pack)
  }))
  await withBaits(baits, async (relais, watched) => {
    const { page } = relais
    await walkReleases(relais, baits)
    const { show } = await fastPreview(page, lines)
    let alone = 0
    for (const pack of inPacks(strings, 64)) {
      for (let rest = pack; rest.length > 0;) {
        const swallower = (await show(rest))[0] ?? rest.length
        expect(await findLive(page)).toEqual([])
        // It hid what comes after it: it is shown by itself, and the others again without it.
        if (swallower < rest.length) {
          alone += 1
          await show(rest.slice(swallower, swallower + 1))
          expect(await findLive(page)).toEqual([])
        }
        rest = rest.slice(swallower + 1)
      }
    }
    expect(alone).toBeLessThan(strings.length / 100)
    await watched.expectNothingRan()
    await walkReviews(relais, baits)
    await walkInbox(relais, baits)
    await searchPalette(relais, 'alert')
    await watched.expectNothingRan()
  })
})

/** Opens the program on a workspace that holds the baits as releases, some in review with a change, and as a feed. */
async function withBaits(
  baits: readonly Bait[],
  work: (relais: Relais, watched: Watch) => Promise<void>
): Promise<void> {
  const workspace = await readyWorkspace(async filling => {
    for (const bait of baits) await write(filling, bait)
    for (const bait of baits.slice(0, reviewed)) await writeTwice(filling, bait)
    await addFeed(filling, baits)
  })
  const relais = await launchRelais({ workspace: workspace.file })
  try {
    await expect(rows(relais.page).first()).toBeVisible()
    await work(relais, await watch(relais))
  } finally {
    await relais.close()
    workspace.remove()
  }
}

async function write({ shell }: Filling, { title, subtitle, body }: Bait): Promise<string> {
  const { id, rev } = await shell('releases.create', { title, body })
  await shell('releases.save', { id, rev, change: { subtitle } })
  return id
}

/** Leaves a review in which the text stands against the one approved before it. */
async function writeTwice(filling: Filling, bait: Bait): Promise<void> {
  const { shell } = filling
  const id = await write(filling, { ...bait, body: `Old words. ${bait.body}` })
  await approve(filling, id)
  const { rev } = await shell('releases.get', { id })
  const change = { title: changed(bait.title), subtitle: changed(bait.subtitle), body: `New words. ${bait.body}` }
  await shell('releases.save', { id, rev, change })
  await shell('review.submit', { release: id })
}

const changed = (text: string): string => `Now ${text}`.slice(0, 2_000)

async function addFeed({ shell, folder }: Filling, baits: readonly Bait[]): Promise<void> {
  const items = baits.map(({ title, subtitle, body }, index) => ({
    id: String(index),
    url: index % 2 ? "javascript:window.__pwned='yes'" : `https://armelin.example/${index}`,
    title,
    summary: subtitle,
    content_html: body
  }))
  const feed = { version: 'https://jsonfeed.org/version/1.1', title: baits[0]?.title, items }
  const file = join(folder, 'feed.json')
  writeFileSync(file, JSON.stringify(feed))
  await shell('sources.addPath', { address: file })
}

const rows = (page: Page) => page.getByRole('list', { name: 'Releases' }).getByRole('listitem')

/** Opens each release in the editor and in the preview, the newest first. */
async function walkReleases(
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
async function walkReviews({ page }: Relais, baits: readonly Bait[]): Promise<void> {
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

async function walkInbox({ page }: Relais, baits: readonly Bait[]): Promise<void> {
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

async function searchPalette({ page }: Relais, word: string): Promise<void> {
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
const clickLinks = (page: Page): Promise<void> =>
  page.locator('.prose a').evaluateAll(links => {
    for (const link of links as HTMLElement[]) {
      link.click()
      link.dispatchEvent(new MouseEvent('auxclick', { bubbles: true, cancelable: true, button: 1 }))
    }
  })

/** Keeps the links that would be opened outside, instead of opening them. */
async function recordLinks({ app }: Relais): Promise<() => Promise<string[]>> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = address => Promise.resolve(void opened.push(address))
  })
  return () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)
}

/** Pastes each string as a web page would have put it on the clipboard. */
async function pasteInto(page: Page, strings: readonly string[]): Promise<void> {
  await page.keyboard.press('n')
  const body = page.getByRole('textbox', { name: 'Text', exact: true })
  await expect(body).toHaveText('')
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
async function readBeforeSigning({ app, page }: Relais, title: string): Promise<void> {
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
