import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import type { Person } from '../../src/domain/people/roles.ts'
import { openEngine } from '../../src/main/workspace/engine.ts'
import type { Call } from '../../src/preload/contract/index.ts'
import type { Review } from '../../src/preload/contract/review.ts'
import { launchRelais, type Relais } from './launch.ts'
import { openProbe } from './probe.ts'

const passphrase = 'une phrase secrète, longue'
const title = 'Le quai <b>rouvre</b> & s’agrandit'

let folder: string
let file: string
let approver: Person
let review: Review
let relais: Relais

/** Works on the workspace in plain Node, while the program does not have it open. */
async function atTerminal<T>(work: (call: Call) => Promise<T>, mode: 'open' | 'create' = 'open'): Promise<T> {
  const engine = openEngine(file, mode)
  try {
    return await work(engine.shell)
  } finally {
    await engine.close()
  }
}

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relais shell '))
  file = join(folder, 'workspace.relais')
  await atTerminal(async call => {
    const person = { name: 'Ada Brun', email: 'ada@armelin.example', passphrase }
    await call('workspace.init', { name: 'Armelin', zone: 'Europe/Paris', lang: 'fr', person })
    approver = await call('people.add', {
      name: 'Alma Roy',
      email: 'alma@armelin.example',
      roles: ['approver'],
      passphrase
    })
    const release = await call('releases.create', { title, body: 'Le texte.', lang: 'fr' })
    review = await call('review.submit', { release: release.id })
  }, 'create')
  relais = await launchRelais({ workspace: file })
  await openProbe(relais.page)
})

