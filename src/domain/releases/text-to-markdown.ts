const special = /[`*\\~[\]_<]/g
const wordCharacter = /[\p{L}\p{N}]/u

/**
 * Plain text as Markdown that looks the same: paragraphs stay paragraphs, line ends stay line ends, and whatever Markdown
 * would read as a sign is escaped. No more is escaped than needed, since search and diffs show the text as it is stored.
 */
export const textToMarkdown = (text: string): string =>
  text
    .split(/\n[^\S\n]*(?:\n[^\S\n]*)+/)
    .map(paragraphToMarkdown)
    .filter(Boolean)
    .join('\n\n')

const paragraphToMarkdown = (paragraph: string): string =>
  paragraph
    .split('\n')
    .map(line => escapeLine(line.trim()))
    .filter(Boolean)
    .join('\\\n')

const address = /(?:(?:https?|ftp):\/\/|www\.)[^\s<>"'`\\^{|}]*[^\s<>"'`\\^{|}.,;:!?)\]*_~]/gi

/** One line of text, or part of one, as Markdown that reads the same. */
export function escapeLine(line: string): string {
  let escaped = ''
  let from = 0
  for (const { 0: found, index } of line.matchAll(address)) {
    // An exclamation mark before a link would make it a picture.
    escaped += escapeInline(line.slice(from, index)).replace(/!$/, '\\!') + linkTo(found)
    from = index + found.length
  }
  return escapeStart(escaped + escapeInline(line.slice(from)))
}

/** A link that shows its address. A bare one is left to each reader of Markdown, who differ in where it ends and what it hides. */
const linkTo = (found: string): string =>
  /^www/i.test(found) ? `[${escapeInline(found)}](<http://${found}>)` : `<${found}>`

/** The same for text that no line begins with and in which addresses are left alone: what stands inside a link. */
export const escapeInline = (text: string): string =>
  text
    .replace(special, (sign, index: number) => (sign === '_' && insideWord(text, index) ? sign : `\\${sign}`))
    .replace(/&(?=#?\w+;)/g, '\\&')

const insideWord = (text: string, index: number): boolean =>
  wordCharacter.test(text[index - 1] ?? '') && wordCharacter.test(text[index + 1] ?? '')

/** Signs that mean something only where a line begins: headings, quotes, lists, rules, tables and underlines of headings. */
const escapeStart = (line: string): string =>
  line
    .replace(/^(?:#{1,6}(?=\s|$)|[>|]|[-+](?=\s|$)|[-=](?=[-=\s:|]*$)|:(?=-))/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
