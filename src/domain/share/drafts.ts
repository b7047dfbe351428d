import type { Quotation } from './key-messages.ts'
import type { Words } from './kit.ts'
import type { CopyLang, Network } from './networks.ts'

/** How a text may be built: it opens with `lead`, which is shortened if need be; the rest is added as far as there is room. */
export interface Draft {
  lead: string
  /** What stands around the lead. */
  wrap?: (lead: string) => string
  /** Further paragraphs; of a list, as many lines as there is room for. */
  rest: readonly (string | { heading: string; lines: readonly string[] })[]
}

/** The few words of ours that copies hold beside the release's own. */
const phrases = {
  fr: {
    open: '«\u202F',
    close: '\u202F»',
    read: 'À lire\u00A0: ',
    share: 'À partager\u00A0: ',
    brief: 'En bref\u00A0: ',
    main: 'L’essentiel\u00A0:',
    hello: 'Bonjour,',
    fyi: 'Pour information\u00A0: ',
    whole: 'Le communiqué complet\u00A0: {link}'
  },
  en: {
    open: '“',
    close: '”',
    read: 'Worth a read: ',
    share: 'Ready to share: ',
    brief: 'In brief: ',
    main: 'In short:',
    hello: 'Hello,',
    fyi: 'For your information: ',
    whole: 'The full release: {link}'
  }
} as const satisfies Record<CopyLang, Record<string, string>>

interface Matter extends Words {
  quotations: readonly Quotation[]
  hasLink: boolean
}

/**
 * Drafts for a network, the best first: what happened, a fact, a voice; then plainer ones for releases that have no facts or
 * voices to give. Short posts hold one thought, long ones a list, letters a greeting.
 */
export function draftsFor(network: Network, matter: Matter, lang: CopyLang): Draft[] {
  const drafts =
    network === 'mail'
      ? letters(matter, lang)
      : network === 'teams' || network === 'slack'
        ? notes(matter, lang)
        : network === 'linkedin' || network === 'facebook'
          ? stories(matter, lang)
          : shortPosts(matter, lang)
  const opening = network === 'mail' ? `${phrases[lang].hello}\n\n` : ''
  return [...drafts, ...plainOnes(matter, lang, opening)].filter(({ lead }) => lead !== '')
}

function shortPosts({ title, subtitle, messages, quotations }: Matter, lang: CopyLang): Draft[] {
  const [first = '', ...others] = messages
  return [
    { lead: title, rest: [subtitle] },
    { lead: first, rest: [title] },
    ...voices(quotations, lang, [title]),
    ...others.map(lead => ({ lead, rest: [title] }))
  ]
}

function stories({ title, subtitle, messages, quotations }: Matter, lang: CopyLang): Draft[] {
  const [first = '', ...others] = messages
  return [
    { lead: title, rest: [subtitle, bullets('', messages.slice(0, 3))] },
    { lead: first, rest: [title, ...others.slice(0, 2)] },
    ...voices(quotations, lang, [title, subtitle]),
    ...others.map(lead => ({ lead, rest: [title, subtitle] }))
  ]
}

function notes({ title, subtitle, messages, quotations }: Matter, lang: CopyLang): Draft[] {
  const { share, main } = phrases[lang]
  return [
    { lead: title, wrap: before(title && share), rest: [subtitle] },
    ...(messages.length > 1 ? [{ lead: title, rest: [bullets(main, messages.slice(0, 3))] }] : []),
    ...voices(quotations, lang, [title]),
    ...messages.map(lead => ({ lead, rest: [title] }))
  ]
}

function letters({ title, subtitle, messages, quotations, hasLink }: Matter, lang: CopyLang): Draft[] {
  const { hello, main, fyi, whole } = phrases[lang]
  const end = hasLink ? [whole] : []
  const greeting = before(`${hello}\n\n`)
  return [
    { lead: title, wrap: greeting, rest: [subtitle, bullets(main, messages.slice(0, 3)), ...end] },
    { lead: title, wrap: before(`${hello}\n\n${fyi}`), rest: [...messages.slice(0, 1), ...end] },
    ...voices(quotations, lang, [title, ...end]).map(draft => ({
      ...draft,
      wrap: (lead: string) => greeting(draft.wrap(lead))
    })),
    ...messages.map(lead => ({ lead, wrap: greeting, rest: [title, ...end] }))
  ]
}

function plainOnes({ title, subtitle, messages }: Matter, lang: CopyLang, opening: string): Draft[] {
  const { read, share, brief } = phrases[lang]
  const [words = ''] = [title, subtitle, ...messages].filter(text => text !== '')
  return [
    { lead: subtitle, wrap: before(opening), rest: [title] },
    ...[read, share, brief, ''].map(phrase => ({ lead: words, wrap: before(opening + phrase), rest: [] }))
  ]
}

const before =
  (phrase: string) =>
  (lead: string): string =>
    `${phrase}${lead}`

const bullets = (heading: string, lines: readonly string[]) => ({ heading, lines })

function voices(quotations: readonly Quotation[], lang: CopyLang, rest: Draft['rest']) {
  const { open, close } = phrases[lang]
  return quotations.map(({ words, speaker }) => ({
    lead: words,
    wrap: (lead: string) => `${open}${lead}${close}\n${speaker}`,
    rest
  }))
}
