import { copyFileSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { parseFeed } from 'feedsmith'
import { samplePassphrase } from '../../src/main/workspace/sample/sample.ts'
import { openReceiver, type Receiver } from '../support/receiver.ts'
import { openStage, type Stage } from './stage.ts'

const officer = 'Inès Kerbrat'
const approver = 'Hélène Roux'

export interface Tour {
  /** Where pictures, the report and the workspace are left. */
  out: string
  /** Real documents to bring in: `.md`, `.html`, `.docx`, `.jsonl` or `.jsonl.gz`. */
  inputs: string[]
}

/** What the tour leaves, by file name. */
export interface Souvenirs {
  pictures: string[]
  report: string
  workspace: string
}

/** Does the whole job of a press office in the real program, from a feed item and a document to a report. */
export async function runTour({ out, inputs }: Tour): Promise<Souvenirs> {
  let secret = ''
  const receiver = await openReceiver(() => secret)
  const stage = await openStage(out, { lang: 'fr', theme: 'light' })
  try {
    await welcome(stage)
    await triage(stage)
    const title = await importDocuments(stage, inputs)
    await write(stage, title)
    await signOff(stage, title)
    secret = await addReceiver(stage, receiver)
    await deliver(stage, receiver, title)
    await measure(stage, title)
    const report = await printReport(stage, out)
    await otherFaces(stage)
    const workspace = join(out, 'tour.relais')
    const [file] = globSync('**/*.relais', { cwd: stage.userData })
    await stage.app.close()
    copyFileSync(join(stage.userData, file ?? ''), workspace)
    return {
      pictures: readdirSync(out)
        .filter(name => name.endsWith('.png'))
        .sort(),
      report,
      workspace
    }
  } finally {
    await stage.close()
    await receiver.close()
  }
}

async function welcome({ page, t, shot, button }: Stage): Promise<void> {
  await expect(button('common.welcome.sample')).toBeVisible()
  await shot('accueil')
  await button('common.welcome.sample').click()
  await expect(page.getByRole('navigation')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(officer)).toBeVisible()
  await expect(
    page
      .getByRole('list', { name: t('releases.list.label') })
      .getByRole('listitem')
      .first()
  ).toBeVisible()
}

/** One key each for keep and draft; the draft keeps its source. */
async function triage({ page, t, shot, jump }: Stage): Promise<void> {
  await jump('i')
  const heading = page.getByRole('article').getByRole('heading', { level: 1 }).first()
  await expect(heading).toBeVisible()
  await shot('veille')
  const first = (await heading.textContent()) ?? ''
  await page.keyboard.press('e')
  await expect(page.getByText(t('curation.kept', { title: first }))).toBeVisible()
  await page.keyboard.press('d')
  await expect(page.getByText(t('releases.origin.title'), { exact: true })).toBeVisible()
  await shot('brouillon-de-veille')
}

/** @returns the title of the document that the tour goes on with */
async function importDocuments({ page, t, shot, pick }: Stage, inputs: string[]): Promise<string> {
  await pick(inputs)
  await page.keyboard.press('Control+i')
  const result = page.getByRole('dialog', { name: t('releases.import.done') })
  await expect(result).toBeVisible({ timeout: 120_000 })
  const imported = result.locator('details').filter({
    hasText: new RegExp(t('releases.import.imported', { count: 2 }).replace('2', '[\\d\\s]+').replace(/s$/, 's?'))
  })
  await imported.locator('summary').click()
  await shot('import')
  const title = (await imported.getByRole('listitem').first().locator('strong').textContent()) ?? ''
  await page.keyboard.press('Escape')
  await expect(result).toBeHidden()
  return title
}

async function write({ page, t, shot, button }: Stage, title: string): Promise<void> {
  await page.keyboard.press('/')
  const words = title.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  // Without its accents, which the search does not need.
  await page.keyboard.type(words.normalize('NFD').replace(/\p{M}/gu, '').slice(0, 60))
  const hits = page.getByRole('list', { name: t('releases.list.label') }).getByRole('listitem')
  await expect(hits.locator('mark').first()).toBeVisible()
  await shot('recherche')
  await hits.first().getByRole('button').click()
  await expect(page.getByLabel(t('releases.editor.title'), { exact: true })).toHaveValue(title)
  const body = page.getByRole('textbox', { name: t('releases.editor.body') })
  await body.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Contact presse : presse@armelin.example')
  await expect(page.getByText(t('releases.editor.saved', { time: '' }).trim())).toBeVisible()
  await shot('redaction')
  await page.keyboard.press('Control+p')
  await expect(page.getByRole('article').getByRole('heading', { level: 1 }).first()).toHaveText(title)
  await shot('apercu')
  await page.keyboard.press('Control+p')
  await button('releases.editor.submit').click()
  await expect(button('releases.editor.recall')).toBeVisible()
}

async function signOff(stage: Stage, title: string): Promise<void> {
  const { page, t, shot, jump, button, sign } = stage
  await sitDown(stage, approver)
  await jump('v')
  // One that this approver sent back: what changed since is shown.
  await page.getByRole('button', { name: /Seven Somerset growers/ }).click()
  await expect(page.locator('ins').first()).toBeVisible()
  await shot('validation')
  await page.getByRole('button', { name: title }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await button('review.approve').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(t('review.reason')).fill('Relu, chiffres vérifiés.')
  await shot('decision')
  await sign(samplePassphrase, () => dialog.getByRole('button', { name: t('review.continue') }).click())
  await expect(page.getByText(t('review.decided'))).toBeVisible()
  await sitDown(stage, officer)
}

async function sitDown({ page, t, sign }: Stage, name: string): Promise<void> {
  await page.getByTitle(t('common.desk.signedIn', { name: '' }).trim()).click()
  await sign(samplePassphrase, () => page.getByRole('menuitem', { name }).click())
  await expect(page.getByTitle(t('common.desk.signedIn', { name }))).toBeVisible()
}

/** @returns the secret, which is shown once */
async function addReceiver({ page, t, shot, jump }: Stage, { url }: Receiver): Promise<string> {
  await jump('t')
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog')
  await shot('destinations')
  await dialog.getByRole('button', { name: t('delivery.connectors.webhook') }).click()
  await dialog.getByLabel(t('delivery.destinations.name')).fill('Salle de presse (essai)')
  await dialog.getByLabel(t('delivery.settings.url')).fill(url)
  await dialog.getByText(t('delivery.destinations.more')).click()
  await dialog.getByLabel(t('delivery.settings.allowHost')).fill(new URL(url).hostname)
  await dialog.getByRole('button', { name: t('common.actions.add') }).click()
  const secret = (await dialog.locator('code').textContent()) ?? ''
  await shot('destination')
  await dialog.getByRole('button', { name: t('common.actions.close') }).click()
  return secret
}

async function deliver(
  { page, t, shot, jump, button, userData }: Stage,
  receiver: Receiver,
  title: string
): Promise<void> {
  await jump('c')
  await button('delivery.screen.plan').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Newsroom Armelin').check()
  await dialog.getByLabel('Salle de presse (essai)').check()
  await shot('planification')
  await dialog.getByRole('button', { name: t('delivery.screen.confirmPlan') }).click()
  await expect(page.locator('aside').getByText(t('delivery.states.confirmed'))).toHaveCount(2, { timeout: 30_000 })
  await shot('diffuse')
  expect(receiver.effects.map(({ payload }) => payload.data.release['title'])).toEqual([title])
  for (const file of ['feed.xml', 'atom.xml', 'feed.json']) {
    const [path = ''] = globSync(`**/newsroom/${file}`, { cwd: userData })
    expect(JSON.stringify(parseFeed(readFileSync(join(userData, path), 'utf8')))).toContain(
      JSON.stringify(title).slice(1, -1)
    )
  }
  await jump('d')
  await expect(page.getByRole('heading', { level: 1, name: t('common.sections.delivery') })).toBeVisible()
  await shot('diffusion')
}

/** A platform's export, as a press office would download it. */
async function measure({ page, t, shot, jump, button }: Stage, title: string): Promise<void> {
  const today = new Date().toISOString().slice(0, 10)
  const quoted = `"${title.replaceAll('"', '""')}"`
  const rows = [
    `${today};Armelin · LinkedIn;${quoted};1 840;61;44;5;9`,
    `${today};Soazig Le Bihan;${quoted};3 120;88;97;12;21`
  ]
  const csv = ['Date;Compte;Titre;Impressions;Clics;Réactions;Commentaires;Partages', ...rows].join('\r\n')
  await jump('p')
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button('reach.screen.import').click()])
  await chooser.setFiles({ name: 'portee.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await shot('chiffres')
  await dialog
    .getByRole('button', { name: t('common.actions.close') })
    .last()
    .click()
  await shot('portee')
}

async function printReport({ page, shot, jump, button, pick }: Stage, out: string): Promise<string> {
  const month = new Date().toISOString().slice(0, 7)
  const file = join(out, `rapport-${month}.pdf`)
  await jump('r')
  await expect(button('reports.screen.save')).toBeEnabled()
  await shot('rapports')
  await pick([file])
  await button('reports.screen.save').click()
  await expect.poll(() => readdirSync(out).includes(`rapport-${month}.pdf`), { timeout: 30_000 }).toBe(true)
  await expect(page.getByText(/\.pdf/)).toBeVisible()
  return file
}

/** The same screens at night, and in English. */
async function otherFaces({ page, t, shot, jump }: Stage): Promise<void> {
  await jump('s')
  await page.getByText(t('common.theme.dark'), { exact: true }).click()
  await page.getByText(t('common.languages.en'), { exact: true }).click()
  await jump('p')
  await shot('reach-dark')
  await jump('c')
  await shot('releases-dark')
}
