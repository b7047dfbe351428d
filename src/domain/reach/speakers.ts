import type { Channel } from './figures.ts'
import { fold } from './fold.ts'

const channelWords: Record<Channel, readonly string[]> = {
  owned: [
    'owned',
    'own',
    'company',
    'corporate',
    'brand',
    'official',
    'propre',
    'proprietaire',
    'officiel',
    'entreprise',
    'marque',
    'nos comptes',
    'compte propre',
    'comptes propres'
  ],
  advocacy: [
    'advocacy',
    'advocate',
    'employee',
    'employees',
    'ambassador',
    'ambassadors',
    'relais',
    'ambassadeur',
    'ambassadrice',
    'ambassadeurs',
    'collaborateur',
    'collaboratrice',
    'collaborateurs',
    'employe',
    'employes',
    'salarie',
    'salaries'
  ]
}

/** Reads a cell that says who spoke; null for any other word, such as the name of a network. */
export function readChannel(text: string): Channel | null {
  const word = fold(text)
  if (channelWords.owned.includes(word)) return 'owned'
  return channelWords.advocacy.includes(word) ? 'advocacy' : null
}

/**
 * Whose account this likely is: the organisation's own if it bears its name or that of a configured destination, else a
 * colleague's.
 */
export function guessChannel(account: string, organisation: string, destinations: readonly string[]): Channel {
  const name = fold(account)
  if (destinations.some(destination => fold(destination) === name)) return 'owned'
  const own = fold(organisation)
  if (!own) return 'advocacy'
  // A short name such as “EDF” may be inside another word; a longer one is found in handles such as @ArmelinFrance too.
  const inside = own.length >= 5 && squeeze(name).includes(squeeze(own))
  return inside || ` ${name} `.includes(` ${own} `) ? 'owned' : 'advocacy'
}

const squeeze = (text: string): string => text.replaceAll(' ', '')

const networks: readonly [name: string, words: readonly string[], hosts: readonly string[]][] = [
  ['linkedin', ['linkedin'], ['linkedin.com', 'lnkd.in']],
  ['x', ['x', 'twitter'], ['x.com', 'twitter.com', 't.co']],
  ['facebook', ['facebook', 'fb'], ['facebook.com', 'fb.com', 'fb.me']],
  ['instagram', ['instagram'], ['instagram.com']],
  ['bluesky', ['bluesky'], ['bsky.app']],
  ['threads', ['threads'], ['threads.net', 'threads.com']],
  ['youtube', ['youtube'], ['youtube.com', 'youtu.be']],
  ['tiktok', ['tiktok'], ['tiktok.com']],
  ['mastodon', ['mastodon'], ['mastodon.social', 'piaille.fr']]
]

/** The network that an account is on, from its own name or the address of one of its posts; `other` where neither tells. */
export function networkOf(account: string, url: string | null): string {
  const words = fold(account).split(' ')
  const named = networks.find(([, names]) => names.some(name => words.includes(name)))
  if (named) return named[0]
  const host = url === null ? '' : (/^https?:\/\/([^/:?#]+)/i.exec(url)?.[1] ?? '').toLowerCase()
  return (
    networks.find(([, , hosts]) => hosts.some(known => host === known || host.endsWith(`.${known}`)))?.[0] ?? 'other'
  )
}
