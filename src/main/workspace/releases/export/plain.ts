import { articleHtml } from '../../../../domain/releases/article-html.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const characters = Object.fromEntries(Object.entries(escapes).map(([character, entity]) => [entity, character]))

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, character => escapes[character] ?? character)

/**
 * A Markdown body as plain text, paragraphs parted by an empty line: for counting, and for formats without markup.
 *
 * It is read off the HTML that leaves, which has no tags and entities but those that marked writes.
 */
export const bodyText = (markdown: string): string => htmlText(articleHtml(markdown))

/** The text of such HTML. */
export const htmlText = (html: string): string =>
  html
    .replace(/<img [^>]*alt="([^"]*)"[^>]*>/g, '$1')
    .replace(/<br>/g, '\n')
    .replace(/<\/(?:p|h[1-6]|blockquote|pre|ul|ol|table)>/g, '\n\n')
    .replace(/<\/(?:li|tr)>\n?/g, '\n')
    .replace(/<\/t[dh]>\n?/g, '\t')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:amp|lt|gt|quot|#39);/g, entity => characters[entity] ?? entity)
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
