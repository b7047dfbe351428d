import * as v from 'valibot'
import type { Access, Settings } from '../connector.ts'
import { feedSettings } from '../feed/settings.ts'
import { setting, settingsObject, type Problem } from '../settings.ts'

const subdomain = v.optional(
  v.pipe(setting, v.regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i, 'not-a-subdomain' satisfies Problem))
)

/** Those of a feed, and the tenant whose shares are counted. */
export const settings = v.pipe(
  settingsObject({ ...feedSettings.entries, subdomain }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    const checked = v.safeParse(feedSettings, feedPart(dataset.value))
    for (const { message, path } of checked.issues ?? []) if (path) addIssue({ message, path })
  })
)

const feedPart = <S extends { subdomain?: string | undefined }>({ subdomain: _, ...feed }: S): Omit<S, 'subdomain'> =>
  feed

/** What opens the upload, and what opens the API: one secret, with a space between where there are both. */
interface Keys {
  password: string | null
  token: string | null
}

/** @returns null where it should be both, and is one */
export function keysIn(secret: string, { put, subdomain }: Settings): Keys | null {
  if (subdomain === undefined) return { password: secret, token: null }
  if (put === undefined) return { password: null, token: secret }
  // Passwords may have spaces in them, tokens have none.
  const both = /^(.+)\s(\S+)$/s.exec(secret.trim())
  return both ? { password: both[1] ?? '', token: both[2] ?? '' } : null
}

/** The account as the feed knows it. */
export const feedAccess = ({ settings, secret, tokens }: Access): Access => ({
  settings: feedPart(settings),
  secret: secret === null ? null : (keysIn(secret, settings)?.password ?? null),
  tokens
})
