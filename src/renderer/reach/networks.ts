import type { Translate } from '../../messages/index.ts'

/** How networks write their names: proper names, the same in every language. */
const names: Record<string, string> = {
  linkedin: 'LinkedIn',
  x: 'X',
  facebook: 'Facebook',
  instagram: 'Instagram',
  bluesky: 'Bluesky',
  threads: 'Threads',
  youtube: 'YouTube',
  tiktok: 'TikTok',
  mastodon: 'Mastodon'
}

/** The name of a network to show; those that an account does not tell are one group. */
export const networkName = (network: string, t: Translate): string =>
  network === 'other' ? t('reach.screen.otherNetwork') : (names[network] ?? network)
