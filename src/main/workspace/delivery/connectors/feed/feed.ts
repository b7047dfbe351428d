import { accessSync, constants, mkdirSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as v from 'valibot'
import type { Cleared } from '../../clearance.ts'
import type { Connector, SendResult } from '../connector.ts'
import { badSetting, setting, settingsObject, webAddress, type Problem } from '../settings.ts'
import { feedFiles, itemLink } from './document.ts'
import { writeAtomically } from './files.ts'

const settings = settingsObject({
  folder: v.pipe(
    setting,
    v.check(isAbsolute, 'not-a-folder' satisfies Problem),
    // One folder, one way of writing it: `/x/feed/` is `/x/feed`.
    v.transform(folder => resolve(folder)),
    v.metadata({ folder: true })
  ),
  title: v.optional(setting),
  /** The page that the feed is about. */
  link: v.optional(webAddress),
  /** Where the folder can be fetched from. */
  base: v.optional(webAddress),
  language: v.optional(v.pipe(setting, v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'not-a-language' satisfies Problem)))
})

/**
 * A folder with one feed in three formats (RSS 2.0, Atom, JSON Feed). The files are made anew each time from all that is
 * live on the account, so writing them twice is writing them once; readers know an item by the release's id.
 */
export const feed: Connector = {
  kind: 'feed',
  settings,
  secret: 'none',
  can: { update: true, withdraw: true },
  repeat: 'idempotent',
  whole: true,
  describe: (_delivery, access) => ({ write: pathToFileURL(access.settings['folder'] ?? '').href }),
  send: async cleared => write(cleared),
  prepare: ({ folder = '' }) => writable(() => mkdirSync(folder, { recursive: true }), folder),
  test: async ({ settings: { folder = '' } }) => {
    writable(() => {}, folder)
    return folder
  }
}

function writable(first: () => void, folder: string): void {
  try {
    first()
    accessSync(folder, constants.W_OK)
  } catch {
    throw badSetting('folder', 'not-a-folder')
  }
}

function write(cleared: Cleared): SendResult {
  const { folder, ...about } = v.parse(settings, cleared.access.settings)
  const files = feedFiles(
    { ...about, id: cleared.account.id, title: about.title ?? cleared.account.name },
    cleared.live
  )
  try {
    writeAtomically(folder, files)
  } catch (error) {
    const received = { failure: (error as NodeJS.ErrnoException).code ?? 'unknown' }
    return { outcome: 'failed', reason: 'not-writable', retryAfter: null, received }
  }
  const remoteUrl = cleared.delivery.action === 'withdraw' ? null : itemLink(about.link, cleared.delivery.releaseId)
  const received = { files: files.map(file => file.name), items: cleared.live.length }
  return { outcome: 'confirmed', remoteId: `urn:uuid:${cleared.delivery.releaseId}`, remoteUrl, received }
}
