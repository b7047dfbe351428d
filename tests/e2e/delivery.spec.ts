import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { mastodonStandIn, mastodonToken, type MastodonStandIn } from '../stand-ins/mastodon.ts'
import { openReceiver, type Receiver } from '../support/receiver.ts'
import { expectAccessible } from './accessibility.ts'
import { launchRelais, type Relais } from './launch.ts'
import { openProbe } from './probe.ts'
import { approve, readyWorkspace, type ReadyWorkspace } from './ready-workspace.ts'

const titles = [
  'The quay opens on Tuesday',
  'Forty jobs at Landelles',
  'A pump for half-full pipes',
  'Rain for the hospital'
]
const account = { mastodon: 'Armelin on Mastodon', webhook: 'Intranet', package: 'Advocacy tool' }

let workspace: ReadyWorkspace
let relais: Relais
let mastodon: MastodonStandIn
let receiver: Receiver
let secret = ''
let page: Page

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  mastodon = await mastodonStandIn()
  receiver = await openReceiver(() => secret)
  workspace = await readyWorkspace(async filling => {
    for (const title of titles) {
      const { id, rev } = await filling.shell('releases.create', {
        title,
        body: 'Armelin opens it for everybody.',
        lang: 'en'
      })
      await filling.shell('releases.save', { id, rev, change: { subtitle: 'Every family is welcome' } })
      await approve(filling, id)
    }
  })
  relais = await launchRelais({ workspace: workspace.file })
  ;({ page } = relais)
  await expect(page.getByRole('main')).toBeVisible()
  await answerDialogs()
})

test.afterAll(async () => {
  await relais.close()
  await Promise.all([receiver.close(), mastodon.close()])
  workspace.remove()
})

/** A person agrees to every question of the system, and chooses this folder; what they were asked is kept. */
async function answerDialogs(): Promise<void> {
  const folder = join(workspace.folder, 'packages')
  mkdirSync(folder)
  await relais.app.evaluate(({ dialog, shell }, folder) => {
    const [asked, opened]: [string[], string[]] = [[], []]
    Object.assign(globalThis, { asked, opened })
    dialog.showMessageBox = ((_window: unknown, options: { message: string; detail: string }) => {
      asked.push(`${options.message} ${options.detail}`)
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }) as typeof dialog.showMessageBox
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] })
    shell.openExternal = address => Promise.resolve(void opened.push(address))
  }, folder)
}

const recorded = (what: 'asked' | 'opened'): Promise<string[]> =>
  relais.app.evaluate((_electron, what) => (globalThis as unknown as Record<string, string[]>)[what] ?? [], what)

async function jump(letter: string): Promise<void> {
  await page.keyboard.press('g')
  await page.keyboard.press(letter)
}

const dialog = (): Locator => page.getByRole('dialog')

