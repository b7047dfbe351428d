import type { ReleaseContent } from '../releases/release.ts'
import { assemble } from './assemble.ts'
import { draftsFor, type Draft } from './drafts.ts'
import { quotationsIn } from './key-messages.ts'
import type { ShareCopy } from './kit.ts'
import { limits } from './limits.ts'
import { campaignLink, placeLink, webAddress } from './link.ts'
import { isWithin, measure } from './measure.ts'
import { networks, type CopyLang, type Network } from './networks.ts'
import type { Post } from './post.ts'
import type { ShareRules } from './rules.ts'
import { typeset } from './typeset.ts'
import { copyLangOf, wordsIn } from './words.ts'

/**
 * What goes out on a network for a release: its first copy in that language, or one made from the release's own words. Where
 * the release says nothing in that language, it is posted in its own.
 *
 * What was signed alone decides what is sent: copies are literal, and a post from the release's own words carries neither
 * disclosure nor hashtags, since nobody signed these; `checkCopy` says so where the rules ask for them, and first copies
 * hold them. Of the rules only `medium` counts, and only for a kit that was never saved: a saved one has its own.
 * @param lang the language that the account posts in
 */
export function postFor(content: ReleaseContent, network: Network, lang: CopyLang, rules: ShareRules): Post {
  const copyIn = (wanted: CopyLang) =>
    content.kit?.copies.find(each => each.network === network && each.lang === wanted)
  const copy = copyIn(lang)
  if (copy) return composer(content, rules)(copy)
  const own = copyLangOf(content.lang)
  if (!wordsIn(content, lang) && lang !== own) return postFor(content, network, own, rules)
  return composer(content, rules)({ id: null, network, lang, text: ownText(content, network, lang, rules) })
}

/** A post for every copy of the kit, in its order; one for each network, from the release's own words, where it has none. */
export function postsOf(content: ReleaseContent, rules: ShareRules): Post[] {
  const copies = content.kit?.copies ?? []
  if (copies.length > 0) return copies.map(composer(content, rules))
  return networks.map(network => postFor(content, network, copyLangOf(content.lang), rules))
}

/** A copy, or a text that is not one of the kit yet. */
type Text = Omit<ShareCopy, 'id'> & { id: string | null }

/** Makes posts of a release's copies: the text with the link where it is to stand, and what the link's card says. */
export function composer(content: ReleaseContent, rules: ShareRules): (copy: Text) => Post {
  const own = copyLangOf(content.lang)
  // Key messages may have to be looked for in a long text: once for all copies of a language.
  const cards = new Map<CopyLang, Pick<Post, 'title' | 'summary'>>()
  const cardIn = (lang: CopyLang): Pick<Post, 'title' | 'summary'> => {
    const words = wordsIn(content, lang) ?? wordsIn(content, own)
    const card = { title: words?.title ?? '', summary: words?.subtitle || words?.messages[0] || '' }
    cards.set(lang, card)
    return card
  }
  return ({ id, network, lang, text }) => {
    const link = linkFor(content, network, id, rules)
    return {
      network,
      lang,
      copy: id,
      text: placeLink(network, text, link),
      link,
      ...(cards.get(lang) ?? cardIn(lang))
    }
  }
}

/** The kit's link as it leads from a post: null without a usable one. */
function linkFor({ kit }: ReleaseContent, network: Network, copy: string | null, rules: ShareRules): string | null {
  const address = kit && webAddress(kit.link)
  if (!address) return null
  return campaignLink(address, { source: network, medium: kit.medium ?? rules.medium, campaign: kit.campaign, copy })
}

/** Drafts of copies in a language, from the release's own words, set as that language is printed. */
export function draftsOf(content: ReleaseContent, lang: CopyLang, isUsable: (text: string) => boolean = () => true) {
  const words = wordsIn(content, lang)
  if (!words) return null
  const set = (text: string): string => (isUsable(text) ? typeset(text, lang) : '')
  const quotations = lang === copyLangOf(content.lang) ? quotationsIn(content.body) : []
  const matter = {
    title: set(words.title),
    subtitle: set(words.subtitle),
    messages: words.messages.map(set).filter(message => message !== ''),
    quotations: quotations
      .map(({ words: said, speaker }) => ({ words: set(said), speaker: set(speaker) }))
      .filter(({ words: said, speaker }) => said !== '' && speaker !== ''),
    hasLink: content.kit !== undefined && webAddress(content.kit.link) !== null
  }
  return (network: Network): Draft[] => draftsFor(network, matter, lang)
}

/** Whether a text, with the link that will be added to it, is within what its network takes, and what people read there. */
export function fitsThere(
  content: ReleaseContent,
  { id, network, text }: Omit<Text, 'lang'>,
  rules: ShareRules
): boolean {
  const length = measure(network, { text: placeLink(network, text, linkFor(content, network, id, rules)) })
  const { advised } = limits[network]
  return isWithin(length) && (advised === null || length.used <= advised)
}

function ownText(content: ReleaseContent, network: Network, lang: CopyLang, rules: ShareRules): string {
  for (const draft of draftsOf(content, lang)?.(network) ?? []) {
    const fits = (text: string): boolean => fitsThere(content, { id: null, network, text }, rules)
    const text = assemble(draft, { hashtags: [], disclosure: '', lang }, fits)
    if (text !== null) return text
  }
  return ''
}
