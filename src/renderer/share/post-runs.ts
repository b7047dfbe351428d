import type { Network } from '../../domain/share/networks.ts'

/** A stretch of a post as its network shows it. */
export interface Run {
  kind: 'text' | 'link' | 'tag'
  text: string
}

/** How much of an address in the text is shown; what is not named here shows all of it. */
const shownAddress: Partial<Record<Network, number>> = { x: 26, mastodon: 30, bluesky: 26 }

const marked = /https?:\/\/[^\s<>"«»“”]*[^\s<>"«»“”.,;:!?…'’)\]]|(?<![\p{L}\p{N}_&])#[\p{L}\p{N}_]+/gu

/** The runs of a post's text: addresses shortened as that network shortens them, hashtags where they lead anywhere. */
export function runsOf(text: string, network: Network): Run[] {
  const runs: Run[] = []
  let at = 0
  const say = (run: Run) => run.text !== '' && runs.push(run)
  for (const { 0: found, index } of text.matchAll(marked)) {
    say({ kind: 'text', text: text.slice(at, index) })
    at = index + found.length
    if (found.startsWith('#')) say({ kind: network === 'teams' || network === 'mail' ? 'text' : 'tag', text: found })
    else say({ kind: network === 'teams' ? 'text' : 'link', text: shownLink(found, shownAddress[network]) })
  }
  say({ kind: 'text', text: text.slice(at) })
  return runs
}

function shownLink(address: string, most: number | undefined): string {
  if (most === undefined) return address
  const bare = address.replace(/^https?:\/\/(?:www\.)?/, '')
  return bare.length > most ? `${bare.slice(0, most)}…` : bare
}

/** The host of an address, as cards name a page. */
export const hostOf = (link: string): string => new URL(link).hostname.replace(/^www\./, '')
