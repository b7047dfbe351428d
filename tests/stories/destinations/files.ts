import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseRssFeed } from 'feedsmith'
import type { Connector } from '../../../src/main/workspace/delivery/connectors/connector.ts'
import { feed, sharee, sociallymap } from '../../../src/main/workspace/delivery/connectors/feed/feed.ts'
import { folder } from '../../../src/main/workspace/delivery/connectors/folder/folder.ts'
import { facebook, handoff, wiztrust } from '../../../src/main/workspace/delivery/connectors/handoff/handoff.ts'
import { unzipped } from '../../support/unzip.ts'
import type { Destination, Effect } from '../destination.ts'

type Reader = (place: string) => Effect[] | Promise<Effect[]>

/** A destination that is files in a folder, read back as whoever takes them on would. */
const inFiles = (connector: Connector, against: string, read: Reader): Destination => ({
  kind: connector.kind,
  against,
  async open() {
    const place = mkdtempSync(join(tmpdir(), 'relais story '))
    return {
      base: place,
      server: {
        effects: async () => read(place),
        inject: () => {},
        close: async () => rmSync(place, { recursive: true, force: true })
      }
    }
  },
  connectorAt: () => connector,
  accountAt: base => ({ settings: { folder: base } }),
  grants: false,
  tooLong: null,
  refusesTwins: false,
  untold: {}
})

const feedItems: Reader = place =>
  existsSync(join(place, 'feed.xml'))
    ? (parseRssFeed(readFileSync(join(place, 'feed.xml'), 'utf8')).items ?? []).map(item => ({
        id: item.guid?.value ?? '',
        text: item.title ?? '',
        live: true
      }))
    : []

const folders: Reader = place =>
  readdirSync(place).flatMap(id => {
    const file = join(place, id, 'release.txt')
    return existsSync(file) ? [{ id, text: readFileSync(file, 'utf8'), live: true }] : []
  })

/** Whoever takes a package on puts a correction in the place of the text, and takes down what is withdrawn. */
const packages: Reader = async place => {
  const names = readdirSync(place).filter(name => name.endsWith('.zip'))
  const texts = await Promise.all(
    names.map(async name => (await unzipped(join(place, name))).get('release.txt')?.toString() ?? '')
  )
  return names.map((name, index) => ({ id: name, text: texts[index] ?? '', live: true }))
}

export const files: Destination[] = [
  inFiles(feed, 'feed parser', feedItems),
  inFiles(sharee, 'feed parser', feedItems),
  inFiles(sociallymap, 'feed parser', feedItems),
  inFiles(folder, 'files', folders),
  inFiles(handoff, 'package checks', packages),
  inFiles(wiztrust, 'package checks', packages),
  inFiles(facebook, 'package checks', packages)
]
