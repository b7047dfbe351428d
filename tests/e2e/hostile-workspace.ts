import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { watch, type Watch } from './hostile-watch.ts'
import { launchRelais, type Relais } from './launch.ts'
import { approve, readyWorkspace, type Filling } from './ready-workspace.ts'

/** A release as an attacker would write it. */
export interface Bait {
  title: string
  subtitle: string
  body: string
}

/** How many of the baits are in review too: each has to be signed first, which is slow on purpose. */
export const reviewed = 4

/** Opens the program on a workspace that holds the baits as releases, some in review with a change, and as a feed. */
export async function withBaits(
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
    await expect(relais.page.getByRole('main').getByRole('listitem').first()).toBeVisible()
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

/** A title or subtitle as it stands in review, over the one that was approved. */
export const changed = (text: string): string => `Now ${text}`.slice(0, 2_000)

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
