import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { launchRelais, type Relais } from './launch.ts'
import { followFrames, kill, seeded } from './autosave.ts'
import { approve, readyWorkspace, type Filling, type ReadyWorkspace } from './ready-workspace.ts'

/** Decides what is typed and when a process is killed; a failure names it. */
const seed = Number(process.env['RELAIS_SEED'] ?? Date.now() % 100_000)

let workspace: ReadyWorkspace
let relais: Relais

async function start(fill?: (filling: Filling, id: string) => Promise<void>): Promise<void> {
  workspace = await readyWorkspace(async filling => {
    const { id } = await filling.shell('releases.create', { title: 'Start', body: 'First words.' })
    await fill?.(filling, id)
  })
  relais = await open()
}

/** Starts the program and opens the one release that there is. */
async function open(): Promise<Relais> {
  const opened = await launchRelais({ workspace: workspace.file })
  await openRelease(opened.page)
  return opened
}

/** Starts it anew after it ended. */
async function reopen(): Promise<void> {
  rmSync(relais.userData, { recursive: true, force: true })
  relais = await open()
}

async function openRelease(page: Page): Promise<void> {
  await page.getByRole('list', { name: 'Releases' }).getByRole('listitem').first().getByRole('button').click()
  await expect(body(page)).toBeVisible()
}

test.afterEach(async () => {
  await relais.close().catch(() => undefined)
  workspace.remove()
})

const body = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true })
const title = (page: Page) => page.getByLabel('Title', { exact: true })
const saved = (page: Page) => page.getByText(/^Saved to disk/)
/** Spaces at the end of a line mean nothing in Markdown. */
const plain = (text: string | null): string => (text ?? '').replace(/\s/g, '')

async function goToEnd(page: Page, field: 'title' | 'body'): Promise<void> {
  if (field === 'body') await body(page).press('ControlOrMeta+End')
  else await title(page).press('End')
}

test('what the screen shows as saved survives a kill at any moment', async () => {
  test.setTimeout(120_000)
  await start()
  const random = seeded(seed)
  let words = 0
  for (let round = 1; round <= 4; round++) {
    const { page } = relais
    const frames = await followFrames(page)
    await goToEnd(page, random() < 0.7 ? 'body' : 'title')
    for (let left = 2 + Math.floor(random() * 12); left > 0; left--) {
      await page.keyboard.type(` word${++words}`, { delay: random() * 50 })
      if (random() < 0.1) await frames.saved()
    }
    // Half of the time at the very moment at which the screen makes its promise.
    if (random() < 0.5) await frames.saved()
    const promised = await frames.promised()
    expect(await frames.hasty(), `seed ${seed}, round ${round}`).toBeNull()
    await kill(relais)
    await reopen()
    expect(plain(await body(relais.page).textContent()), `seed ${seed}, round ${round}`).toContain(plain(promised.body))
    expect(plain(await title(relais.page).inputValue()), `seed ${seed}, round ${round}`).toContain(
      plain(promised.title)
    )
  }
})

test('whoever types without a pause has it on disk soon after', async () => {
  await start()
  const typed = 'a'.repeat(60)
  for (const field of ['body', 'title'] as const) {
    const { page } = relais
    await goToEnd(page, field)
    await page.keyboard.type(`!${typed}`, { delay: 50 })
    await kill(relais)
    await reopen()
    const found = field === 'body' ? await body(relais.page).textContent() : await title(relais.page).inputValue()
    expect(found?.match(/!(a*)/)?.[1]?.length).toBeGreaterThan(typed.length / 2)
  }
})

test('what was typed last is saved when the window closes', async () => {
  await start()
  const ways = [
    async (page: Page) => (await goToEnd(page, 'body'), page.keyboard.type(' body')),
    async (page: Page) => (await goToEnd(page, 'title'), page.keyboard.type(' title')),
    async (page: Page) => {
      await goToEnd(page, 'body')
      await page.keyboard.type(' leaving')
      await page.getByRole('button', { name: 'Reports' }).click()
    }
  ]
  for (const way of ways) {
    await way(relais.page)
    const ended = once(relais.app.process(), 'exit')
    await relais.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await ended
    await reopen()
  }
  await expect(body(relais.page)).toHaveText('First words. body leaving')
  await expect(title(relais.page)).toHaveValue('Start title')
})

test('an edit of an approved text voids the approval, for all to see', async () => {
  await start(approve)
  const { page } = relais
  const status = page.getByRole('main').getByText('Approved', { exact: true })
  await expect(status.first()).toBeVisible()
  await goToEnd(page, 'body')
  await page.keyboard.type(' And more.')
  await expect(page.getByText('the approval no longer holds')).toBeVisible()
  await expect(page.getByRole('main').getByText('Draft', { exact: true })).toHaveCount(2)
  await expect(page.getByText('Void: the text changed')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Submit' })).toBeVisible()
})

test('the text is there after the page is loaded again', async () => {
  await start()
  const { app, page } = relais
  await goToEnd(page, 'body')
  await page.keyboard.type(' Before the reload.')
  await expect(saved(page)).toBeVisible()
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload())
  await expect(body(page)).toBeHidden()
  await openRelease(page)
  await expect(body(page)).toHaveText('First words. Before the reload.')
})

test('nothing typed is lost when the engine is killed under the editor', async () => {
  await start()
  const { app, page } = relais
  await goToEnd(page, 'body')
  const random = seeded(seed)
  let text = 'First words.'
  // As often as it is started again within a minute.
  for (let round = 1; round <= 3; round++) {
    for (let left = 2 + Math.floor(random() * 6); left > 0; left--) {
      const word = ` word${left}of${round}`
      await page.keyboard.type(word, { delay: random() * 40 })
      text += word
    }
    const pid = await app.evaluate(({ app }) => app.getAppMetrics().find(({ name }) => name === 'Relais engine')?.pid)
    process.kill(pid ?? 0, 'SIGKILL')
    await page.keyboard.type(` after${round}`)
    text += ` after${round}`
    await expect(saved(page)).toBeVisible({ timeout: 20_000 })
  }
  await kill(relais)
  await reopen()
  expect(await body(relais.page).textContent(), `seed ${seed}`).toBe(text)
})
