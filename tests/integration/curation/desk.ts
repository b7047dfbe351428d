import { vi } from 'vitest'
import { curationHandlers } from '../../../src/main/workspace/curation/curation.handlers.ts'
import type { FeedItem } from '../../../src/preload/contract/curation.ts'
import { testWorkspace, type TestWorkspace } from '../../support/workspace.ts'

export type Desk = TestWorkspace & { curation: ReturnType<typeof curationHandlers>; inbox(): Promise<FeedItem[]> }

/** A workspace with the officer at its desk, and curation's calls. */
export async function desk(): Promise<Desk> {
  const workspace = await testWorkspace()
  await workspace.sit(workspace.people.officer)
  const curation = curationHandlers(workspace.context)
  const inbox = async () => (await curation['inbox.list']({ limit: 1_000 })).items
  return { ...workspace, curation, inbox }
}

/** What a person at this machine would set in its environment. */
export const allow = (...hosts: string[]): void => void vi.stubEnv('RELAIS_ALLOW_PRIVATE_HOSTS', hosts.join(','))

export interface Entry {
  guid?: string
  title: string
  date?: string
  text?: string
}

/** An RSS feed as a press service would serve it. */
export const rss = (entries: readonly Entry[], title = 'Presse', lang = 'fr'): string =>
  `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>${title}</title><language>${lang}</language>${entries
    .map(
      ({ guid, title, date, text }, n) =>
        `<item><title>${title}</title><guid isPermaLink="false">${guid ?? n}</guid><link>https://news.example/${guid ?? n}</link>${date ? `<pubDate>${date}</pubDate>` : ''}<description>${text ?? ''}</description></item>`
    )
    .join('')}</channel></rss>`
