import type { MessageKey } from '../../messages/index.ts'
import { t } from '../app/locale.svelte.ts'

/** What kinds of destinations are, as people look for them. */
export const groups = ['advocacy', 'networks', 'chat', 'newsroom', 'files'] as const
export type Group = (typeof groups)[number]

const groupOfKind: Record<string, Group> = {
  haiilo: 'advocacy',
  sociabble: 'advocacy',
  amplify: 'advocacy',
  sharee: 'advocacy',
  sociallymap: 'advocacy',
  linkedin: 'networks',
  x: 'networks',
  bluesky: 'networks',
  mastodon: 'networks',
  facebook: 'networks',
  hootsuite: 'networks',
  teams: 'chat',
  slack: 'chat',
  wordpress: 'newsroom',
  mail: 'newsroom',
  wiztrust: 'newsroom'
}
export const groupOf = (kind: string): Group => groupOfKind[kind] ?? 'files'

const marks: Record<string, string> = {
  linkedin: 'in',
  mastodon: 'M',
  bluesky: 'B',
  teams: 'T',
  slack: '#',
  wordpress: 'W',
  facebook: 'f',
  sociallymap: 'Sm',
  haiilo: 'Ha',
  x: 'X'
}
/** A letter or two that stand for a kind beside its name. */
export const markOf = (kind: string): string => marks[kind] ?? (kind[0] ?? '').toUpperCase() + kind.slice(1, 2)

/** Words that a kind or a setting may have; null where nobody wrote any. */
function wordsFor(key: string): string | null {
  const words = t(key as MessageKey)
  return words === key ? null : words
}

export const connectorName = (kind: string): string => wordsFor(`delivery.connectors.${kind}`) ?? kind
export const aboutConnector = (kind: string): string => wordsFor(`delivery.about.${kind}`) ?? ''
export const settingName = (key: string): string => wordsFor(`delivery.settings.${key}`) ?? key
export const choiceName = (value: string): string =>
  wordsFor(`delivery.choices.${value}`) ?? wordsFor(`share.networks.${value}`) ?? value

const ofApps: ReadonlySet<string> = new Set(['linkedin', 'x', 'hootsuite', 'amplify'])

/** What a kind calls its secret, and where a person finds it. */
export function secretWords(kind: string): { label: string; hint: string } {
  const key = ofApps.has(kind) ? 'app' : wordsFor(`delivery.secrets.${kind}.label`) === null ? 'other' : kind
  return {
    label: wordsFor(`delivery.secrets.${key}.label`) ?? '',
    hint: wordsFor(`delivery.secrets.${key}.hint`) ?? ''
  }
}

/** Where a person looks whether something arrived, where it is known from how a destination is set up. */
export function placeToLook(kind: string, settings: Readonly<Record<string, string>>): string | null {
  const { server, url, identifier, service } = settings
  if (kind === 'mastodon') return server ?? null
  if (kind === 'wordpress') return url ?? null
  if (kind === 'bluesky' && identifier && !service && !identifier.slice(1).includes('@'))
    return `https://bsky.app/profile/${encodeURIComponent(identifier.replace(/^@/, ''))}`
  return places[kind] ?? null
}

const places: Record<string, string> = {
  linkedin: 'https://www.linkedin.com/',
  x: 'https://x.com/',
  hootsuite: 'https://hootsuite.com/dashboard',
  amplify: 'https://amplify.hootsuite.com/',
  teams: 'https://teams.microsoft.com/',
  slack: 'https://app.slack.com/',
  facebook: 'https://www.facebook.com/'
}