test.afterEach(async () => {
  await relais.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Starts a call to the main process, and gives its answer and the passphrase window that it opens. */
async function askInWindow<Answer>(start: (page: Page) => Promise<Answer>) {
  const opened = relais.app.waitForEvent('window')
  const answer = start(relais.page)
  const form = await opened
  await expect(form.getByLabel('Passphrase')).toBeFocused()
  return { answer, form }
}

/** The window is gone before the key comes up again, which Playwright takes for a failure. */
const escape = (form: Page) => form.keyboard.press('Escape').catch(() => undefined)

const unlock = () => askInWindow(page => page.evaluate(person => window.relais.session.unlock({ person }), approver.id))
const decide = (verdict: string, reason = '') =>
  askInWindow(page =>
    page.evaluate(input => window.relais.review.decide(input), { review: review.id, verdict, reason })
  )

async function signIn(): Promise<void> {
  const { answer, form } = await unlock()
  await form.getByLabel('Passphrase').fill(passphrase)
  await form.keyboard.press('Enter')
  expect(await answer).toMatchObject({ answer: { name: 'Alma Roy' } })
}

test('a wrong passphrase is said and the window stays; the right one signs the person in', async () => {
  const { answer, form } = await unlock()
  await form.getByLabel('Passphrase').fill('une autre')
  await form.keyboard.press('Enter')
  await expect(form.getByRole('alert')).toHaveText('That is not the passphrase. Nothing was changed.')
  await form.getByLabel('Passphrase').fill(passphrase)
  await form.getByRole('button', { name: 'Sign in' }).click()
  expect(await answer).toMatchObject({ answer: { id: approver.id } })
  expect(await relais.page.evaluate(() => window.probe('workspace.info', {}))).toMatchObject({
    answer: { actor: { id: approver.id } }
  })
})

test('a decision is signed only in its own window, which shows what the engine holds', async () => {
  await signIn()
  const first = await decide('approve')
  await expect(first.form.getByText(title, { exact: true })).toBeVisible()
  await expect(first.form.getByText('Approve', { exact: true })).toBeVisible()
  const hash = first.form.getByRole('button', { name: /^[0-9a-f]{8}…[0-9a-f]{8}$/ })
  await hash.focus()
  await expect(first.form.getByText(/^[0-9a-f]{64}$/)).toBeVisible()
  await escape(first.form)
  expect(await first.answer).toEqual({ answer: 'cancelled' })
  expect(await relais.page.evaluate(() => window.probe('review.queue', {}))).toMatchObject({ answer: { total: 1 } })

  const second = await decide('changes', 'La date manque.')
  await expect(second.form.getByText('La date manque.')).toBeVisible()
  await second.form.getByLabel('Passphrase').fill(passphrase)
  await second.form.getByRole('button', { name: 'Sign', exact: true }).click()
  expect(await second.answer).toMatchObject({ answer: { id: review.id, state: 'changes-requested' } })
})

test('only one window asks at a time', async () => {
  const { answer, form } = await unlock()
  const again = await relais.page.evaluate(person => window.relais.session.unlock({ person }), approver.id)
  expect(again).toMatchObject({ error: { code: 'desk-busy' } })
  await escape(form)
  expect(await answer).toEqual({ answer: 'cancelled' })
})

/** What the program remembers; the workspace is in it once it has been opened from end to end. */
const kept = () => JSON.parse(readFileSync(join(relais.userData, 'settings.json'), 'utf8')) as object

/** Ends the engine's process at once, as a crash would. */
const killEngine = () =>
  relais.app.evaluate(({ app }) => {
    const engine = app.getAppMetrics().find(({ name }) => name === 'Relais engine')
    if (engine) process.kill(engine.pid, 'SIGKILL')
    return Boolean(engine)
  })

const status = () => relais.page.evaluate(() => window.engineStates)

test('an engine that dies is started again with all that was saved, and given up when it keeps dying', async () => {
  await relais.app.evaluate(({ dialog }) => {
    const said: string[] = []
    Object.assign(globalThis, { said })
    dialog.showMessageBox = ((_window: unknown, options: { message: string }) => {
      said.push(options.message)
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }) as typeof dialog.showMessageBox
  })
  await relais.page.evaluate(() => {
    window.engineStates = []
    window.addEventListener(
      'message',
      ({ data }: MessageEvent<{ status?: { state: string } }>) =>
        data.status && window.engineStates.push(data.status.state)
    )
  })
  await expect.poll(kept).toMatchObject({ last: file })
  for (let times = 1; times <= 3; times++) {
    expect(await killEngine()).toBe(true)
    await expect.poll(status).toEqual(Array.from({ length: times }, () => ['restarting', 'open']).flat())
    expect(await relais.page.evaluate(id => window.probe('releases.get', { id }), review.releaseId)).toMatchObject({
      answer: { title }
    })
  }
  expect(await killEngine()).toBe(true)
  await expect.poll(async () => (await status()).at(-1)).toBe('failed')
  expect(await relais.app.evaluate(() => (globalThis as unknown as { said: string[] }).said)).toEqual([
    'The workspace stopped several times in a row'
  ])
})

test('a closing window waits for the page to save what was just typed', async () => {
  await atTerminalCannotOpen()
  await relais.page.evaluate(() => {
    const draft = { title: 'Tapé au dernier moment', lang: 'fr' }
    window.relais.onClosing(async () => {
      await new Promise(resolve => setTimeout(resolve, 300))
      await window.probe('releases.create', draft)
    })
  })
  const { answer, form } = await askInWindow(page =>
    page.evaluate(async () => {
      const { answer } = await window.probe('people.list', {})
      const [ada] = answer as { id: string }[]
      return window.relais.session.unlock({ person: ada?.id })
    })
  )
  await form.getByLabel('Passphrase').fill(passphrase)
  await form.keyboard.press('Enter')
  await answer
  await relais.app.close()
  const { releases } = await atTerminal(call => call('releases.list', {}))
  expect(releases.map(release => release.title)).toContain('Tapé au dernier moment')
})

const atTerminalCannotOpen = () =>
  expect(atTerminal(call => call('workspace.info', {}))).rejects.toMatchObject({ code: 'workspace-busy' })

test('the same figures print to the same file, twice', async () => {
  const print = async (name: string) => {
    await relais.app.evaluate(
      ({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
      },
      join(folder, name)
    )
    return relais.page.evaluate(() => window.relais.report.print({ month: '2026-01', lang: 'fr', paper: 'A4' }))
  }
  const [first, second] = [await print('un.pdf'), await print('deux.pdf')]
  expect(first).toMatchObject({ answer: { file: join(folder, 'un.pdf') } })
  const pdf = readFileSync(join(folder, 'un.pdf'))
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.toString('latin1')).toContain("/CreationDate (D:20260201000000+00'00')")
  expect(pdf.equals(readFileSync(join(folder, 'deux.pdf')))).toBe(true)
  expect(second).toMatchObject({ answer: { pages: (first as { answer: { pages: number } }).answer.pages } })
})

test('language and theme are kept, and the menu speaks the language at once', async () => {
  const menu = () => relais.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label))
  expect(await menu()).toContain('File')
  await relais.page.evaluate(() => window.relais.preferences.set({ lang: 'fr', theme: 'dark' }))
  expect(await menu()).toContain('Fichier')
  expect(await relais.app.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors)).toBe(true)
  expect(await relais.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true)
  await expect.poll(kept).toMatchObject({ lang: 'fr', theme: 'dark', last: file })
})

declare global {
  interface Window {
    engineStates: string[]
  }
}
