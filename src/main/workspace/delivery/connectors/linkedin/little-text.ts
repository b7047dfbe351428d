/**
 * LinkedIn's "little" text: plain text in which fifteen characters are markup unless a backslash stands before them. What is
 * not escaped is accepted all the same, and the post is silently cut there.
 * https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/little-text-format
 */
const reserved = /[\\|{}@[\]()<>#*_~]/g

/** `@[Exact name](urn:li:organization:123)`, as people write it into a copy. */
const mention = /@\[(?<name>[^[\]\n]+)\]\((?<urn>urn:li:(?:organization|person):[\w-]+)\)/

/** As LinkedIn itself links them: after no letter, and more than a number, so that `C#`, `#1` and a link's anchor stay text. */
const hashtag = /(?<![\p{L}\p{M}\p{N}_&/#])#(?<tag>(?=[\p{N}_]*\p{L})[\p{L}\p{M}\p{N}_]+)/u

const living = new RegExp(`${mention.source}|${hashtag.source}`, 'gu')

/** A text as LinkedIn's API takes it: its mentions and hashtags alive, all else exactly as it stands. */
export function toLittleText(text: string): string {
  let little = ''
  let from = 0
  for (const found of text.matchAll(living)) {
    const { name, urn, tag } = found.groups ?? {}
    little += escape(text.slice(from, found.index))
    little += tag === undefined ? `@[${escape(name ?? '')}](${urn ?? ''})` : `{hashtag|\\#|${escape(tag)}}`
    from = found.index + found[0].length
  }
  return little + escape(text.slice(from))
}

const escape = (text: string): string => text.replace(reserved, '\\$&')

const written =
  /\\(?<plain>[^])|\{hashtag\|\\?(?<sign>[#＃])\|(?<tag>(?:\\[^]|[^\\}])*)\}|@\[(?<name>(?:\\[^]|[^\\\]])*)\]\(urn:[^)\s]*\)/g

/** What people read of a text in LinkedIn's form, as its API gives it back. */
export const fromLittleText = (little: string): string =>
  little.replace(written, (...parts) => {
    const { plain, sign, tag, name } = parts.at(-1) as Record<string, string | undefined>
    return plain ?? (sign === undefined ? unescape(name ?? '') : `${sign}${unescape(tag ?? '')}`)
  })

const unescape = (text: string): string => text.replace(/\\([^])/g, '$1')

/** What people read of a copy: of a mention, its name. */
export const shownText = (text: string): string => text.replace(new RegExp(mention.source, 'gu'), '$<name>')
