import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { openEngine } from '../../src/main/workspace/engine.ts'
import { openContext } from '../../src/main/workspace/open-context.ts'
import { sampleOfficer, samplePassphrase } from '../../src/main/workspace/sample/sample.ts'
import { openReceiver, type Receiver } from '../support/receiver.ts'
import { expectAccessible } from './accessibility.ts'
import { launchRelais, type LaunchOptions, type Relais } from './launch.ts'
import { openProbe } from './probe.ts'
import { approve, readyWorkspace, type Filling, type ReadyWorkspace } from './ready-workspace.ts'

const root = resolve(import.meta.dirname, '..', '..')
const minute = 60_000
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const fromNow = (milliseconds: number): string => new Date(Date.now() + milliseconds).toISOString()

let receiver: Receiver
let workspace: ReadyWorkspace
let relais: Relais
/** An approved release for each thing that a test plans, and the destination that the receiver stands for. */
let releases: string[]
let account: string

async function fill(filling: Filling): Promise<void> {
  const { shell } = filling
  releases = []
  for (const title of ['Le quai rouvre & s’agrandit', 'La grue arrive', 'Le port de nuit']) {
    const { id } = await shell('releases.create', { title, body: 'Le texte.' })
    await approve(filling, id)
    releases.push(id)
  }
  const settings = { url: receiver.url, allowHost: '127.0.0.1' }
  account = (await shell('accounts.add', { connector: 'webhook', name: 'Presse', settings, secret })).id
}

test.beforeEach(async () => {
  receiver = await openReceiver(() => secret)
  workspace = await readyWorkspace(fill)
})
test.afterEach(async () => {
  await relais.close()
  workspace.remove()
  await receiver.close()
})

async function launch(options: LaunchOptions = {}): Promise<void> {
  relais = await launchRelais({ workspace: workspace.file, ...options })
  await openProbe(relais.page)
}

/** Calls the engine from the page, which goes on while its window is closed. */
async function call<Answer>(name: string, input: object): Promise<Answer> {
  const { answer, code } = await relais.page.evaluate(([name, input]) => window.probe(name, input), [name, input])
  expect(code).toBeUndefined()
  return answer as Answer
}

const plan = (release: number, at: string) =>
  call<{ id: string }[]>('outbox.plan', { release: releases[release], accounts: [account], at })

async function jump(letter: string): Promise<void> {
  await relais.page.keyboard.press('g')
  await relais.page.keyboard.press(letter)
}

const isVisible = () =>
  relais.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some(window => window.isVisible()))
const closeWindow = () =>
  relais.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.close()
  })
const isAwake = () =>
  relais.app.evaluate(({ powerSaveBlocker }) => [0, 1, 2, 3, 4].some(id => powerSaveBlocker.isStarted(id)))

/** Starts the program once more, as a person does who does not see that it runs; it gives way to the one that does. */
async function startAgain(...more: string[]): Promise<void> {
  const { spawnfile } = relais.app.process()
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const second = spawn(spawnfile, [...sandbox, root, `--user-data-dir=${relais.userData}`, ...more], {
    stdio: 'ignore'
  })
  await once(second, 'exit')
}

test('with its window closed, Relais sends what falls due; started again, it shows the window', async () => {
  await launch()
  const [later] = await plan(0, fromNow(60 * minute))
  await closeWindow()
  await expect.poll(isVisible).toBe(false)

  await plan(1, fromNow(1_500))
  await receiver.arrived(1)
  expect(await isVisible()).toBe(false)

  await startAgain('--hidden')
  expect(await isVisible()).toBe(false)
  await startAgain()
  await expect.poll(isVisible).toBe(true)
  await jump('d')
  await expect(relais.page.getByRole('main').getByText('La grue arrive').first()).toBeVisible()
  expect(await call('outbox.list', { state: 'confirmed' })).toMatchObject({
    deliveries: [{ releaseTitle: 'La grue arrive' }]
  })

  await call('outbox.cancel', { id: later?.id })
  const ended = relais.app.waitForEvent('close')
  await closeWindow()
  await ended
})

test('started hidden, it stays so until it is asked for', async () => {
  await launch({ args: ['--hidden'] })
  await expect.poll(() => relais.page.title()).toContain('Armelin')
  expect(await isVisible()).toBe(false)
  await startAgain()
  await expect.poll(isVisible).toBe(true)
})

