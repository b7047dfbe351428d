import type { ReleaseContent } from '../releases/release.ts'
import { assemble } from './assemble.ts'
import { checkCopy } from './check.ts'
import { composer, draftsOf, fitsThere } from './compose.ts'
import type { Draft } from './drafts.ts'
import { fold, says } from './fold.ts'
import type { ShareCopy } from './kit.ts'
import { limits } from './limits.ts'
import { cashtagsIn } from './measure.ts'
import { copyLangs, networks, type CopyLang, type Network } from './networks.ts'
import type { ShareRules } from './rules.ts'
import { copyLangOf } from './words.ts'

/** How many differing texts a network gets in each language: colleagues must not all post the same. */
const variants = 3
/** More hashtags than these are noise. */
const mostHashtags = 3

/**
 * First versions of a release's share copies: for each network three differing texts in the release's language, and in the
 * other one where the kit has words in it. They are made of the release's own words, within what the network takes, with the
 * house's disclosure and hashtags, and without what it blocks; where nothing like that can be made, there are fewer.
 * The same release and rules give the same copies, with ids such as `linkedin-fr-1`.
 */
export function firstCopies(content: ReleaseContent, rules: ShareRules): ShareCopy[] {
  const own = copyLangOf(content.lang)
  const langs = [own, ...copyLangs.filter(lang => lang !== own)]
  const compose = composer(content, rules)
  const isUsable = (text: string): boolean => !rules.blocked.some(word => says(text, word))
  const drafting = langs.map(lang => ({ lang, drafts: draftsOf(content, lang, isUsable) }))
  return networks.flatMap(network =>
    drafting.flatMap(({ lang, drafts }) =>
      drafts ? copiesOf({ content, rules, compose, network, lang }, drafts(network)) : []
    )
  )
}

interface Making {
  content: ReleaseContent
  rules: ShareRules
  compose: ReturnType<typeof composer>
  network: Network
  lang: CopyLang
}

function copiesOf({ content, rules, compose, network, lang }: Making, drafts: readonly Draft[]): ShareCopy[] {
  const copies: ShareCopy[] = []
  const said = new Set<string>()
  const end = { hashtags: hashtagsFor(network, rules, lang), disclosure: rules.disclosure[lang].trim(), lang }
  // Texts that had to be cut are taken where there are too few whole ones.
  for (const cut of [false, true])
    for (const draft of drafts) {
      if (copies.length === variants) break
      const copy = { id: newCopyId(copies, network, lang), network, lang }
      const built = assemble(draft, end, text => fitsThere(content, { ...copy, text }, rules))
      if (!built || (!cut && isCut(built, draft))) continue
      const text = withFewCashtags(network, built)
      if (said.has(fold(text))) continue
      said.add(fold(text))
      const problems = checkCopy(compose({ ...copy, text }), { rules })
      if (!problems.some(({ stops }) => stops)) copies.push({ ...copy, text })
    }
  return copies
}

const isCut = (text: string, { lead }: Draft): boolean => text.includes('…') && !lead.includes('…')

/** An id for one more copy, which none of these has. */
export function newCopyId(copies: readonly Pick<ShareCopy, 'id'>[], network: Network, lang: CopyLang): string {
  const taken = new Set(copies.map(({ id }) => id))
  for (let number = 1; ; number += 1) {
    const id = `${network}-${lang}-${String(number)}`
    if (!taken.has(id)) return id
  }
}

/** What the disclosure says already is not said twice. */
const hashtagsFor = (network: Network, { hashtags, disclosure }: ShareRules, lang: CopyLang): string[] =>
  limits[network].hashtags
    ? hashtags
        .map(tag => `#${tag}`)
        .filter(tag => !says(disclosure[lang], tag))
        .slice(0, mostHashtags)
    : []

/** Takes the sign from the cashtags that the network would refuse the text for: their letters stay. */
function withFewCashtags(network: Network, text: string): string {
  const most = limits[network].cashtags
  if (most === null) return text
  const signed = cashtagsIn(text)
  if (signed.length <= most) return text
  let kept = 0
  return text.replace(/\$(?=[A-Za-z])/g, sign => (++kept <= most ? sign : ''))
}