/** Chooses a kind by its name, and fills in the form that follows. */
async function begin(kind: string, name: string, fields: Record<string, string>): Promise<void> {
  await jump('t')
  await expect(page.getByRole('main')).toHaveAccessibleName('Destinations')
  await page.keyboard.press('n')
  await expect(dialog()).toHaveAccessibleName('Where should releases go?')
  await dialog().getByRole('button', { name: kind, exact: true }).click()
  await dialog().getByLabel('Name', { exact: true }).fill(name)
  const more = dialog().getByText('More settings')
  if (await more.isVisible()) await more.click()
  for (const [label, value] of Object.entries(fields)) await dialog().getByLabel(label).fill(value)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

const add = (): Promise<void> => dialog().getByRole('button', { name: 'Add', exact: true }).click()
const pane = (): Locator => page.getByRole('main').locator('.pane')

test('a destination is agreed to, and its secret is typed where the page cannot see it', async () => {
  await jump('t')
  await page.keyboard.press('n')
  await expectAccessible(page, 'choosing a kind of destination')
  await page.keyboard.press('Escape')
  await begin('Mastodon', account.mastodon, { 'Address of the server': mastodon.url })
  await expectAccessible(page, 'setting up a destination')
  await add()
  // A private host has to be named as allowed: what is wrong stands at its field.
  await expect(dialog().getByRole('alert')).toContainText('it must begin with https://')
  await dialog().getByLabel('Host on a private network').fill('127.0.0.1')
  const [form] = await Promise.all([relais.app.waitForEvent('window'), add()])
  await expect(form.getByText(account.mastodon)).toBeVisible()
  await expect(form.getByText(new URL(mastodon.url).host)).toBeVisible()
  await expectAccessible(form, 'giving a secret')
  const field = form.getByLabel('Access token')
  await expect(field).toBeFocused()
  expect(await field.evaluate(each => getComputedStyle(each).getPropertyValue('-webkit-text-security'))).toBe('disc')
  await field.fill(`${mastodonToken}\n`)
  await Promise.all([form.waitForEvent('close'), form.getByRole('button', { name: 'Keep the secret' }).click()])
  expect((await recorded('asked')).at(-1)).toContain(new URL(mastodon.url).host)
  await expect(pane().getByText('Ready')).toBeVisible()
  await pane().getByRole('button', { name: 'Test' }).click()
  await expect(pane().getByText(/^@armelin@127/)).toBeVisible()
  await expectAccessible(page, 'a destination')
  await openProbe(page)
  const seen = await page.evaluate(async () => JSON.stringify(await window.probe('accounts.list', {})))
  expect(seen + (await page.content())).not.toContain(mastodonToken)
})

test('a secret that is made here is shown once, and a closed secret window leaves the destination without one', async () => {
  await begin('Signed webhook', account.webhook, {
    'Address of the receiver': receiver.url,
    'Host on a private network': '127.0.0.1'
  })
  await add()
  secret = (await dialog().locator('code').textContent()) ?? ''
  expect(secret).toMatch(/^whsec_/)
  await expectAccessible(page, 'a secret that was made')
  await dialog().getByRole('button', { name: 'Close' }).click()
  await expect(pane().getByText('Ready')).toBeVisible()

  await begin('Slack', 'Channel of the press office', {})
  const [form] = await Promise.all([relais.app.waitForEvent('window'), add()])
  await form.getByLabel('Address of the incoming webhook').fill('https://example.org/')
  await form.keyboard.press('Enter')
  await expect(form.getByText(/it must be the address of an incoming webhook/)).toBeVisible()
  await Promise.all([form.waitForEvent('close'), form.keyboard.press('Escape').catch(() => undefined)])
  await expect(pane().getByRole('status').getByText('Secret missing')).toBeVisible()
  await expectAccessible(page, 'a destination without its secret')
  await pane().getByRole('button', { name: 'Remove…' }).click()
  await expectAccessible(page, 'removing a destination')
  await dialog().getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('button', { name: /Channel of the press office/ })).toBeHidden()

  await begin('Hand-off package', account.package, {})
  await add()
  await expect(pane().getByText('Ready')).toBeVisible()
})

test('signing in goes by the browser, and can be given up', async () => {
  const port = String(await freePort())
  await begin('LinkedIn', 'Armelin', { 'Client id': '77armelin', 'Whose posts': 'me', 'Port on this computer': port })
  await expect(dialog().getByText(`http://localhost:${port}/granted`)).toBeVisible()
  const [form] = await Promise.all([relais.app.waitForEvent('window'), add()])
  await form.getByLabel('Key of the app').fill('canary-app-key')
  await Promise.all([form.waitForEvent('close'), form.getByRole('button', { name: 'Keep the secret' }).click()])
  await pane().getByRole('status').getByRole('button', { name: 'Connect…' }).click()
  await expect(pane().getByText('Waiting for your browser')).toBeVisible()
  await expectAccessible(page, 'waiting for the browser')
  expect(await recorded('opened')).toEqual([
    expect.stringMatching(/^https:\/\/www\.linkedin\.com\/oauth\/v2\/authorization\?.*client_id=77armelin/)
  ])
  await pane().getByRole('button', { name: 'Stop waiting' }).click()
  await expect(pane().getByRole('status').getByText('Not connected')).toBeVisible()
  await pane().getByRole('button', { name: 'Remove…' }).click()
  await dialog().getByRole('button', { name: 'Remove' }).click()
})

const open = async (title: string): Promise<void> => {
  await jump('c')
  await page.getByRole('list', { name: 'Releases' }).getByRole('button', { name: title }).click()
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue(title)
}
const aside = (): Locator => page.locator('aside')

async function plan(title: string, names: string[]): Promise<void> {
  await open(title)
  await aside().getByRole('button', { name: 'Plan delivery…' }).click()
  for (const name of names) await dialog().getByLabel(name).check()
  await dialog().getByRole('button', { name: 'Plan', exact: true }).click()
  await expect(dialog()).toBeHidden()
}

