import type { ReleaseContent } from '../../../../../domain/releases/release.ts'
import { postFor } from '../../../../../domain/share/compose.ts'
import type { Network } from '../../../../../domain/share/networks.ts'
import type { Post } from '../../../../../domain/share/post.ts'
import { noRules } from '../../../../../domain/share/rules.ts'
import { copyLangOf } from '../../../../../domain/share/words.ts'
import type { Parcel } from '../connector.ts'

/** The post that a release has for a network which the connector itself is not for; made from its own words where it has none. */
export function postOn(
  network: Network,
  content: ReleaseContent,
  { posts, access }: Pick<Parcel, 'posts' | 'access'>
): Post {
  const lang = copyLangOf(access.settings['language'] ?? content.lang)
  const written = posts.find(post => post.network === network && post.lang === lang)
  return written ?? postFor(content, network, lang, noRules)
}

/** The text with its link at the end, unless it is in it: there is no card to put it in. */
export const withLink = ({ text, link }: Post): string =>
  link === null || text.split(/\s+/).includes(link) ? text : `${text}\n\n${link}`

/** Texts are the same if only spaces and the form of links differ: a network may have its links shortened. */
export const sameText = (one: string, other: string): boolean => bare(one) === bare(other)

const bare = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/https?:\/\/\S+/g, 'https://')
    .replace(/\s+/g, ' ')
    .trim()
