import { escapeInline, escapeLine } from '../../../domain/releases/text-to-markdown.ts'
import type { FeedItem } from '../../../preload/contract/curation.ts'

/**
 * How a draft from a feed item begins: a short quotation and its source. The whole text stays in the inbox, as it is
 * somebody else's.
 */
export function draftBody(
  { excerpt, title, sourceTitle, url }: Pick<FeedItem, 'excerpt' | 'title' | 'sourceTitle' | 'url'>,
  lang: string
): string {
  const quote = excerpt ? `> ${escapeLine(excerpt)}\n\n` : ''
  const name = escapeInline(`${sourceTitle}, ${lang === 'fr' ? `« ${title} »` : `“${title}”`}`)
  const source = lang === 'fr' ? 'Source :' : 'Source:'
  return `${quote}${source} ${url ? `[${name}](<${url.replaceAll(/[<>\\]/g, encodeURIComponent)}>)` : name}\n`
}
