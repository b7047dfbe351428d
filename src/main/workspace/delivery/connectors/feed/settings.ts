import { isAbsolute, resolve } from 'node:path'
import * as v from 'valibot'
import { isItsHost, isSafeWay } from '../own-host.ts'
import { setting, settingsObject, webAddress, type Problem } from '../settings.ts'

const uploadAddress = v.pipe(setting, v.check(isUploadAddress, 'not-an-upload' satisfies Problem))

function isUploadAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null
  return (
    url !== null && ['https:', 'http:', 'sftp:'].includes(url.protocol) && url.username === '' && url.password === ''
  )
}

/** The settings of every kind of feed: where its files lie, what it says of itself, and where else they are put. */
export const feedSettings = v.pipe(
  settingsObject({
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
    language: v.optional(
      v.pipe(setting, v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'not-a-language' satisfies Problem))
    ),
    put: v.optional(uploadAddress),
    user: v.optional(setting),
    hostKey: v.optional(v.pipe(setting, v.regex(/^SHA256:[A-Za-z0-9+/]{43}$/, 'not-a-host-key' satisfies Problem))),
    allowHost: v.optional(setting)
  }),
  v.forward(
    v.check(({ put, allowHost }) => put === undefined || isItsHost(put, allowHost), 'not-its-host' satisfies Problem),
    ['allowHost']
  ),
  v.forward(
    v.check(
      ({ put, allowHost }) => put === undefined || put.startsWith('sftp:') || isSafeWay(put, allowHost),
      'needs-https' satisfies Problem
    ),
    ['put']
  ),
  v.forward(
    v.check(({ put, user }) => put === undefined || user !== undefined, 'missing' satisfies Problem),
    ['user']
  ),
  v.forward(
    v.check(
      ({ put, hostKey }) => put?.startsWith('sftp:') !== true || hostKey !== undefined,
      'missing' satisfies Problem
    ),
    ['hostKey']
  )
)

export type FeedSettings = v.InferOutput<typeof feedSettings>
