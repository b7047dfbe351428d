import { blocksOf, plainLineOf, type Block } from './blocks.ts'
import { fold } from './fold.ts'
import type { CopyLang } from './networks.ts'
import { sentencesOf } from './sentences.ts'

/** More are not read; the first ones are what the writer put first. */
const most = 5
/** A message says something in a breath: neither a label, a paragraph, an address, a note between brackets, nor code. */
const fits = (message: string): boolean =>
  message.length >= 24 &&
  message.length <= 260 &&
  message.split(' ').length >= 4 &&
  !/[[\]{}<>@]|&#?\w+;|https?:|\+\d{2}/.test(message) &&
  message !== message.toUpperCase()

/** A sentence that begins so leans on the one before, and says little alone. */
const leaning: Record<CopyLang, RegExp> = {
  fr: /^(?:il|elle|ils|elles|cela|ceci|ça|ce|c’est|cette|ces|celui|celle|lui|leur|mais|or|donc|ainsi|aussi|enfin|toutefois|cependant|en revanche|par ailleurs|de plus|dont|parmi)\b/i,
  en: /^(?:he|she|it|they|this|that|these|those|his|her|its|their|but|so|however|also|moreover|meanwhile|instead|then|among)\b/i
}

/** A whole sentence that needs none before it and opens no quotation that ends elsewhere. */
const standsAlone = (sentence: string, lang: CopyLang): boolean =>
  /[.!?…][»”"\s\u00A0\u202F)]*$/.test(sentence) && sentence.split('"').length % 2 === 1 && !leaning[lang].test(sentence)

/**
 * The key messages that a body says by itself: what it lists, what it sets in bold, and the sentences that a paragraph opens
 * with where they hold a figure; if these are fewer than three, other opening sentences too. At most five, in this order.
 */
export function keyMessages(body: string, lang: CopyLang): string[] {
  const blocks = blocksOf(body)
  const paragraphs = blocks.filter(({ kind }) => kind === 'paragraph').flatMap(({ raw }) => raw)
  const openings = paragraphs
    .map(raw => sentencesOf(withoutDateline(plainLineOf(withoutLabel(raw))), lang)[0] ?? '')
    .filter(sentence => standsAlone(sentence, lang))
  const found = distinct([
    ...blocks.filter(({ kind }) => kind === 'items').flatMap(({ raw }) => raw.map(plainLineOf)),
    ...paragraphs.flatMap(boldSentences),
    ...openings.filter(sentence => /\d/.test(sentence))
  ])
  return (found.length >= 3 ? found : distinct([...found, ...openings])).slice(0, most)
}

/** What somebody is quoted with: their words without quotation marks, and who they are. */
export interface Quotation {
  words: string
  speaker: string
}

/** The quotations that are set apart in a body with their speaker below them, and those in its paragraphs that name one. */
export function quotationsIn(body: string): Quotation[] {
  return blocksOf(body).flatMap(block =>
    block.kind === 'quotation' ? setApart(block) : block.kind === 'paragraph' ? block.raw.flatMap(inParagraph) : []
  )
}

const boldSentences = (raw: string): string[] =>
  [...raw.matchAll(/\*\*([^*\n]{24,300})\*\*/g)]
    .map(([, bold = '']) => plainLineOf(bold))
    .filter(bold => bold.split(' ').length >= 5 && !/\d{1,2}(?:er|st|nd|rd|th)?,? \p{L}+,? \d{4}\W*$/u.test(bold))

/** A bold opening of a few words is a place and date, or a label, and no message. */
const withoutLabel = (raw: string): string => raw.replace(/^\s*\*\*[^*\n]{1,80}\*\*[\s.:–—-]*(?=\S)/, '')

/** “PARIS, le 3 mars 2026 – ”, “Bristol, 3 March 2026: ” */
const withoutDateline = (line: string): string =>
  line.replace(
    /^[\p{Lu}][\p{L}\s’'(),-]{1,60}?,?\s+(?:le\s+)?\d{1,2}(?:er|st|nd|rd|th)?\s+\p{L}{3,10}\.?,?\s+\d{4}\s*[–—:.-]+\s*/u,
    ''
  )

const quoted = /^(?:«[\s\u00A0\u202F]*([^«»]+?)[\s\u00A0\u202F]*»|“([^“”]+)”|"([^"]+)")[\s.]*$/

function setApart({ raw }: Block): Quotation[] {
  const lines = raw.map(plainLineOf).filter(line => line !== '')
  const speaker = lines.length > 1 ? (lines.at(-1) ?? '').replace(/^[–—-]\s*/, '') : ''
  const text = lines.slice(0, speaker ? -1 : undefined).join(' ')
  const [, french, english, straight] = quoted.exec(text) ?? []
  return speaker.length >= 3 && speaker.length <= 120
    ? [{ words: french ?? english ?? straight ?? text, speaker }].filter(({ words }) => fits(words))
    : []
}

const said =
  /(?:«[\s\u00A0\u202F]*([^«»]{24,260}?)[\s\u00A0\u202F]*»|“([^“”]{24,260}?)”|"([^"]{24,260}?)"),?\s+(?:(?:a|ont|s’est|se)\s+)?(?:déclar|expliqu|soulign|indiqu|affirm|précis|ajout|comment|résum|rappel|assur|félicit|réjoui|said|says|explain|comment|add(?:ed|s)\b|not(?:ed|es)\b)\p{L}*\s+([^.;]{3,100})[.;]/gu

const inParagraph = (raw: string): Quotation[] =>
  [...plainLineOf(raw).matchAll(said)]
    .map(([, french, english, straight, speaker = '']) => ({
      words: (french ?? english ?? straight ?? '').replace(/,$/, ''),
      speaker
    }))
    .filter(({ words }) => fits(words))

function distinct(messages: readonly string[]): string[] {
  const seen = new Set<string>()
  return messages.filter(message => {
    const folded = fold(message)
    return fits(message) && !seen.has(folded) && seen.add(folded)
  })
}
