import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Temporal } from 'temporal-polyfill'
import { parse } from 'yaml'
import type { Role } from '../../../domain/people/roles.ts'
import type { ReleaseStatus } from '../../../domain/releases/lifecycle.ts'
import type { ReleaseKind } from '../../../domain/releases/release.ts'
import type { Consent } from '../../../domain/share/kit.ts'
import type { CopyLang } from '../../../domain/share/networks.ts'
import type { ShareRules } from '../../../domain/share/rules.ts'

/** What `workspace.json` holds; see the README beside it. */
export interface SampleWorkspace {
  organisation: string
  zone: string
  people: { key: string; name: string; email: string; roles: Role[] }[]
  ownedAccounts: { name: string; network: string }[]
  ambassadors: string[]
  accounts: { key: string; connector: string; name: string }[]
  rules: ShareRules
}

/** A release of the sample: its front matter, its text with dates filled in, and the instant it is about. */
export interface SampleRelease {
  slug: string
  title: string
  subtitle: string
  lang: 'fr' | 'en'
  kind: ReleaseKind
  status: ReleaseStatus
  author: string
  approver?: string
  reason?: string
  deliveries?: string[]
  weight?: number
  advocacy?: number
  source?: { title: string; url: string }
  before?: { reason?: string; words: [now: string, then: string][] }
  failed?: { account: string; reason: 'refused'; status: number }
  missed?: string
  /** The same news in the other language: its slug without a number. */
  pair?: string
  kit?: { link: string; campaign: string; destinations?: string[]; pictures?: string[] }
  embargo: { wall: string; zone: string } | null
  body: string
  /** Milliseconds since the epoch: when it was published, or last touched. */
  at: number
}

type FrontMatter = Omit<SampleRelease, 'slug' | 'body' | 'at' | 'embargo'> & {
  daysAgo: number
  time: string
  embargoInDays?: number
  embargoTime?: string
  embargoZone?: string
}

/** A picture of the sample, as `pictures.json` describes it. */
interface SamplePicture {
  file: string
  alt: Record<CopyLang, string>
  credit: string
  licence: string
  expiresInDays?: number
  consent: Consent
}

/** Where the sample's files lie: beside the source, or beside the built program. */
const folder = (): string => {
  let at = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(at, 'resources', 'sample', 'workspace.json')) && dirname(at) !== at) at = dirname(at)
  return join(at, 'resources', 'sample')
}

export const readSampleWorkspace = (): SampleWorkspace =>
  JSON.parse(readFileSync(join(folder(), 'workspace.json'), 'utf8')) as SampleWorkspace

/** All releases, oldest first, as if written over the year that ends at `now` (milliseconds since the epoch). */
export function readSampleReleases(now: number, zone: string): SampleRelease[] {
  const files = readdirSync(join(folder(), 'releases')).filter(name => name.endsWith('.md'))
  return files
    .map(name => readRelease(join(folder(), 'releases', name), name.replace(/\.md$/, ''), now, zone))
    .sort((a, b) => a.at - b.at)
}

/** The feeds, with their items some hours old at `now`. */
export const readSampleFeeds = (now: number): { name: string; bytes: Uint8Array<ArrayBuffer> }[] =>
  readdirSync(join(folder(), 'feeds')).map(name => ({
    name,
    bytes: new TextEncoder().encode(
      readFileSync(join(folder(), 'feeds', name), 'utf8')
        .replace(/\{\{rfc822:(\d+)\}\}/g, (_all, hours: string) =>
          new Date(now - Number(hours) * 3_600_000).toUTCString()
        )
        .replace(/\{\{iso:(\d+)\}\}/g, (_all, hours: string) => new Date(now - Number(hours) * 3_600_000).toISOString())
    )
  }))

export function readSamplePictures(): (SamplePicture & { bytes: Uint8Array })[] {
  const at = join(folder(), 'pictures')
  const pictures = JSON.parse(readFileSync(join(at, 'pictures.json'), 'utf8')) as SamplePicture[]
  return pictures.map(picture => ({ ...picture, bytes: new Uint8Array(readFileSync(join(at, picture.file))) }))
}

function readRelease(file: string, slug: string, now: number, zone: string): SampleRelease {
  const [, matter = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(file, 'utf8')) ?? []
  const {
    daysAgo,
    time,
    embargoInDays,
    embargoTime = '07:30',
    embargoZone = zone,
    ...fields
  } = parse(matter) as FrontMatter
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
  const day = today.subtract({ days: daysAgo })
  // Something published this morning was not published this evening.
  const at = Math.min(day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds, now - 600_000)
  const written = day.toLocaleString(fields.lang === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long' })
  return {
    ...fields,
    slug,
    at,
    body: body.trim().replaceAll('{{date}}', written),
    embargo:
      embargoInDays === undefined
        ? null
        : { wall: `${today.add({ days: embargoInDays }).toString()}T${embargoTime}`, zone: embargoZone }
  }
}
