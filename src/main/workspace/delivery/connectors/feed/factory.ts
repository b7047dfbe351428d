import { accessSync, constants, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as v from 'valibot'
import type { Cleared } from '../../clearance.ts'
import type { Access, Call, Connector, SendResult } from '../connector.ts'
import { partly } from '../partly.ts'
import { badSetting } from '../settings.ts'
import { feedFiles, ownItem, type FeedHead, type ItemRule } from './document.ts'
import { notWritable, writeAtomically } from './files.ts'
import { pictureFiles, strayPictures } from './pictures.ts'
import { feedSettings, type FeedSettings } from './settings.ts'
import { upload, type FolderChange, type UploadPlace } from './upload.ts'

export interface FeedKind {
  kind: string
  /** How a release becomes an item, where the tool that polls has rules of its own. */
  item?: ItemRule
  /** What of an account is about the feed, where it holds more. */
  part?(access: Access): Access
  can?: Partial<Connector['can']>
}

/**
 * A folder with one feed in three formats (RSS 2.0, Atom, JSON Feed), put on a server too where one is named. The files are
 * made anew each time from all that is live on the account, so writing them twice is writing them once; readers know an item
 * by the release's id.
 */
export const feedConnector = ({ kind, item = ownItem, part = whole, can = {} }: FeedKind): Connector => ({
  kind,
  network: null,
  settings: feedSettings,
  secret: 'given',
  needsSecret: settings => settings['put'] !== undefined,
  can: { update: true, withdraw: true, look: false, metrics: 'file', handOff: false, ...can },
  repeat: 'idempotent',
  lane: 1,
  whole: true,
  describe: (_delivery, { settings: { folder = '', put } }) => ({
    write: pathToFileURL(folder).href,
    ...(put !== undefined && { put })
  }),
  send: (cleared, call) => write(cleared, part(cleared.access), call, item),
  prepare: ({ folder = '' }) => writable(() => mkdirSync(folder, { recursive: true }), folder),
  test: async access => {
    const { folder, put } = v.parse(feedSettings, access.settings)
    writable(() => {}, folder)
    return put ?? folder
  }
})

function writable(first: () => void, folder: string): void {
  try {
    first()
    accessSync(folder, constants.W_OK)
  } catch {
    throw badSetting('folder', 'not-a-folder')
  }
}

const whole = (access: Access): Access => access

async function write(cleared: Cleared, access: Access, call: Call, item: ItemRule): Promise<SendResult> {
  const settings = v.parse(feedSettings, access.settings)
  const head: FeedHead = { ...settings, id: cleared.account.id, title: settings.title ?? cleared.account.name }
  const { releaseId, action } = cleared.delivery
  const writing = { now: call.now(), releaseId }
  const pictures = settings.base === undefined ? [] : await pictureFiles(cleared.media)
  const texts = feedFiles(head, cleared.live, { item, writing, folder: settings.folder, pictures })
  const change = { files: [...pictures, ...texts], gone: strayPictures(settings.folder, cleared.live) }
  const stopped =
    save(settings.folder, change) ?? (await put(settings, access, change, call)) ?? tidy(settings.folder, change)
  if (stopped) return stopped
  const own = cleared.live.find(publication => publication.releaseId === releaseId)
  const remoteUrl = action === 'withdraw' || !own ? null : (item(head, own, writing)?.link ?? null)
  const received = { files: texts.map(({ name }) => name), items: cleared.live.length }
  return { outcome: 'confirmed', remoteId: `urn:uuid:${releaseId}`, remoteUrl, received }
}

function save(folder: string, { files }: FolderChange): SendResult | null {
  let begun = false
  try {
    writeAtomically(folder, files, () => (begun = true))
    return null
  } catch (error) {
    return notWritable(error, begun)
  }
}

/** Last of all: until then the folder tells what has to go from the server too, also to a try after one that was stopped. */
function tidy(folder: string, { gone }: FolderChange): SendResult | null {
  try {
    for (const name of gone) rmSync(join(folder, name), { force: true })
    return null
  } catch (error) {
    return notWritable(error, true)
  }
}

const put = async (
  settings: FeedSettings,
  access: Access,
  change: FolderChange,
  call: Call
): Promise<SendResult | null> => {
  const place = placeOf(settings, access)
  const stopped = place && (await upload(place, change, call))
  // The folder, which may be what is polled, has it.
  return stopped && partly(stopped)
}

const placeOf = ({ put: address, user = '', hostKey, allowHost }: FeedSettings, access: Access): UploadPlace | null =>
  address === undefined
    ? null
    : { put: address, user, password: access.secret ?? '', hostKey, allowPrivate: allowHost !== undefined }