test('started hidden, it shows the window when what is next needs somebody to sign in', async () => {
  const engine = openEngine(workspace.file, 'open')
  await engine.shell('people.unlock', { person: sampleOfficer, passphrase: samplePassphrase })
  await engine.shell('outbox.plan', { release: releases[0] ?? '', accounts: [account], at: fromNow(60 * minute) })
  await engine.close()
  // Only in a sample somebody is signed in from the start.
  const { context, close } = openContext(workspace.file, 'open')
  await context.write(trx => trx.updateTable('workspace').set({ sample: 0 }).execute())
  await close()
  await launch({ args: ['--hidden'] })
  // Asked while it is still starting, Electron may lose the question.
  await expect.poll(() => relais.page.title()).toContain('Armelin')
  await expect.poll(isVisible).toBe(true)
})

test('with nothing to work on, there is no hiding', async () => {
  relais = await launchRelais({ args: ['--hidden'] })
  await expect.poll(isVisible).toBe(true)
})

test('a person may have it go on in the background although nothing waits', async () => {
  await launch()
  await jump('s')
  await relais.page.getByRole('checkbox', { name: /Keep running/ }).check()
  await expect
    .poll(() => JSON.parse(readFileSync(join(relais.userData, 'settings.json'), 'utf8')) as object)
    .toMatchObject({ background: true })
  await closeWindow()
  await expect.poll(isVisible).toBe(false)
})

test('the computer does not fall asleep while a slot is near', async () => {
  await launch()
  await plan(0, fromNow(60 * minute))
  const [near] = await plan(1, fromNow(10 * minute))
  await expect.poll(isAwake).toBe(true)
  await call('outbox.cancel', { id: near?.id })
  await expect.poll(isAwake).toBe(false)
})

test('a computer that wakes up has the engine look at once for what fell due', async () => {
  await launch()
  await relais.app.evaluate(({ MessageChannelMain }) => {
    const calls: unknown[] = []
    Object.assign(globalThis, { calls })
    const port = Object.getPrototypeOf(new MessageChannelMain().port1) as Electron.MessagePortMain
    const { postMessage } = port
    port.postMessage = function (message: { a?: unknown[] }, ...more) {
      calls.push(message.a?.[0])
      postMessage.call(this, message, ...more)
    }
  })
  await relais.app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
  await expect.poll(() => relais.app.evaluate(() => (globalThis as unknown as InMain).calls)).toContain('outbox.wake')
})

/** What these tests leave in the main process. */
interface InMain {
  calls: unknown[]
  /** What dialogs said. */
  dialogs: { message: string; detail?: string; buttons?: string[] }[]
  /** What the icon in the notification area shows. */
  tray: { tooltip?: string; menu?: Electron.Menu | null }
}

const answerDialogs = (response: number) =>
  relais.app.evaluate(({ dialog }, response) => {
    const dialogs: InMain['dialogs'] = []
    Object.assign(globalThis, { dialogs })
    dialog.showMessageBox = (...args: unknown[]) => {
      dialogs.push(args.at(-1) as (typeof dialogs)[number])
      return Promise.resolve({ response, checkboxChecked: false })
    }
  }, response)
const said = () => relais.app.evaluate(() => (globalThis as unknown as InMain).dialogs)
const quitByMenu = () =>
  relais.app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()
      ?.items.flatMap(({ submenu }) => submenu?.items ?? [])
      .find(({ label }) => label === 'Quit Relais')
      ?.click()
  )

test('quitting asks while deliveries are due within a day', async () => {
  await launch()
  const [first] = await plan(0, fromNow(60 * minute))
  await plan(1, fromNow(120 * minute))
  await plan(2, fromNow(48 * 60 * minute))

  await answerDialogs(2)
  await quitByMenu()
  await expect.poll(said).toHaveLength(1)
  const [question] = await said()
  expect(question).toMatchObject({
    message: 'Quit although 2 deliveries are due within 24 hours?',
    buttons: ['Keep running in the background', 'Quit anyway', 'Cancel']
  })
  expect(question?.detail).toContain('Le quai rouvre & s’agrandit → Presse')
  expect(await isVisible()).toBe(true)

  await answerDialogs(0)
  await quitByMenu()
  await expect.poll(isVisible).toBe(false)
  expect(await said()).toHaveLength(1)

  await call('outbox.cancel', { id: first?.id })
  await answerDialogs(1)
  const ended = relais.app.waitForEvent('close')
  await quitByMenu()
  await ended
})

test('quitting does not ask about what is held, nor whoever quits from outside', async () => {
  await launch()
  await plan(0, fromNow(60 * minute))
  await call('outbox.hold', { held: true })
  await answerDialogs(2)
  const ended = relais.app.waitForEvent('close')
  await quitByMenu()
  await ended
  // Each other test that leaves something due ends by `app.quit()`, and would hang if that were asked about.
})

