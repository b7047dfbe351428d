import canonicalize from 'canonicalize'
import { isEmptyKit, kitFields } from '../share/kit.ts'
import type { ReleaseContent } from './release.ts'

/**
 * The exact text that a content hash and a signature are about: RFC 8785 canonical JSON of the content.
 *
 * Every field is named here, so that a field added to the type does not slip into, or out of, what was signed.
 */
export function canonicalContent(content: ReleaseContent): string {
  const { kind, title, subtitle, body, lang, embargo, kit } = content
  const covered = {
    kind,
    title,
    subtitle,
    body,
    lang,
    embargo: embargo && { at: embargo.at, zone: embargo.zone, wall: embargo.wall },
    ...(kit && !isEmptyKit(kit) && { kit: kitFields(kit) })
  }
  return canonicalize(covered) as string
}

const excerptLength = 200

/** The opening of a Markdown body as plain text, for lists: at most 200 characters, cut between words. */
export function excerptOf(body: string): string {
  return shorten(plainOf(body.slice(0, excerptLength * 4)), excerptLength)
}

/** Cuts a line of text between words where it is longer than `length`; an ellipsis says so. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text
  const cut = text.lastIndexOf(' ', length)
  // A pair of surrogates is one character: it is never cut in two.
  return `${text.slice(0, cut > 0 ? cut : length).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/**
 * A passage of Markdown as one line of plain text. It is for reading only: not exact, but quick on any input, which is why
 * nothing that it looks for may be longer than 400 characters.
 */
export function plainOf(markdown: string): string {
  return markdown
    .replace(/!\[[^\]]{0,400}\]\([^)]{0,400}\)/g, '')
    .replace(/(?<!\\)\[([^\]]{0,400})\]\([^)]{0,400}\)/g, '$1')
    .replace(/(?<!\\)<((?:https?:|mailto:)[^>\s]{0,400})>/g, '$1')
    .replace(/(?<!\\)<\/?[a-zA-Z][^>]{0,400}>/g, '')
    .replace(/^\|[-:| \t]+\|$/gm, '')
    .replace(/^\|.*\|$/gm, row => row.replace(/(?<!\\)\|/g, ' '))
    .replace(/^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+|\d{1,9}[.)]\s+)/gm, '')
    .replace(/\\$/gm, '')
    .replace(/\\([!-/:-@[-`{-~])|[*`]{1,3}|~~|(?<![\p{L}\p{N}])_{1,3}|_{1,3}(?![\p{L}\p{N}])/gu, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}
