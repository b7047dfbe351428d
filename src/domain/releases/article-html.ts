import { Marked, type Tokens } from 'marked'
import { RelaisError } from '../errors.ts'

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
/** Text as HTML shows it letter for letter. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, character => entities[character] ?? character)
/** The same for Markdown's own text, in which `&eacute;` already stands for a letter. */
const escapeText = (text: string): string =>
  text.replace(/&(?!(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|\w+);)|[<>"']/g, character => entities[character] ?? character)

/** Where a link in a text that leaves may lead. Relative ones would lead somewhere else in each reader. */
function safeAddress(href: string, schemes: readonly string[]): string | null {
  return URL.canParse(href) && schemes.includes(new URL(href).protocol) ? new URL(href).href : null
}

/**
 * Markdown as HTML for other people's pages. Markup typed into the text is shown as text, and only marked's own elements are
 * made, with no attribute but checked addresses: so there is nothing left for a sanitiser to take out.
 */
const renderer = new Marked({
  gfm: true,
  renderer: {
    html({ text }: Tokens.HTML | Tokens.Tag): string {
      return escapeHtml(text)
    },
    // Marked's own leaves text as it is after a typed `<script>` or `<pre>`.
    text(token: Tokens.Text | Tokens.Escape): string {
      return 'tokens' in token && token.tokens ? this.parser.parseInline(token.tokens) : escapeText(token.text)
    },
    link({ href, title, tokens }: Tokens.Link): string {
      const words = this.parser.parseInline(tokens)
      const address = safeAddress(href, ['https:', 'http:', 'mailto:'])
      return address
        ? `<a href="${escapeText(address)}"${title ? ` title="${escapeText(title)}"` : ''}>${words}</a>`
        : words
    },
    image({ href, text }: Tokens.Image): string {
      const address = safeAddress(href, ['https:', 'http:'])
      return address ? `<img src="${escapeText(address)}" alt="${escapeText(text)}">` : escapeText(text)
    },
    code({ text }: Tokens.Code): string {
      return `<pre><code>${escapeHtml(text)}</code></pre>\n`
    },
    checkbox({ checked }: Tokens.Checkbox): string {
      return checked ? '☑ ' : '☐ '
    }
  }
})

/** Leaves out what XML 1.0 cannot hold, not even escaped: control characters, halves of surrogate pairs. */
const forXml = (text: string): string => text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')

/** A line of plain text, as feeds and payloads carry it. */
export const plainLine = (text: string): string => forXml(text).replace(/\s+/g, ' ').trim()

/**
 * Quotes and lists inside each other: marked takes seconds to minutes for some thousands of levels and then runs out of stack,
 * with the engine standing still meanwhile. No text that people read comes near these depths.
 */
const tooDeep = /^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){40}|^[ \t]{160,}\S/m

/**
 * The body of a release as HTML that runs nothing and loads nothing but its pictures.
 * @throws RelaisError `too-deep`
 */
export function articleHtml(markdown: string): string {
  const made = last.get(markdown)
  if (made !== undefined) return made
  if (tooDeep.test(markdown)) throw new RelaisError('too-deep')
  const html = renderer.parse(forXml(markdown), { async: false })
  if (last.size >= mostKept) last.clear()
  last.set(markdown, html)
  return html
}

/** The last ones made: one text goes to many destinations in a few moments, eight at a time. */
const last = new Map<string, string>()
const mostKept = 16