test('the icon in the notification area says what is next, and holds everything', async () => {
  await launch()
  await relais.app.evaluate(({ Tray }) => {
    const tray: InMain['tray'] = {}
    Object.assign(globalThis, { tray })
    Tray.prototype.setToolTip = text => void (tray.tooltip = text)
    Tray.prototype.setContextMenu = menu => void (tray.menu = menu)
  })
  const tooltip = () => relais.app.evaluate(() => (globalThis as unknown as InMain).tray.tooltip)
  const clickHold = () =>
    relais.app.evaluate(() =>
      (globalThis as unknown as InMain).tray.menu?.items.find(({ type }) => type === 'checkbox')?.click()
    )
  await plan(0, fromNow(48 * 60 * minute))
  await expect
    .poll(tooltip)
    .toMatch(/^Relais – Next delivery on .* at \d\d:\d\d: Le quai rouvre & s’agrandit → Presse$/)
  await relais.page.evaluate(() => window.relais.preferences.set({ lang: 'fr' }))
  await expect.poll(tooltip).toMatch(/^Relais – Prochaine diffusion le /)

  await clickHold()
  await expect.poll(tooltip).toBe('Relais – Tout est retenu')
  expect(await call('outbox.status', {})).toMatchObject({ held: true })
  await clickHold()
  await expect.poll(tooltip).toMatch(/^Relais – Prochaine diffusion le /)

  // Nobody at the desk has no say, and is told so in the window.
  await answerDialogs(0)
  await call('people.lock', {})
  await clickHold()
  await expect.poll(said).toMatchObject([{ message: 'Cela n’a pas fonctionné' }])
  expect(await call('outbox.status', {})).toMatchObject({ held: false })
})

test('what missed its time is shown first thing, and decided there', async () => {
  const hours = 60 * minute
  const earlier = openEngine(workspace.file, 'open', { now: () => Date.now() - 3 * hours })
  await earlier.shell('people.unlock', { person: sampleOfficer, passphrase: samplePassphrase })
  for (const [index, at] of [fromNow(-2 * hours), fromNow(-2 * hours), fromNow(-30 * minute)].entries())
    await earlier.shell('outbox.plan', { release: releases[index] ?? '', accounts: [account], at })
  await earlier.close()

  await launch()
  const notice = relais.page.getByRole('region', { name: 'What missed its time' })
  await expect(notice.getByRole('heading', { name: '2 deliveries missed their time' })).toBeVisible()
  await expect(notice.getByRole('heading', { name: '1 delivery left after its time' })).toBeVisible()
  expect(receiver.effects.map(({ payload }) => payload.data.release['title'])).toEqual(['Le port de nuit'])
  await expectAccessible(relais.page, 'what missed its time, light')
  await relais.page.evaluate(() => window.relais.preferences.set({ theme: 'dark' }))
  await expect.poll(() => relais.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true)
  await expectAccessible(relais.page, 'what missed its time, dark')

  const line = (title: string) => notice.getByRole('listitem').filter({ hasText: title })
  await line('La grue arrive').getByRole('button', { name: 'Cancel this delivery' }).click()
  await expect(line('La grue arrive')).toBeHidden()
  await line('Le quai rouvre').getByRole('button', { name: 'Send now' }).click()
  await receiver.arrived(2)
  await expect(notice.getByRole('heading', { name: '1 delivery left after its time' })).toBeVisible()
  await expect(notice.getByRole('button', { name: 'Send now' })).toBeHidden()
  await notice.getByRole('button', { name: 'Close' }).click()
  await expect(notice).toBeHidden()
})

test('starting at login is switched on and off', async () => {
  test.skip(process.platform !== 'linux', 'elsewhere the system keeps it, for the whole account')
  await launch()
  // In a folder of the test's own, not in that of whoever runs it.
  await relais.app.evaluate(({ app }, folder) => app.setPath('appData', folder), workspace.folder)
  const entry = join(workspace.folder, 'autostart', 'relais.desktop')
  await jump('s')
  const choice = relais.page.getByRole('checkbox', { name: /Start when I log in/ })
  await choice.check()
  await expect(choice).toBeChecked()
  await expect.poll(() => existsSync(entry)).toBe(true)
  expect(readFileSync(entry, 'utf8')).toMatch(/^Exec=".*" "--hidden"$/m)
  await choice.uncheck()
  await expect.poll(() => existsSync(entry)).toBe(false)
})
