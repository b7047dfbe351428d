import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseRssFeed } from 'feedsmith'
import { haiilo as connector } from '../../../src/main/workspace/delivery/connectors/haiilo/haiilo.ts'
import type { Destination, Effect } from '../destination.ts'

/** What the feed offers to Haiilo; what becomes of that there is told in `haiilo.test.ts`, by its rules of import. */
function offered(folder: string): Effect[] {
  const file = join(folder, 'feed.xml')
  if (!existsSync(file)) return []
  const { items = [] } = parseRssFeed(readFileSync(file, 'utf8'))
  return items.map(({ link = '', title = '' }) => ({ id: link, text: title, live: true }))
}

export const haiilo: Destination = {
  kind: 'haiilo',
  against: 'files',
  async open() {
    const base = mkdtempSync(join(tmpdir(), 'relais haiilo '))
    const close = async () => rmSync(base, { recursive: true, force: true })
    return { base, server: { effects: async () => offered(base), inject: () => {}, close } }
  },
  connectorAt: () => connector(),
  accountAt: base => ({ settings: { folder: base } }),
  grants: false,
  tooLong: null,
  refusesTwins: false,
  untold: {}
}
