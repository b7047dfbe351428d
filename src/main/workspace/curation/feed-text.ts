import { parseHTML } from 'linkedom'
import { cleanLine, cleanText } from '../../../domain/releases/clean.ts'
import { textToMarkdown } from '../../../domain/releases/text-to-markdown.ts'
import { htmlToMarkdown } from '../releases/import/html-to-markdown.ts'
import type { FeedText } from './raw-feed.ts'

/** Where relative links begin: each base may be relative to the one around it. */
export const baseOf = (address: string | undefined, bases: readonly string[]): string | undefined =>
  bases.reduce((outer, base) => (URL.canParse(base, outer) ? new URL(base, outer).href : outer), address)

const longestAddress = 2_000

/** A link as an absolute web address; null for anything else, so that none runs a script or opens a file. */
export function pageAddress(link: string | undefined, base: string | undefined): string | null {
  const written = link?.trim()
  if (!written || !URL.canParse(written, base)) return null
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

/** Longer markup than this takes longer to convert than anyone waits for one item of many. */
const longestMarkup = 500_000

/** A text as Markdown. Markup that is too long, or nested too deep to be walked through, leaves its words only. */
export function markdownOf({ value, html }: FeedText, base: string | undefined): string {
  const text = cleanText(value)
  if (!html) return textToMarkdown(text)
  try {
    if (text.length <= longestMarkup) return cleanText(htmlToMarkdown(text, base))
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return textToMarkdown(plainText({ value: beginning(text, longestMarkup), html }))
}
