import { parseHTML } from 'linkedom'
import { cleanLine, cleanText } from '../../../domain/releases/clean.ts'
import { textToMarkdown } from '../../../domain/releases/text-to-markdown.ts'
import { htmlToMarkdown } from '../releases/import/html-to-markdown.ts'
import type { FeedText } from './raw-feed.ts'

/** Where relative links begin: each base may be relative to the one around it. */
export const baseOf = (address: string | undefined, bases: readonly string[]): string | undefined =>
  bases.reduce((outer, base) => (URL.canParse(base, outer) ? new URL(base, outer).href : outer), address)

const longestAddress = 2_000
const longestLink = 10_000

/** A link as an absolute web address; null for anything else, so that none runs a script or opens a file. */
export function pageAddress(link: string | undefined, base: string | undefined): string | null {
  const written = link?.trim()
  if (!written || written.length > longestLink || !URL.canParse(written, base)) return null
  const url = new URL(written, base)
  return /^https?:$/.test(url.protocol) && url.href.length <= longestAddress ? url.href : null
}

/** The words of a text, on one line. */
export function plainText({ value, html }: Pick<FeedText, 'value' | 'html'>): string {
  return cleanLine(html ? wordsOf(value) : value)
    .replace(/\s+/g, ' ')
    .trim()
}

function wordsOf(html: string): string {
  const { document } = parseHTML(
    `<!doctype html><html><body>${html.replace(/<(?:br|p|div|li)\b/gi, ' $&')}</body></html>`
  )
  for (const hidden of document.querySelectorAll('script, style')) hidden.remove()
  return document.body.textContent ?? ''
}

/** The first so many signs of a text, without the half of a tag at their end. */
export const beginning = (html: string, length: number): string =>
  html.length <= length ? html : html.slice(0, length).replace(/<[^<>]*$/, '')

/** A text as Markdown; of markup that is too much to convert, the words only. */
export function markdownOf({ value, html }: FeedText, base: string | undefined): string {
  const text = cleanText(value)
  if (html && isConvertible(text)) return cleanText(htmlToMarkdown(text, base))
  const words = beginning(text, longestWords)
  return textToMarkdown(html ? plainText({ value: words, html }) : words)
}

const longestMarkup = 200_000
const longestWords = 500_000
const mostTags = 5_000
const deepest = 100
/** Elements without an end, or whose end may be left out: they nest in nothing of their own kind. */
const flat =
  /^(?:br|hr|img|wbr|input|meta|link|source|area|base|col|embed|param|track|p|li|dt|dd|tr|td|th|thead|tbody|tfoot|option)$/

/**
 * Can the converter take this in good time? Its work grows with the square of how deep elements are nested, and far beyond
 * any article it runs out of stack.
 */
function isConvertible(html: string): boolean {
  if (html.length > longestMarkup) return false
  const open = new Map<string, number>()
  let depth = 0
  let tags = 0
  for (const [, slash, written = ''] of html.matchAll(/<(\/?)([a-z][\w:-]*)[^<>]*/gi)) {
    const name = written.toLowerCase()
    const already = open.get(name) ?? 0
    if (++tags > mostTags) return false
    if (flat.test(name) || (slash && already === 0)) continue
    const step = slash ? -1 : 1
    open.set(name, already + step)
    if ((depth += step) > deepest) return false
  }
  return true
}