test('what is planned is seen beforehand, and where it went is on the release', async () => {
  const [title = ''] = titles
  await open(title)
  await aside().getByRole('button', { name: 'Plan delivery…' }).click()
  await dialog().getByLabel(account.mastodon).check()
  await expect(dialog().locator('.post')).toContainText(title)
  await dialog().getByLabel(account.webhook).check()
  await dialog().getByLabel(account.package).check()
  await expectAccessible(page, 'planning')
  await dialog().getByRole('button', { name: 'Plan', exact: true }).click()
  await expect(aside().getByText('Confirmed')).toHaveCount(2, { timeout: 30_000 })
  expect(mastodon.statuses.map(({ text }) => text)).toEqual([expect.stringContaining(title)])
  expect(receiver.effects).toHaveLength(1)
  await aside()
    .getByRole('button', { name: /^social\.armelin\.example/ })
    .click()
  expect((await recorded('opened')).at(-1)).toMatch(/^https:\/\/social\.armelin\.example\/@armelin\//)

  // A person takes the package on, and says where it is.
  await aside().getByRole('button', { name: 'I took it there…' }).click()
  await dialog().getByLabel('Address there').fill('https://tool.armelin.example/posts/7')
  await expectAccessible(page, 'saying where it is')
  await dialog().getByRole('button', { name: 'It is there' }).click()
  await expect(aside().getByText('Confirmed')).toHaveCount(3)
  await expect(aside().getByRole('button', { name: /^tool\.armelin\.example/ })).toBeVisible()
  await expectAccessible(page, 'a release that was delivered')
})

test('a refusal has its card with the evidence, and goes again on a word', async () => {
  const [, title = ''] = titles
  receiver.next({ status: 403, body: '{"error":"not for you"}' })
  await plan(title, [account.webhook])
  await jump('d')
  const card = page.getByRole('alert').filter({ hasText: title })
  await expect(card).toBeVisible({ timeout: 30_000 })
  await expectAccessible(page, 'outbox with an error card')
  await card.getByRole('button', { name: 'What was sent' }).click()
  await expect(dialog()).toContainText('403')
  await expect(dialog()).toContainText('not for you')
  await expectAccessible(page, 'evidence')
  await page.keyboard.press('Escape')
  await card.getByRole('button', { name: 'Try again' }).click()
  await expect(card).toBeHidden({ timeout: 30_000 })
  await expect.poll(() => receiver.effects.length).toBe(2)
})

test('all that failed goes again at once', async () => {
  receiver.next({ status: 403 }, { status: 403 })
  for (const title of titles.slice(2)) await plan(title, [account.webhook])
  await jump('d')
  const states = page.getByLabel('State', { exact: true })
  await expect(states.getByRole('option', { name: 'Failed (2)' })).toBeAttached({ timeout: 30_000 })
  await states.selectOption('failed-final')
  await page.getByRole('button', { name: 'Try again what is shown…' }).click()
  await expect(dialog().getByText('2 failed')).toBeVisible()
  await expectAccessible(page, 'bulk retry')
  await dialog().getByRole('button', { name: 'Try again', exact: true }).click()
  await expect(page.getByText('2 deliveries are on their way again.')).toBeVisible()
  await expect.poll(() => receiver.effects.length).toBe(4)
  await expect(page.getByText('Nothing like that')).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Show all' }).last().click()
  await expect(page.getByRole('list', { name: 'Delivery' }).getByText('Confirmed')).toHaveCount(6)
})

test('the outbox by destination, and one switch that holds everything', async () => {
  await page.getByText('By destination').click()
  const list = page.getByRole('list', { name: 'Delivery' })
  await list.getByRole('button', { name: account.webhook }).click()
  await expect(list.locator('[data-delivery]')).toHaveCount(4)
  await expectAccessible(page, 'outbox by destination')
  await page.keyboard.press('j')
  await expect(list.locator('[data-delivery]').first().getByRole('button').first()).toBeFocused()
  await page.getByRole('button', { name: 'Hold everything' }).click()
  await expect(page.getByRole('status').getByText('Everything is held')).toBeVisible()
  await expectAccessible(page, 'everything held')
  await page.getByRole('button', { name: 'Let deliveries go again' }).click()
  await expect(page.getByText('Everything is held')).toBeHidden()
})
